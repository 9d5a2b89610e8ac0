package photos.ingest.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import photos.image.Dimensions;
import photos.outage.Unavailable;
import photos.storage.ObjectMoved;

/// What was found in one file so far, and what went wrong: a broken part costs that part.
final class Findings {
    private static final int MAX_BLOCKS = 64;
    private static final int MAX_BLOCK_BYTES = 8 * 1024 * 1024;
    private static final int MAX_TEXTS = 50;
    private static final int MAX_ERRORS = 20;
    private static final int MAX_ERROR_CHARACTERS = 300;

    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final SortedMap<String, String> properties = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private Optional<Dimensions> size = Optional.empty();
    private Optional<Long> preview = Optional.empty();
    private Optional<String> profile = Optional.empty();
    private int blockBytes;
    private Optional<Boolean> iptcIsNewer = Optional.empty();
    private boolean tagLeftOut;

    /// Something that can be done in part only by throwing.
    interface Step {
        void run() throws Exception;
    }

    /// The one border at which anything that content can provoke ends, the library's errors of memory and stack too.
    /// Only what is nobody's content passes: the original has moved, or S3 is absent.
    <T> T attempt(String what, T otherwise, Callable<T> step) throws ObjectMoved {
        try {
            return step.call();
        } catch (ObjectMoved | Unavailable e) {
            throw e;
        } catch (WindowReader.Moved e) {
            throw e.moved();
        } catch (Throwable e) {
            error("cannot read " + what + ": " + reason(e));
            return otherwise;
        }
    }

    /// The same for a part of the file that has tags. If it cannot be read to its end, they are not all.
    void attempt(String what, Step step) throws ObjectMoved {
        attempt(true, what, step);
    }

    /// @param hasTags whether the part has any: the picture's size and a profile have none
    void attempt(boolean hasTags, String what, Step step) throws ObjectMoved {
        boolean whole = attempt(what, false, () -> {
            step.run();
            return true;
        });
        if (!whole && hasTags) {
            tagLeftOut();
        }
    }

    void size(long width, long height) {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            error("the picture says it has " + width + "x" + height + " pixels");
        } else if (size.isEmpty()) {
            size = Optional.of(new Dimensions((int) width, (int) height));
        }
    }

    /// Whether a block of this many bytes is taken, which is to be asked before many are copied; if not, it is an
    /// error.
    boolean takes(Block.Kind kind, long bytes) {
        if (bytes > kind.mostBytes()) {
            leftOut(
                    kind.hasTags(),
                    kind.label() + " has " + bytes + " bytes, more than " + kind.mostBytes() + " are not read");
            return false;
        }
        if (blocks.size() >= MAX_BLOCKS || blockBytes + bytes > MAX_BLOCK_BYTES) {
            leftOut(
                    kind.hasTags(),
                    "the file holds too much metadata: no more than " + MAX_BLOCKS + " blocks and " + MAX_BLOCK_BYTES
                            + " bytes are read");
            return false;
        }
        return true;
    }

    void block(Block.Kind kind, byte[] bytes) {
        if (takes(kind, bytes.length)) {
            blocks.add(new Block(kind, bytes));
            blockBytes += bytes.length;
        }
    }

    /// The name of a colour profile; that of the first which has one counts.
    void profile(String name) {
        if (profile.isEmpty()) {
            profile = Optional.of(name);
        }
    }

    Optional<String> profile() {
        return profile;
    }

    /// Where in the file a JPEG begins that a raw file has of itself, and which may say more of the photo.
    void preview(long offset) {
        preview = Optional.of(offset);
    }

    Optional<Long> preview() {
        return preview;
    }

    /// A text the container itself holds under a name; the first of a name counts.
    void text(String name, String text) {
        if (texts.size() >= MAX_TEXTS) {
            tagLeftOut("the file holds more than " + MAX_TEXTS + " texts, the others are not read");
        } else if (!text.isBlank()) {
            first(texts, name, text);
        }
    }

    /// A property of XMP by its path; that of the first packet which has it counts.
    void property(String path, String text) {
        first(properties, path, text);
    }

    private void first(Map<String, String> known, String name, String text) {
        tagLeftOut |= !known.computeIfAbsent(name, _ -> text).equals(text);
    }

    /// Photoshop's resources say whether IPTC was changed after XMP; the first that say it count.
    void iptcIsNewer(boolean newer) {
        if (iptcIsNewer.isEmpty()) {
            iptcIsNewer = Optional.of(newer);
        }
    }

    boolean iptcIsNewer() {
        return iptcIsNewer.orElse(false);
    }

    /// A tag of the file will not be among those that are listed, so they are not all.
    void tagLeftOut() {
        tagLeftOut = true;
    }

    /// The same, and worth a sentence.
    void tagLeftOut(String sentence) {
        leftOut(true, sentence);
    }

    /// Something was not read for its size.
    ///
    /// @param hasTags whether tags are missing from the list then: a colour profile has none that would be
    void leftOut(boolean hasTags, String sentence) {
        tagLeftOut |= hasTags;
        error(sentence);
    }

    boolean isTagLeftOut() {
        return tagLeftOut;
    }

    void error(String sentence) {
        String clean = Texts.cleaned(sentence, MAX_ERROR_CHARACTERS).orElse("unknown");
        if (errors.size() < MAX_ERRORS && !errors.contains(clean)) {
            errors.add(clean);
        }
    }

    Optional<Dimensions> size() {
        return size;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    Map<String, String> texts() {
        return texts;
    }

    Map<String, String> properties() {
        return properties;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
