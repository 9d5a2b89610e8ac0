package photos.local.template;

/// The template cannot be read or says something a local run cannot follow. The message is one sentence that names the
/// file, the line where there is one, the resource or property, and what was expected.
public final class UnreadableTemplate extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableTemplate(Place place, String sentence) {
        super(place + ": " + sentence);
    }
}
