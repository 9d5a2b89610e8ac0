package photos.local.fire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/// A request or an answer of HTTP/1.1, byte for byte as it came: signatures hold for nothing else.
final class HttpMessage {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final String head;
    private final byte[] body;

    /// @param head to the empty line, that one included
    /// @param body as framed
    HttpMessage(String head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    String head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    /// @return nothing if the connection ended before a message began
    static Optional<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                if (head.isEmpty()) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended within the head " + head);
            }
            head.append((char) next);
            if (next == '\n' && head.length() >= 4 && head.indexOf(END_OF_HEAD, head.length() - 4) >= 0) {
                return Optional.of(head.toString());
            }
        }
        throw new IOException("a head of more than " + LONGEST_HEAD + " bytes");
    }

    static HttpMessage request(String head, InputStream in) throws IOException {
        return new HttpMessage(head, body(head, in, false));
    }

    /// The answer proper, after what only says that one will come.
    static HttpMessage answer(String requestHead, InputStream in) throws IOException {
        while (true) {
            String head = head(in).orElseThrow(() -> new EOFException("no answer to " + requestHead));
            int status = Integer.parseInt(head.split(" ", 3)[1]);
            if (status >= 200) {
                boolean bodiless = requestHead.startsWith("HEAD ") || status == 204 || status == 304;
                return new HttpMessage(head, bodiless ? new byte[0] : body(head, in, true));
            }
        }
    }

    private static byte[] body(String head, InputStream in, boolean toTheEnd) throws IOException {
        Optional<String> length = header(head, "content-length");
        if (length.isPresent()) {
            int bytes = Integer.parseInt(length.get());
            byte[] body = in.readNBytes(bytes);
            if (body.length < bytes) {
                throw new EOFException("the body ended after " + body.length + " of " + bytes + " bytes");
            }
            return body;
        }
        if (header(head, "transfer-encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return chunks(in);
        }
        return toTheEnd ? in.readAllBytes() : new byte[0];
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        while (true) {
            String size = line(in, raw);
            int bytes = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            raw.write(in.readNBytes(bytes));
            if (bytes == 0) {
                while (!line(in, raw).isEmpty()) {
                    // trailers
                }
                return raw.toByteArray();
            }
            line(in, raw);
        }
    }

    private static String line(InputStream in, ByteArrayOutputStream raw) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a chunk");
            }
            raw.write(next);
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
    }

    static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    byte[] headBytes() {
        return head.getBytes(ISO_8859_1);
    }
}
