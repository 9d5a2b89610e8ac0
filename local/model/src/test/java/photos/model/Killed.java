package photos.model;

/// Ends an actor whose process was killed. Nothing the actor does from here on reaches the outside world.
final class Killed extends Error {
    Killed() {
        super("killed", null, false, false);
    }
}
