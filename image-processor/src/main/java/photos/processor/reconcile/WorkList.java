package photos.processor.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.storage.ObjectKey;

/// The photos a run has to hint at, in a file, and how far it has got, in another: a run that was interrupted goes on
/// there, compares nothing twice and hints at nothing twice but what was under way.
///
/// The cursor is written after each batch, beside the old one and then in its place, so that it is whole whenever this
/// process is killed. It exists only when the list is complete.
public final class WorkList implements AutoCloseable {
    /// A key of 1,024 bytes, each of which JSON may write as six, and the words around it.
    private static final int LONGEST_LINE = 8192;

    private final Path cursor;
    private final FileChannel list;
    private final About about;
    private final long keys;
    private long sent;
    private long offset;

    private WorkList(Path cursor, FileChannel list, About about, long keys, long sent, long offset) {
        this.cursor = cursor;
        this.list = list;
        this.about = about;
        this.keys = keys;
        this.sent = sent;
        this.offset = offset;
    }

    /// What a list was made for.
    ///
    /// @param prefix of the paths that were looked at
    /// @param recipe of the presets that were wanted
    /// @param inventory which list of S3 Inventory it was taken from; empty if bucket and ledger were compared
    public record About(String bucket, String prefix, String recipe, String inventory) {}

    /// The list that an earlier run left; nothing if there is none that can be read.
    ///
    /// @throws IOException in a sentence, if another run works on it
    public static Optional<WorkList> unfinished(Path cursor) throws IOException {
        try {
            Map<String, Object> state = Json.object(Files.readString(cursor));
            About about = new About(
                    Json.text(state, "bucket"),
                    Json.text(state, "prefix"),
                    Json.text(state, "recipe"),
                    Json.text(state, "inventory"));
            long keys = number(state, "keys");
            long sent = number(state, "sent");
            long offset = number(state, "offset");
            FileChannel list = openLocked(listOf(cursor), StandardOpenOption.READ, StandardOpenOption.WRITE);
            return Optional.of(new WorkList(cursor, list, about, keys, sent, offset));
        } catch (NoSuchFileException | MalformedJson _) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> state, String name) throws MalformedJson {
        if (state.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new MalformedJson("expected a number at \"" + name + "\", got: " + state);
    }

    /// Begins a list, in the place of any that is there.
    ///
    /// @throws IOException in a sentence, if another run works on it
    public static Writer begin(Path cursor, About about) throws IOException {
        Path list = listOf(cursor);
        Files.createDirectories(
                Optional.ofNullable(list.toAbsolutePath().getParent()).orElse(list));
        FileChannel channel =
                openLocked(list, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.deleteIfExists(cursor);
        return new Writer(cursor, channel, about);
    }

    private static FileChannel openLocked(Path list, StandardOpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(list, options);
        if (!tryLock(channel)) {
            channel.close();
            throw new IOException("another \"photos reconcile --run\" works on " + list
                    + "; wait for it, or keep this one's list elsewhere with --cursor FILE");
        }
        return channel;
    }

    /// @return whether it is locked now; another program or another part of this one may have done so
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Path listOf(Path cursor) {
        return cursor.resolveSibling(cursor.getFileName() + ".keys");
    }

    /// A list that is being made.
    public static final class Writer implements AutoCloseable {
        private final Path cursor;
        private final FileChannel channel;
        private final About about;
        private BufferedWriter out;
        private long keys;

        private Writer(Path cursor, FileChannel channel, About about) throws IOException {
            this.cursor = cursor;
            this.channel = channel;
            this.about = about;
            this.out = empty(channel);
        }

        private static BufferedWriter empty(FileChannel channel) throws IOException {
            channel.truncate(0);
            return new BufferedWriter(Channels.newWriter(channel, UTF_8));
        }

        /// Forgets what was added.
        public void restart() {
            try {
                out = empty(channel);
                keys = 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void add(Hinting.Wanted wanted) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("objectKey", wanted.key().value());
            if (wanted.isUnknown()) {
                line.put("unknown", true);
            }
            try {
                out.write(Json.write(line));
                out.write('\n');
                keys++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The list, complete. Closes with it, not with this.
        public WorkList finish() throws IOException {
            out.flush();
            channel.force(false);
            WorkList list = new WorkList(cursor, channel, about, keys, 0, 0);
            list.save();
            return list;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    public About about() {
        return about;
    }

    public long keys() {
        return keys;
    }

    public long sent() {
        return sent;
    }

    /// @param wanted in their order
    /// @param end where in the list they end
    public record Batch(List<Hinting.Wanted> wanted, long end) {
        public Batch {
            wanted = List.copyOf(wanted);
        }
    }

    /// What comes next; empty at the end.
    public Batch next(int most) throws IOException {
        List<Hinting.Wanted> wanted = new ArrayList<>();
        long at = offset;
        while (wanted.size() < most && sent + wanted.size() < keys) {
            byte[] line = line(at);
            wanted.add(wanted(new String(line, UTF_8)));
            at += line.length + 1;
        }
        return new Batch(wanted, at);
    }

    private static Hinting.Wanted wanted(String line) throws IOException {
        try {
            Map<String, Object> json = Json.object(line);
            return new Hinting.Wanted(new ObjectKey(Json.text(json, "objectKey")), json.containsKey("unknown"));
        } catch (MalformedJson e) {
            throw new IOException("the list of a run is damaged; start over with --anew: " + e.getMessage(), e);
        }
    }

    /// Up to the next end of a line, which is not among it.
    private byte[] line(long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_LINE);
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = list.read(buffer, from + buffer.position());
        }
        int end = 0;
        while (end < buffer.position() && buffer.get(end) != '\n') {
            end++;
        }
        byte[] line = new byte[end];
        buffer.get(0, line);
        return line;
    }

    /// The batch is sent: a run that is interrupted goes on after it.
    public void sent(Batch batch) throws IOException {
        sent += batch.wanted().size();
        offset = batch.end();
        save();
    }

    private void save() throws IOException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("bucket", about.bucket());
        state.put("prefix", about.prefix());
        state.put("recipe", about.recipe());
        state.put("inventory", about.inventory());
        state.put("keys", keys);
        state.put("sent", sent);
        state.put("offset", offset);
        Path next = cursor.resolveSibling(cursor.getFileName() + ".next");
        Files.writeString(next, Json.write(state) + "\n");
        Files.move(next, cursor, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Everything is sent, or no longer wanted: both files go.
    public void remove() throws IOException {
        Files.deleteIfExists(cursor);
        Files.deleteIfExists(listOf(cursor));
        close();
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
