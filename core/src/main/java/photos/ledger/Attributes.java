package photos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The attributes of a ledger item and how values are written in them. The names that have no constant here are
/// written out again where they are read.
///
/// An attribute's value is a `String`, `Number`, `Boolean`, `Set<String>`, `List` or `Map<String, …>` of these.
public final class Attributes {
    public static final String OBJECT_KEY = "objectKey";
    public static final String GENERATION = "generation";
    public static final String FENCE = "fence";
    public static final String STATE = "state";
    public static final String OPEN_STATE = "openState";
    public static final String EXPIRES_AT = "expiresAt";
    public static final String REASON = "reason";
    public static final String MESSAGE = "message";
    public static final String ATTEMPTS = "attempts";
    public static final String WORKER_DEATHS = "workerDeaths";
    public static final String RECIPE = "recipe";
    public static final String PUBLISHED = "published";
    public static final String VARIANTS = "variants";
    public static final String RENDER_MILLIS = "renderMillis";
    public static final String THUMBHASH = "thumbhash";
    public static final String UPDATED_AT = "updatedAt";

    /// What tells where a photo was taken.
    private static final Set<String> OF_A_POSITION = Set.of(
            "latitude", "longitude", "altitude", "geohash", "geohash4", "undatedGeohash4", "place", "placeKilometres");

    /// The attributes that the Lambda writes, apart from `state` and `fence`.
    public static final Set<String> OF_THE_PHOTO = with(
            OF_A_POSITION,
            "bucket",
            "metadataVersion",
            "eTag",
            "size",
            "uploadedAt",
            "uploadMonth",
            "mediaType",
            "format",
            "width",
            "height",
            "orientation",
            "uprightWidth",
            "uprightHeight",
            "cameraMake",
            "cameraModel",
            "camera",
            "lens",
            "exposureTime",
            "exposureSeconds",
            "fNumber",
            "iso",
            "focalLength",
            "focalLength35",
            "flash",
            "takenAt",
            "takenOffset",
            "takenOffsetSource",
            "takenInstant",
            "takenMonth",
            "takenEra",
            "undatedCamera",
            "title",
            "description",
            "artist",
            "copyright",
            "keywords",
            "rating",
            "colorProfile",
            "tags",
            "tagsTruncated",
            "metadataErrors");

    /// What the last render recorded; handing the photo over clears it.
    public static final Set<String> OF_THE_LAST_RENDER = Set.of(REASON, MESSAGE, ATTEMPTS, WORKER_DEATHS);

    /// What the image processor writes of what it made.
    public static final Set<String> OF_WHAT_WAS_MADE =
            Set.of(RECIPE, PUBLISHED, VARIANTS, RENDER_MILLIS, THUMBHASH, UPDATED_AT);

    /// What only the operator may see: where a photo was taken, and raw tags, which may say so too.
    public static final Set<String> PRIVATE = with(OF_A_POSITION, "tags");

    /// What a row of a result list has, where it is known, in the order of its columns.
    public static final List<String> OF_A_ROW = List.of(
            OBJECT_KEY,
            STATE,
            REASON,
            "takenAt",
            "takenOffset",
            "takenInstant",
            "camera",
            "lens",
            "iso",
            "fNumber",
            "focalLength",
            "format",
            "uprightWidth",
            "uprightHeight",
            "latitude",
            "longitude",
            "place",
            "title",
            "keywords",
            "uploadedAt",
            MESSAGE,
            VARIANTS,
            THUMBHASH);

    /// The first month of the calendar by which photos are looked up. Looking into a month takes a request, and most
    /// months before this one, and after today's, hold no photo: what is dated so is found by its `takenEra`.
    public static final YearMonth CALENDAR = YearMonth.of(1990, 1);

    /// How far a clock may be ahead of the upload and still be right, wherever on earth it is.
    public static final Duration AHEAD = Duration.ofDays(2);

    /// The `takenEra` of photos from before [#CALENDAR].
    public static final String EARLY = "early";

    /// The `takenEra` of photos that were uploaded before they were taken, by more than [#AHEAD].
    public static final String LATE = "late";

    /// All that [#item] reads and more, without the raw tags, which are most of an item.
    public static final Set<String> ALL_BUT_TAGS = Stream.of(
                    OF_THE_PHOTO, OF_THE_LAST_RENDER, OF_WHAT_WAS_MADE, Set.of(OBJECT_KEY, GENERATION, FENCE, STATE))
            .flatMap(Set::stream)
            .filter(name -> !name.equals("tags"))
            .collect(Collectors.toUnmodifiableSet());

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Attributes() {}

    /// The Lambda's attributes of a photo; what is absent has none.
    public static Map<String, Object> of(Original original, PhotoMetadata metadata) {
        Map<String, Object> a = new LinkedHashMap<>();
        a.put("bucket", original.bucket());
        a.put(GENERATION, original.generation().text());
        a.put("metadataVersion", metadata.version());
        a.put("eTag", original.eTag());
        a.put("size", original.size());
        a.put("uploadedAt", instant(original.uploadedAt()));
        a.put("uploadMonth", MONTH.format(original.uploadedAt().atOffset(ZoneOffset.UTC)));
        metadata.picture().ifPresent(p -> put(a, p));
        put(a, metadata.camera());
        put(a, metadata.exposure());
        metadata.captureTime().ifPresent(t -> put(a, t));
        metadata.position().ifPresent(p -> put(a, p));
        metadata.altitude().ifPresent(v -> a.put("altitude", v));
        metadata.place().ifPresent(p -> put(a, p));
        put(a, metadata.description());
        metadata.colorProfile().ifPresent(p -> a.put("colorProfile", p));
        metadata.captureTime()
                .ifPresentOrElse(
                        time -> era(time, original.uploadedAt()).ifPresent(era -> a.put("takenEra", era)),
                        () -> putUndated(a));
        put(a, metadata.tags());
        if (!metadata.errors().isEmpty()) {
            a.put("metadataErrors", metadata.errors());
        }
        return a;
    }

