package photos.ingest.place;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import photos.ledger.Position;

/// The towns of the earth in rows of a quarter of a degree of latitude each, from the south. A row is decoded
/// when it is asked for, so that a cold start that needs one town does not decode them all.
///
/// The file, laid out by columns, because the jar compresses that better:
///
/// | what | how |
/// |---|---|
/// | countries | how many, a byte; two letters each |
/// | rows | for each of them how many bytes it has, an int |
/// | each row | how many towns, a varint; their longitudes, eastwards, varints of the difference to the one before;
/// their latitudes within the row, radii, and countries, a byte each; their names, each followed by a zero byte |
///
/// Latitudes and longitudes are in 1,024ths of a degree, radii in fifths of a kilometre.
final class TownTable {
    static final int ROWS_PER_DEGREE = 4;

    private static final int ROWS = 180 * ROWS_PER_DEGREE;
    private static final int STEPS = 1024;
    private static final int STEPS_PER_ROW = STEPS / ROWS_PER_DEGREE;
    private static final int RADII_PER_KM = 5;

    private final List<String> countries = new ArrayList<>();
    private final int[] offsets = new int[ROWS + 1];
    private final byte[] bytes;

    TownTable(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int count = Byte.toUnsignedInt(head.get());
        for (int i = 0; i < count; i++) {
            countries.add(new String(bytes, head.position(), 2, ISO_8859_1));
            head.position(head.position() + 2);
        }
        offsets[0] = head.position() + ROWS * Integer.BYTES;
        for (int row = 0; row < ROWS; row++) {
            offsets[row + 1] = offsets[row] + head.getInt();
        }
    }

    /// As it lies in the jar.
    static TownTable read() {
        try (InputStream table = TownTable.class.getResourceAsStream("towns.bin")) {
            if (table == null) {
                throw new IllegalStateException("towns.bin is missing from the jar");
            }
            return new TownTable(table.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Town> all() {
        return between(-90, 90);
    }

    /// All towns of the rows that these degrees of latitude touch.
    List<Town> between(double south, double north) {
        List<Town> towns = new ArrayList<>();
        for (int row = row(steps(Math.max(south, -90), 90)); row <= row(steps(Math.min(north, 90), 90)); row++) {
            addRow(row, towns);
        }
        return towns;
    }

    private void addRow(int row, List<Town> towns) {
        ByteBuffer from = ByteBuffer.wrap(bytes, offsets[row], offsets[row + 1] - offsets[row]);
        int[] longitudes = new int[(int) varint(from)];
        int last = 0;
        for (int i = 0; i < longitudes.length; i++) {
            last += (int) varint(from);
            longitudes[i] = last;
        }
        int latitudes = from.position();
        int radii = latitudes + longitudes.length;
        int codes = radii + longitudes.length;
        int name = codes + longitudes.length;
        for (int i = 0; i < longitudes.length; i++) {
            int end = name;
            while (bytes[end] != 0) {
                end++;
            }
            int latitude = row * STEPS_PER_ROW + Byte.toUnsignedInt(bytes[latitudes + i]);
            towns.add(new Town(
                    new String(bytes, name, end - name, UTF_8),
                    countries.get(Byte.toUnsignedInt(bytes[codes + i])),
                    new Position(degrees(latitude, 90), degrees(longitudes[i], 180)),
                    (double) Byte.toUnsignedInt(bytes[radii + i]) / RADII_PER_KM));
            name = end + 1;
        }
    }

    /// The file of these towns, the same whatever order they come in.
    static byte[] write(List<Town> towns) {
        List<String> countries =
                List.copyOf(new TreeSet<>(towns.stream().map(Town::country).toList()));
        Map<Integer, List<Town>> rows = new HashMap<>();
        towns.stream()
                .sorted(Comparator.comparingInt(
                                (Town town) -> steps(town.centre().longitude(), 180))
                        .thenComparingDouble(town -> town.centre().latitude())
                        .thenComparing(Town::name))
                .forEach(town -> rows.computeIfAbsent(row(steps(town.centre().latitude(), 90)), _ -> new ArrayList<>())
                        .add(town));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        file.write(countries.size());
        countries.forEach(country -> file.writeBytes(country.getBytes(ISO_8859_1)));
        for (int row = 0; row < ROWS; row++) {
            byte[] bytes = row(rows.getOrDefault(row, List.of()), countries);
            file.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            body.writeBytes(bytes);
        }
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    private static byte[] row(List<Town> towns, List<String> countries) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        writeVarint(row, towns.size());
        int last = 0;
        for (Town town : towns) {
            int longitude = steps(town.centre().longitude(), 180);
            writeVarint(row, longitude - last);
            last = longitude;
        }
        towns.forEach(town -> row.write(steps(town.centre().latitude(), 90) % STEPS_PER_ROW));
        towns.forEach(town -> row.write((int) Math.round(town.radius() * RADII_PER_KM)));
        towns.forEach(town -> row.write(countries.indexOf(town.country())));
        towns.forEach(town -> {
            row.writeBytes(town.name().getBytes(UTF_8));
            row.write(0);
        });
        return row.toByteArray();
    }

    /// The last step is the pole, or the antimeridian from the other side; it is in the last row.
    private static int row(int latitude) {
        return Math.min(latitude / STEPS_PER_ROW, ROWS - 1);
    }

    private static int steps(double degrees, int zero) {
        return (int) Math.min(Math.round((degrees + zero) * STEPS), 2L * zero * STEPS - 1);
    }

    private static double degrees(int steps, int zero) {
        return (double) steps / STEPS - zero;
    }

    /// A number in groups of seven bits, the lowest first, of which all but the last have the highest bit set.
    static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void writeVarint(ByteArrayOutputStream to, int value) {
        int rest = value;
        while (rest > 0x7F) {
            to.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        to.write(rest);
    }
}
