package photos.processor.reconcile;

/// A listing is not in the order that was expected of it.
final class OutOfOrder extends RuntimeException {
    OutOfOrder(String before, String after, KeyOrder order) {
        super("the bucket lists \"" + before + "\" before \"" + after + "\", which is not in the order of " + order);
    }
}
