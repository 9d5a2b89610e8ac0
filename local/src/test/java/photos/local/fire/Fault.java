package photos.local.fire;

/// What may happen to one request on its way.
public enum Fault {
    /// Nothing.
    NONE,
    /// The part says that it has an internal error; the request never reached it.
    SERVER_ERROR,
    /// The part says that it gets too many requests; the request never reached it.
    THROTTLED,
    /// The connection is reset before the request reached the part.
    RESET,
    /// Nobody answers until the caller gives up.
    HANG,
    /// The request is done, and the connection is reset instead of an answer: the caller cannot know.
    ANSWER_LOST,
    /// The answer breaks off in its middle.
    ANSWER_CUT,
    /// The answer comes in little pieces, over a second.
    ANSWER_SLOW
}