    private static void put(Map<String, Object> a, Picture picture) {
        a.put("mediaType", picture.format().mediaType());
        a.put("format", picture.format().label());
        a.put("width", picture.stored().width());
        a.put("height", picture.stored().height());
        a.put("orientation", picture.orientation().exifValue());
        a.put("uprightWidth", picture.upright().width());
        a.put("uprightHeight", picture.upright().height());
    }

    private static void put(Map<String, Object> a, Camera camera) {
        camera.make().ifPresent(v -> a.put("cameraMake", v));
        camera.model().ifPresent(v -> a.put("cameraModel", v));
        camera.name().ifPresent(v -> a.put("camera", v));
        camera.lens().ifPresent(v -> a.put("lens", v));
    }

    private static void put(Map<String, Object> a, Exposure exposure) {
        exposure.time().ifPresent(v -> a.put("exposureTime", v));
        exposure.seconds().ifPresent(v -> a.put("exposureSeconds", v));
        exposure.fNumber().ifPresent(v -> a.put("fNumber", v));
        exposure.iso().ifPresent(v -> a.put("iso", v));
        exposure.focalLength().ifPresent(v -> a.put("focalLength", v));
        exposure.focalLength35().ifPresent(v -> a.put("focalLength35", v));
        exposure.flash().ifPresent(v -> a.put("flash", v));
    }

    private static void put(Map<String, Object> a, CaptureTime time) {
        a.put("takenAt", time.text());
        a.put("takenMonth", MONTH.format(time.wallClock()));
        time.offset().ifPresent(o -> {
            a.put(
                    "takenOffset",
                    o.zone().equals(ZoneOffset.UTC) ? "+00:00" : o.zone().getId());
            a.put(
                    "takenOffsetSource",
                    switch (o.source()) {
                        case EXIF -> "exif";
                        case GPS -> "gps";
                    });
        });
        time.instant().ifPresent(i -> a.put("takenInstant", instant(i)));
    }

    private static void put(Map<String, Object> a, Position position) {
        a.put("latitude", position.latitude());
        a.put("longitude", position.longitude());
        a.put("geohash", position.geohash(9));
        a.put("geohash4", position.geohash(4));
    }

    private static void put(Map<String, Object> a, Place place) {
        a.put("place", place.name());
        a.put("placeKilometres", place.kilometres());
    }

    private static Set<String> with(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> era(CaptureTime time, Instant uploadedAt) {
        if (YearMonth.from(time.wallClock()).isBefore(CALENDAR)) {
            return Optional.of(EARLY);
        }
        boolean isAhead = time.wallClock().isAfter(LocalDateTime.ofInstant(uploadedAt.plus(AHEAD), ZoneOffset.UTC));
        return isAhead ? Optional.of(LATE) : Optional.empty();
    }

    /// The indexes by camera and place sort by `takenAt` and hold no item without it; two more hold just those.
    private static void putUndated(Map<String, Object> a) {
        Optional.ofNullable(a.get("camera")).ifPresent(v -> a.put("undatedCamera", v));
        Optional.ofNullable(a.get("geohash4")).ifPresent(v -> a.put("undatedGeohash4", v));
    }

    private static void put(Map<String, Object> a, Description description) {
        description.title().ifPresent(v -> a.put("title", v));
        description.description().ifPresent(v -> a.put("description", v));
        description.artist().ifPresent(v -> a.put("artist", v));
        description.copyright().ifPresent(v -> a.put("copyright", v));
        if (!description.keywords().isEmpty()) {
            a.put("keywords", Set.copyOf(description.keywords()));
        }
        description.rating().ifPresent(v -> a.put("rating", v));
    }

    private static void put(Map<String, Object> a, RawTags tags) {
        if (!tags.directories().isEmpty()) {
            a.put("tags", tags.directories());
        }
        if (tags.truncated()) {
            a.put("tagsTruncated", true);
        }
    }

    /// ISO 8601 in UTC, always with milliseconds, so that texts sort as instants do.
    public static String instant(Instant instant) {
        return MILLIS.format(instant);
    }

    /// A published variant as an entry of the list `variants`.
    public static Map<String, Object> of(PublishedVariant variant) {
        Map<String, Object> v = new LinkedHashMap<>();
        v.put("name", variant.name());
        v.put("preset", variant.definition());
        v.put("key", variant.key().value());
        v.put("width", variant.dimensions().width());
        v.put("height", variant.dimensions().height());
        v.put("bytes", variant.bytes());
        v.put("type", variant.mediaType());
        v.put("sha256", variant.sha256());
        return v;
    }

    /// The item that attributes make.
    ///
    /// @throws IllegalArgumentException if they make none, which means that another program wrote to the table
    public static LedgerItem item(Map<String, Object> attributes) {
        return ItemReader.item(attributes);
    }
}
