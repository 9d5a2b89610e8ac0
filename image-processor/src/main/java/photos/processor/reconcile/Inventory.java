package photos.processor.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import photos.storage.ObjectKey;

/// A list of a bucket's keys as S3 Inventory writes it and S3 Batch Operations reads it: CSV, the bucket first, the key
/// in URL encoding second (S3 User Guide, "Amazon S3 Inventory list"); compressed if the file's name ends in `.gz`.
public final class Inventory {
    private static final Pattern LINE = Pattern.compile("\"?([^\",]+)\"?,\"?([^\",]+)\"?(,.*)?");

    private Inventory() {}

    /// @param prefix of the paths that are wanted
    /// @param each told of each original of the bucket
    /// @throws IOException in a sentence, if the file cannot be read or is none of these
    public static void read(Path file, String bucket, String prefix, Consumer<ObjectKey> each) throws IOException {
        try (BufferedReader lines = open(file)) {
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ObjectKey key = key(file, number, line, bucket);
                if (key.isOriginal() && key.path().startsWith(prefix)) {
                    each.accept(key);
                }
                number++;
            }
        }
    }

    /// Tells this list from another one, one that came later under the same name included.
    ///
    /// @throws IOException in a sentence, if there is no such file
    public static String identity(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no list " + file);
        }
        return file.toAbsolutePath() + " of " + Files.size(file) + " bytes, " + Files.getLastModifiedTime(file);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, UTF_8));
    }

    private static ObjectKey key(Path file, long number, String line, String bucket) throws IOException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !matcher.group(1).equals(bucket)) {
            throw new IOException("line " + number + " of " + file + " is not from an inventory of the bucket " + bucket
                    + "; expected \"" + bucket + "\",\"KEY\", got: " + line);
        }
        try {
            return new ObjectKey(URLDecoder.decode(matcher.group(2), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("line " + number + " of " + file + ": " + e.getMessage(), e);
        }
    }
}
