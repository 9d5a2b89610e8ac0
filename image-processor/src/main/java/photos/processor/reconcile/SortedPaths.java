package photos.processor.reconcile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Any number of paths sorted with little memory: runs that fit into it are sorted there and written to a file, then
/// all are read at once. The file is gone with this process, however it ends.
final class SortedPaths implements Iterator<String>, AutoCloseable {
    /// Paths sorted in memory at a time.
    private static final int RUN = 20_000;

    private static final int BUFFER_BYTES = 8192;

    private final FileChannel file;
    private final PriorityQueue<Run> runs;

    private SortedPaths(FileChannel file, Comparator<String> order) {
        this.file = file;
        this.runs = new PriorityQueue<>(Comparator.comparing(Run::head, order));
    }

    /// @param paths in any order
    static SortedPaths of(Stream<String> paths, Comparator<String> order) {
        return of(paths, order, RUN);
    }

    /// @param atATime how many are sorted in memory at a time
    static SortedPaths of(Stream<String> paths, Comparator<String> order, int atATime) {
        try {
            Path path = Files.createTempFile("photos-reconcile-", ".tmp");
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            SortedPaths sorted = new SortedPaths(file, order);
            List<String> next = new ArrayList<>();
            for (Iterator<String> all = paths.iterator(); all.hasNext(); ) {
                next.add(all.next());
                if (next.size() == atATime || !all.hasNext()) {
                    next.sort(order);
                    sorted.add(next);
                    next.clear();
                }
            }
            return sorted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> run) throws IOException {
        long begin = file.size();
        file.position(begin);
        // Not closed, since that would close the file.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)));
        for (String path : run) {
            out.writeUTF(path); // at most 1,024 bytes, as it is of a key
        }
        out.flush();
        Run added = new Run(new Part(file, begin, file.size()));
        if (added.advance()) {
            runs.add(added);
        }
    }

    @Override
    public boolean hasNext() {
        return !runs.isEmpty();
    }

    @Override
    public String next() {
        Run least = runs.poll();
        if (least == null) {
            throw new NoSuchElementException();
        }
        String path = least.head();
        try {
            if (least.advance()) {
                runs.add(least);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Run {
        private final DataInputStream in;
        private String head = "";

        private Run(InputStream in) {
            this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
        }

        private String head() {
            return head;
        }

        private boolean advance() throws IOException {
            try {
                head = in.readUTF();
                return true;
            } catch (EOFException _) {
                return false;
            }
        }
    }

    /// A part of a file, read from its own place.
    private static final class Part extends InputStream {
        private final FileChannel file;
        private final long end;
        private long at;

        private Part(FileChannel file, long begin, long end) {
            this.file = file;
            this.at = begin;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - at);
            if (most <= 0) {
                return -1;
            }
            int read = file.read(ByteBuffer.wrap(bytes, offset, most), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
