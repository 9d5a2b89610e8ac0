package photos.processor.render;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/// Hears what libjpeg says of damaged data; it goes on and says so once, of the first place. What it says of odd but
/// harmless things is not damage.
final class Damage implements IIOReadWarningListener {
    /// Texts of libjpeg's `jerror.h`.
    private static final List<String> OF_DATA =
            List.of("Corrupt JPEG data: ", "Premature end of JPEG file", "Inconsistent progression");

    /// Some cameras pad the picture before its end. Data that was lost count of leaves much more.
    private static final Pattern PADDING =
            Pattern.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

    private static final int BYTES_A_BYTE_OF_PADDING = 100;

    private final long fileBytes;
    private Optional<String> message = Optional.empty();

    /// @param fileBytes of the picture's data; a hundredth of them may be padding
    Damage(long fileBytes) {
        this.fileBytes = fileBytes;
    }

    Optional<String> message() {
        return message;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        Matcher padding = PADDING.matcher(warning);
        boolean harmless = padding.matches() && Long.parseLong(padding.group(1)) <= fileBytes / BYTES_A_BYTE_OF_PADDING;
        if (message.isEmpty() && !harmless && OF_DATA.stream().anyMatch(warning::startsWith)) {
            message = Optional.of(warning);
        }
    }
}
