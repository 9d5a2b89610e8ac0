package photos.processor.gate;

import java.nio.ByteBuffer;

/// A piece of what a decoder gets to see of a file.
public sealed interface Part {
    long length();

    /// Bytes of the file itself.
    record Slice(long offset, long length) implements Part {
        public Slice {
            if (offset < 0 || length < 0) {
                throw new IllegalArgumentException("no slice of a file: " + offset + " +" + length);
            }
        }
    }

    /// Bytes that take the place of others, such as a header without what was left out.
    record Literal(ByteBuffer bytes) implements Part {
        public Literal {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.remaining();
        }
    }
}
