package photos.processor.webp;

import java.io.IOException;
import java.util.Arrays;

/// libwebp did not encode a picture.
public final class WebpFailure extends IOException {
    private final Kind kind;

    WebpFailure(Kind kind, int width, int height) {
        super("libwebp could not encode a picture of " + width + "x" + height + " pixels: " + kind.sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// `WebPEncodingError` of `webp/encode.h`.
    public enum Kind {
        OK(0, "it gave no reason"),
        OUT_OF_MEMORY(1, "there was not enough memory for its planes"),
        BITSTREAM_OUT_OF_MEMORY(2, "there was not enough memory for its output"),
        NULL_PARAMETER(3, "it missed a parameter"),
        INVALID_CONFIGURATION(4, "it refused the configuration"),
        BAD_DIMENSION(5, "it refused the size"),
        PARTITION0_OVERFLOW(6, "the modes take more than 512 KB"),
        PARTITION_OVERFLOW(7, "a partition takes more than 16 MB"),
        BAD_WRITE(8, "it could not write its output"),
        FILE_TOO_BIG(9, "the output is larger than 4 GB"),
        USER_ABORT(10, "it was stopped"),
        UNKNOWN(-1, "it gave a reason that is not known here");

        private final int code;
        private final String sentence;

        Kind(int code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        /// Whether it is the picture that is too much for the format, and not something that may pass.
        public boolean isOfThePicture() {
            return this == PARTITION0_OVERFLOW || this == PARTITION_OVERFLOW || this == FILE_TOO_BIG;
        }

        static Kind ofCode(int code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
