package photos.benchmarks.queries;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Attributes;
import photos.ledger.Camera;
import photos.ledger.CaptureTime;
import photos.ledger.Description;
import photos.ledger.Exposure;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Picture;
import photos.ledger.Position;
import photos.ledger.PublishedVariant;
import photos.ledger.RawTags;
import photos.ledger.State;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// Items of a ledger as ten years of several people's photos make them; the same ones each time.
final class Stock {
    /// The moment at which all questions are asked.
    static final Instant TODAY = Instant.parse("2026-07-01T12:00:00Z");

    static final String RARE_CAMERA = "Leica M11";

    private static final int DAYS = 3650;
    private static final List<String> CAMERAS = List.of(
            "Apple iPhone 13", "Nikon D800", "Google Pixel 7", "Sony ILCE-7M3", "Canon EOS R5", "Fujifilm X-T4");
    private static final List<Position> PLACES = List.of(
            new Position(47.37, 8.54),
            new Position(48.21, 16.37),
            new Position(35.68, 139.69),
            new Position(-16.85, 179.99),
            new Position(64.15, -21.94),
            new Position(40.71, -74.0),
            new Position(-33.87, 151.21),
            new Position(52.52, 13.4));
    private static final List<String> WORDS = List.of("sea", "mountain", "family", "night", "train", "cat", "wedding");

    private final Random random = new Random(20260701);

    /// The item of the next photo, by its attributes' names.
    Map<String, Object> next(int number) {
        Instant uploaded = TODAY.minusSeconds((long) (random.nextDouble() * DAYS * 86_400));
        ObjectKey key = new ObjectKey("uploads/%s/IMG_%06d.jpg"
                .formatted(uploaded.toString().substring(0, 7).replace('-', '/'), number));
        Map<String, Object> item = new LinkedHashMap<>(Attributes.of(
                new Original("photos", new Generation.Version("v" + number), "e".repeat(32), 4_000_000, uploaded),
                metadata(uploaded)));
        item.put(Attributes.OBJECT_KEY, key.value());
        item.put(Attributes.FENCE, 1);
        item.put(Attributes.UPDATED_AT, Attributes.instant(uploaded.plusSeconds(5)));
        boolean failed = random.nextInt(200) == 0;
        State state = failed ? State.REJECTED : State.READY;
        item.put(Attributes.STATE, state.name());
        if (failed) {
            item.put(Attributes.OPEN_STATE, state.name());
            item.put(Attributes.REASON, random.nextInt(3) == 0 ? "TRUNCATED" : "CORRUPT");
        } else {
            item.put(
                    Attributes.VARIANTS,
                    List.of("thumb", "small", "medium", "large").stream()
                            .map(name -> Attributes.of(variant(key, name)))
                            .toList());
        }
        return item;
    }

    private static PublishedVariant variant(ObjectKey original, String name) {
        return new PublishedVariant(
                name,
                name + " 640x640 inside jpeg 82",
                new ObjectKey(original.resultsPrefix() + name + "-0123456789.jpg"),
                new Dimensions(640, 480),
                60_000,
                "image/jpeg",
                "0".repeat(64));
    }

    private PhotoMetadata metadata(Instant uploaded) {
        Optional<String> camera = camera();
        boolean isDated = random.nextInt(20) > 0;
        return new PhotoMetadata(
                Optional.of(new Picture(ImageFormat.JPEG, new Dimensions(4032, 3024), Orientation.ofExif(1))),
                new Camera(camera, camera, camera, camera.map(name -> name + " lens " + random.nextInt(4))),
                camera.isPresent() ? exposure() : Exposure.UNKNOWN,
                isDated ? Optional.of(time(uploaded)) : Optional.empty(),
                random.nextInt(10) < 4 ? Optional.of(position()) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                description(),
                Optional.empty(),
                new RawTags(Map.of("Exif SubIFD", Map.of("Maker Note", "x".repeat(600))), false),
                List.of());
    }

    private Optional<String> camera() {
        int one = random.nextInt(1000);
        if (one == 0) {
            return Optional.of(RARE_CAMERA);
        }
        return one < 100
                ? Optional.empty()
                : Optional.of(CAMERAS.get(Math.min(5, (int) (random.nextDouble() * random.nextDouble() * 8))));
    }

    private Exposure exposure() {
        return new Exposure(
                Optional.of("1/250"),
                Optional.of(0.004),
                Optional.of(List.of(1.8, 2.8, 4.0, 5.6, 8.0).get(random.nextInt(5))),
                Optional.of(100 << random.nextInt(7)),
                Optional.of(24.0 + random.nextInt(100)),
                Optional.empty(),
                Optional.of(false));
    }

    /// Mostly of the week before the upload; one in fifty is a print that was scanned.
    private CaptureTime time(Instant uploaded) {
        LocalDateTime taken = random.nextInt(50) == 0
                ? LocalDateTime.of(1940, 1, 1, 12, 0).plusDays(random.nextInt(18_000))
                : LocalDateTime.ofInstant(uploaded.minusSeconds(random.nextInt(600_000)), ZoneOffset.UTC);
        return new CaptureTime(
                taken.withNano(0),
                0,
                random.nextBoolean()
                        ? Optional.of(new CaptureTime.Offset(ZoneOffset.ofHours(2), CaptureTime.Source.EXIF))
                        : Optional.empty());
    }

    /// Within some ten kilometres of a town, or anywhere.
    private Position position() {
        if (random.nextInt(4) == 0) {
            return new Position(160 * random.nextDouble() - 80, 360 * random.nextDouble() - 180);
        }
        Position town = PLACES.get(random.nextInt(PLACES.size()));
        double east = town.longitude() + random.nextGaussian() / 15;
        return new Position(town.latitude() + random.nextGaussian() / 15, east > 180 ? east - 360 : east);
    }

    private Description description() {
        TreeSet<String> keywords = new TreeSet<>();
        if (random.nextInt(3) == 0) {
            keywords.add(WORDS.get(random.nextInt(WORDS.size())));
            keywords.add(WORDS.get(random.nextInt(2)));
        }
        return new Description(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), keywords, Optional.empty());
    }
}
