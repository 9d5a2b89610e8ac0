package photos.processor.audit;

/// An object is not built as its format demands, so that there is no telling what is in it.
final class Damaged extends Exception {
    Damaged(String sentence) {
        super(sentence);
    }
}
