package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import photos.json.Json;
import photos.json.MalformedJson;
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
        public void close() {}
    }

    /// All of them, whose rows lie in a temporary file, a line of JSON each.
    static final class Whole extends Sorting {
        private record Line(Column.Rank rank, long at, int length) {}

        private final Predicate<String> attributes;
        private final Comparator<Line> order;
        private final List<Line> lines = new ArrayList<>();
        private final Path file;
        private final OutputStream out;
        private long end;

        /// @param attributes which of a photo will be shown
        Whole(Column column, boolean isDescending, Predicate<String> attributes) {
            super(column);
            this.attributes = attributes;
            this.order = Comparator.comparing(Line::rank, Column.order(isDescending));
            try {
                this.file = Files.createTempFile("photos-sorted", ".json");
                this.out = new BufferedOutputStream(Files.newOutputStream(file));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        void add(Column.Rank rank, PhotoSummary photo) {
            TreeMap<String, Object> shown = new TreeMap<>(photo.attributes());
            shown.keySet().removeIf(attributes.negate());
            shown.put("objectKey", photo.key().value());
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
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                out.flush();
                boolean goesOn = true;
                for (int from = 0; goesOn && from < lines.size(); from += PhotoQuery.MAX_LIMIT) {
                    List<PhotoSummary> photos = new ArrayList<>();
                    for (Line line : lines.subList(from, Math.min(lines.size(), from + PhotoQuery.MAX_LIMIT))) {
                        photos.add(read(in, line));
                    }
                    goesOn = taker.test(photos);
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private static PhotoSummary read(RandomAccessFile in, Line line) throws IOException {
            byte[] json = new byte[line.length()];
            in.seek(line.at());
            in.readFully(json);
            try {
                return PhotoSummary.of(Json.object(new String(json, UTF_8)));
            } catch (MalformedJson e) {
                throw new IOException(e);
            }
        }

        private static UncheckedIOException failed(IOException e) {
            return new UncheckedIOException(
                    "cannot keep what is to be sorted in a temporary file: " + e.getMessage(), e);
        }

        @Override
        public void close() {
            try (out) {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
