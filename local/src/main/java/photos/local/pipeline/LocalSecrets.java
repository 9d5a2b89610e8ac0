package photos.local.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// What the stack's secrets are here; made once and kept, so that a link with the token still works tomorrow.
///
/// @param jobKey what jobs are signed with
/// @param operatorToken what the operator's requests bear
public record LocalSecrets(String jobKey, String operatorToken) {
    private static final int BYTES = 24;

    static LocalSecrets in(Path data) throws IOException {
        Path file = data.resolve("secrets");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, random() + "\n" + random() + "\n");
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2 || lines.stream().anyMatch(String::isBlank)) {
            throw new IOException(file + " is damaged, expected two lines; remove it, and a new one is made");
        }
        return new LocalSecrets(lines.getFirst(), lines.getLast());
    }

    /// Neither of them.
    @Override
    public String toString() {
        return "the secrets of a local run";
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
