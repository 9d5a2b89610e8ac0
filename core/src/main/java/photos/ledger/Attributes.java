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

/// The attributes of a ledger item and how values are written in them. Names that other classes need too are
/// constants.
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
    public static final String DAMAGE = "damage";
    public static final String RENDER_MILLIS = "renderMillis";
    public static final String THUMBHASH = "thumbhash";
    public static final String UPDATED_AT = "updatedAt";

    static final String BUCKET = "bucket";
    static final String METADATA_VERSION = "metadataVersion";
    static final String E_TAG = "eTag";
    static final String SIZE = "size";
    public static final String UPLOADED_AT = "uploadedAt";
    public static final String UPLOAD_MONTH = "uploadMonth";
    public static final String FORMAT = "format";
    public static final String WIDTH = "width";
    public static final String HEIGHT = "height";
    public static final String ORIENTATION = "orientation";
    public static final String UPRIGHT_WIDTH = "uprightWidth";
    public static final String UPRIGHT_HEIGHT = "uprightHeight";
    public static final String CAMERA = "camera";
    public static final String LENS = "lens";
    public static final String F_NUMBER = "fNumber";
    public static final String ISO = "iso";
    public static final String FOCAL_LENGTH = "focalLength";
    public static final String TAKEN_AT = "takenAt";
    public static final String TAKEN_OFFSET = "takenOffset";
    static final String TAKEN_OFFSET_SOURCE = "takenOffsetSource";
    public static final String TAKEN_INSTANT = "takenInstant";
    public static final String TAKEN_MONTH = "takenMonth";
    public static final String TAKEN_ERA = "takenEra";
    public static final String UNDATED_CAMERA = "undatedCamera";
    public static final String UNDATED_GEOHASH4 = "undatedGeohash4";
    public static final String LATITUDE = "latitude";
    public static final String LONGITUDE = "longitude";
    public static final String GEOHASH4 = "geohash4";
    public static final String PLACE = "place";
    public static final String TITLE = "title";
    public static final String KEYWORDS = "keywords";

    /// What tells where a photo was taken.
    private static final Set<String> OF_A_POSITION =
            Set.of(LATITUDE, LONGITUDE, "altitude", "geohash", GEOHASH4, UNDATED_GEOHASH4, PLACE, "placeKilometres");

    /// The attributes that the Lambda writes, apart from `state` and `fence`.
    public static final Set<String> OF_THE_PHOTO = with(
            OF_A_POSITION,
            BUCKET,
            METADATA_VERSION,
            E_TAG,
            SIZE,
            UPLOADED_AT,
            UPLOAD_MONTH,
            "mediaType",
            FORMAT,
            WIDTH,
            HEIGHT,
            ORIENTATION,
            UPRIGHT_WIDTH,
            UPRIGHT_HEIGHT,
            "cameraMake",
            "cameraModel",
            CAMERA,
            LENS,
            "exposureTime",
            "exposureSeconds",
            F_NUMBER,
            ISO,
            FOCAL_LENGTH,
            "focalLength35",
            "flash",
            TAKEN_AT,
            TAKEN_OFFSET,
            TAKEN_OFFSET_SOURCE,
            TAKEN_INSTANT,
            TAKEN_MONTH,
            TAKEN_ERA,
            UNDATED_CAMERA,
            TITLE,
            "description",
            "artist",
            "copyright",
            KEYWORDS,
            "rating",
            "colorProfile",
            "tags",
            "tagsTruncated",
            "metadataErrors");

    /// What renders of the generation recorded; handing the photo over or putting it back clears it. A commit writes
    /// all of it but `attempts`, of which those stay whose decoder never answered.
    public static final Set<String> OF_RENDERS = Set.of(REASON, MESSAGE, ATTEMPTS, WORKER_DEATHS);

    /// What the image processor writes of what it made.
    public static final Set<String> OF_WHAT_WAS_MADE =
            Set.of(RECIPE, PUBLISHED, VARIANTS, DAMAGE, RENDER_MILLIS, THUMBHASH, UPDATED_AT);

    /// What only the operator may see: where a photo was taken, and raw tags, which may say so too.
    public static final Set<String> PRIVATE = with(OF_A_POSITION, "tags");

    /// What a row of a result list has, where it is known, in the order of its columns.
    public static final List<String> OF_A_ROW = List.of(
            OBJECT_KEY,
            STATE,
            REASON,
            TAKEN_AT,
            TAKEN_OFFSET,
            TAKEN_INSTANT,
            CAMERA,
            LENS,
            ISO,
            F_NUMBER,
            FOCAL_LENGTH,
            FORMAT,
            UPRIGHT_WIDTH,
            UPRIGHT_HEIGHT,
            LATITUDE,
            LONGITUDE,
            PLACE,
            TITLE,
            KEYWORDS,
            UPLOADED_AT,
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
                    OF_THE_PHOTO, OF_RENDERS, OF_WHAT_WAS_MADE, Set.of(OBJECT_KEY, GENERATION, FENCE, STATE))
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
        a.put(BUCKET, original.bucket());
        a.put(GENERATION, original.generation().text());
        a.put(METADATA_VERSION, metadata.version());
        a.put(E_TAG, original.eTag());
        a.put(SIZE, original.size());
        a.put(UPLOADED_AT, instant(original.uploadedAt()));
        a.put(UPLOAD_MONTH, MONTH.format(original.uploadedAt().atOffset(ZoneOffset.UTC)));
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
                        time -> era(time, original.uploadedAt()).ifPresent(era -> a.put(TAKEN_ERA, era)),
                        () -> putUndated(a));
        put(a, metadata.tags());
        if (!metadata.errors().isEmpty()) {
            a.put("metadataErrors", metadata.errors());
        }
        return a;
    }

    private static void put(Map<String, Object> a, Picture picture) {
        a.put("mediaType", picture.format().mediaType());
        a.put(FORMAT, picture.format().label());
        a.put(WIDTH, picture.stored().width());
        a.put(HEIGHT, picture.stored().height());
        a.put(ORIENTATION, picture.orientation().exifValue());
        a.put(UPRIGHT_WIDTH, picture.upright().width());
        a.put(UPRIGHT_HEIGHT, picture.upright().height());
    }

    private static void put(Map<String, Object> a, Camera camera) {
        camera.make().ifPresent(v -> a.put("cameraMake", v));
        camera.model().ifPresent(v -> a.put("cameraModel", v));
        camera.name().ifPresent(v -> a.put(CAMERA, v));
        camera.lens().ifPresent(v -> a.put(LENS, v));
    }

    private static void put(Map<String, Object> a, Exposure exposure) {
        exposure.time().ifPresent(v -> a.put("exposureTime", v));
        exposure.seconds().ifPresent(v -> a.put("exposureSeconds", v));
        exposure.fNumber().ifPresent(v -> a.put(F_NUMBER, v));
        exposure.iso().ifPresent(v -> a.put(ISO, v));
        exposure.focalLength().ifPresent(v -> a.put(FOCAL_LENGTH, v));
        exposure.focalLength35().ifPresent(v -> a.put("focalLength35", v));
        exposure.flash().ifPresent(v -> a.put("flash", v));
    }

    private static void put(Map<String, Object> a, CaptureTime time) {
        a.put(TAKEN_AT, time.text());
        a.put(TAKEN_MONTH, MONTH.format(time.wallClock()));
        time.offset().ifPresent(o -> {
            a.put(
                    TAKEN_OFFSET,
                    o.zone().equals(ZoneOffset.UTC) ? "+00:00" : o.zone().getId());
            a.put(
                    TAKEN_OFFSET_SOURCE,
                    switch (o.source()) {
                        case EXIF -> "exif";
                        case GPS -> "gps";
                    });
        });
        time.instant().ifPresent(i -> a.put(TAKEN_INSTANT, instant(i)));
    }

    private static void put(Map<String, Object> a, Position position) {
        a.put(LATITUDE, position.latitude());
        a.put(LONGITUDE, position.longitude());
        a.put("geohash", position.geohash(9));
        a.put(GEOHASH4, position.geohash(4));
    }

    private static void put(Map<String, Object> a, Place place) {
        a.put(PLACE, place.name());
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
        Optional.ofNullable(a.get(CAMERA)).ifPresent(v -> a.put(UNDATED_CAMERA, v));
        Optional.ofNullable(a.get(GEOHASH4)).ifPresent(v -> a.put(UNDATED_GEOHASH4, v));
    }

    private static void put(Map<String, Object> a, Description description) {
        description.title().ifPresent(v -> a.put(TITLE, v));
        description.description().ifPresent(v -> a.put("description", v));
        description.artist().ifPresent(v -> a.put("artist", v));
        description.copyright().ifPresent(v -> a.put("copyright", v));
        if (!description.keywords().isEmpty()) {
            a.put(KEYWORDS, Set.copyOf(description.keywords()));
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

    /// What was wrong with an original, as the value of `damage`.
    public static Map<String, Object> of(Rendering.Failure failure) {
        return Map.of(REASON, failure.reason().name(), MESSAGE, failure.message());
    }

    /// The item that attributes make.
    ///
    /// @throws IllegalArgumentException if they make none, which means that another program wrote to the table
    public static LedgerItem item(Map<String, Object> attributes) {
        return ItemReader.item(attributes);
    }
}
