package photos.processor.audit;

/// An object is not built as its format demands, so that nobody can say what is in it.
final class Damaged extends Exception {
    Damaged(String sentence) {
        super(sentence);
    }
}
