package photos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// Photos for tests of ledgers.
public final class ExamplePhotos {
    /// When the example was uploaded.
    public static final Instant UPLOADED = Instant.parse("2026-06-15T10:20:30.123Z");

    /// Everything that can be known, with values that are easily spoilt on the way.
    public static final PhotoMetadata FULL = new PhotoMetadata(
            Optional.of(new Picture(ImageFormat.JPEG, new Dimensions(4000, 3000), Orientation.TURNED_LEFT)),
            new Camera(
                    Optional.of("NIKON CORPORATION"),
                    Optional.of("NIKON D800"),
                    Optional.of("Nikon D800"),
                    Optional.of("24.0-70.0 mm f/2.8")),
            new Exposure(
                    Optional.of("1/250"),
                    Optional.of(0.004),
                    Optional.of(2.8),
                    Optional.of(400),
                    Optional.of(50.0),
                    Optional.of(75),
                    Optional.of(false)),
            Optional.of(new CaptureTime(
                    LocalDateTime.parse("2026-01-31T18:30:05.070"),
                    2,
                    Optional.of(new CaptureTime.Offset(ZoneOffset.ofHoursMinutes(5, 30), CaptureTime.Source.GPS)))),
            Optional.of(new Position(-33.8567844, 151.213108)),
            Optional.of(-3.5),
            Optional.of(new Place("Sydney, AU", 1.4)),
            new Description(
                    Optional.of("Title"),
                    Optional.of("Ünï 🌵"),
                    Optional.of("Artist"),
                    Optional.of("©"),
                    new TreeSet<>(Set.of("sea", "Opera, House")),
                    Optional.of(0)),
            Optional.of("Display P3"),
            new RawTags(Map.of("Exif IFD0", Map.of("Make", "NIKON CORPORATION", "Odd # tag", "")), true),
            List.of("one sentence", "another one"));

    /// Nothing known at all.
    public static final PhotoMetadata NOTHING = PhotoMetadata.none(List.of());

    private ExamplePhotos() {}

    /// Nothing known but how it was taken.
    ///
    /// @param version that wrote it
    public static PhotoMetadata nothingBut(int version, Exposure exposure) {
        return new PhotoMetadata(
                version,
                Optional.empty(),
                Camera.UNKNOWN,
                exposure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Description.NONE,
                Optional.empty(),
                RawTags.NONE,
                List.of());
    }

    public static Generation generation(String id) {
        return new Generation.Version(id);
    }

    public static Original original(String id) {
        return uploaded(id, UPLOADED);
    }

    public static Original uploaded(String id, Instant at) {
        return new Original("photos-1", generation(id), "d41d8cd98f00b204e9800998ecf8427e", 12_345, at);
    }

    public static PublishedVariant variant(ObjectKey original, String name) {
        return new PublishedVariant(
                name,
                name + " 320x320 cover jpeg 80",
                new ObjectKey(original.resultsPrefix() + name + "-0123456789.jpg"),
                new Dimensions(320, 240),
                4_000_000_000L,
                "image/jpeg",
                "00".repeat(32));
    }

    /// A render of two variants.
    public static Rendering.Published published(ObjectKey original) {
        return new Rendering.Published(
                "recipe-1",
                List.of(variant(original, "thumb"), variant(original, "small")),
                Optional.empty(),
                Optional.empty(),
                Optional.of("1QcSHQRnh493V4dIh4eXh1h4kJUI"),
                Duration.ofMillis(1234));
    }

    public static Rendering.Published degraded(ObjectKey original) {
        Rendering.Published whole = published(original);
        return new Rendering.Published(
                whole.recipe(),
                whole.variants(),
                Optional.of(new Rendering.Failure(Reason.TRUNCATED, "the end is missing")),
                Optional.empty(),
                Optional.empty(),
                whole.took());
    }

    public static Rendering.Rejected rejected(Reason reason) {
        return new Rendering.Rejected("recipe-1", new Rendering.Failure(reason, "a sentence"));
    }
}
