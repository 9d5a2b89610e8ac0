package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Attributes;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;

/// All photos of an answer in the order of a column, those of one value as they came. However many there are, few of
/// their rows are in memory.
abstract sealed class Sorting implements AutoCloseable {
    private final Column column;

    private Sorting(Column column) {
        this.column = column;
    }

    void add(List<PhotoSummary> photos) {
        photos.forEach(photo -> add(column.rank(photo), photo));
    }

    abstract void add(Column.Rank rank, PhotoSummary photo);

    /// @param taker takes some, and says whether it wants more
    abstract void show(Predicate<List<PhotoSummary>> taker);

    /// Whether there are more than are shown.
    abstract boolean isCut();

    @Override
    public abstract void close();

    /// The first ones, which are kept.
    static final class First extends Sorting {
        private record Kept(Column.Rank rank, long turn, PhotoSummary photo) {}

        private final int most;
        private final PriorityQueue<Kept> lastFirst;
        private final Comparator<Kept> order;
        private long turns;

        First(Column column, boolean isDescending, int most) {
            super(column);
            this.most = most;
            this.order =
                    Comparator.comparing(Kept::rank, Column.order(isDescending)).thenComparingLong(Kept::turn);
            this.lastFirst = new PriorityQueue<>(order.reversed());
        }

        @Override
        void add(Column.Rank rank, PhotoSummary photo) {
            lastFirst.add(new Kept(rank, turns++, photo));
            if (lastFirst.size() > most) {
                lastFirst.remove();
            }
        }

        @Override
        void show(Predicate<List<PhotoSummary>> taker) {
            var _ = taker.test(lastFirst.stream().sorted(order).map(Kept::photo).toList());
        }

        @Override
        boolean isCut() {
            return turns > most;
        }

        @Override
        public void close() {}
    }

    /// All of them, whose rows lie in a temporary file, a line of JSON each. It has no name any more once it is
    /// open, so that nothing of it stays, however the program ends.
    static final class Whole extends Sorting {
        private record Line(Column.Rank rank, long at, int length) {}

        private final Predicate<String> attributes;
        private final Comparator<Line> order;
        private final List<Line> lines = new ArrayList<>();
        private final FileChannel file;
        private final OutputStream out;
        private long end;

        /// @param attributes which of a photo will be shown
        Whole(Column column, boolean isDescending, Predicate<String> attributes) {
            super(column);
            this.attributes = attributes;
            this.order = Comparator.comparing(Line::rank, Column.order(isDescending));
            try {
                this.file =
                        FileChannel.open(Files.createTempFile("photos-sorted", ".json"), READ, WRITE, DELETE_ON_CLOSE);
                this.out = new BufferedOutputStream(Channels.newOutputStream(file));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        void add(Column.Rank rank, PhotoSummary photo) {
            TreeMap<String, Object> shown = new TreeMap<>(photo.attributes());
            shown.keySet().removeIf(attributes.negate());
            shown.put(Attributes.OBJECT_KEY, photo.key().value());
            byte[] line = Json.write(shown).getBytes(UTF_8);
            lines.add(new Line(rank, end, line.length));
            end += line.length;
            try {
                out.write(line);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        void show(Predicate<List<PhotoSummary>> taker) {
            lines.sort(order);
            try {
                out.flush();
                boolean goesOn = true;
                for (int from = 0; goesOn && from < lines.size(); from += PhotoQuery.MAX_LIMIT) {
                    List<PhotoSummary> photos = new ArrayList<>();
                    for (Line line : lines.subList(from, Math.min(lines.size(), from + PhotoQuery.MAX_LIMIT))) {
                        photos.add(read(line));
                    }
                    goesOn = taker.test(photos);
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private PhotoSummary read(Line line) throws IOException {
            ByteBuffer json = ByteBuffer.allocate(line.length());
            while (json.hasRemaining()) {
                if (file.read(json, line.at() + json.position()) < 0) {
                    throw new EOFException("it has become shorter");
                }
            }
            try {
                return PhotoSummary.of(Json.object(new String(json.array(), UTF_8)));
            } catch (MalformedJson e) {
                throw new IOException(e);
            }
        }

        private static UncheckedIOException failed(IOException e) {
            return new UncheckedIOException(
                    "cannot keep what is to be sorted in a temporary file: " + e.getMessage(), e);
        }

        @Override
        boolean isCut() {
            return false;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
