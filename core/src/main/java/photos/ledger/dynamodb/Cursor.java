package photos.ledger.dynamodb;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import photos.ledger.PhotoSummary;
import photos.ledger.dynamodb.Requests.Batch;
import photos.ledger.dynamodb.Requests.Place;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How far one of several partitions has been read that are read side by side.
///
/// Photos of one time come partition by partition, and within one as DynamoDB has them. So a page's last photo tells
/// how far each partition has been shown.
final class Cursor {
    private final Stage stage;
    private final String partition;
    private final String most;
    private final Optional<String> shown;
    private final Queue<PhotoSummary> photos = new ArrayDeque<>();
    private Optional<Map<String, AttributeValue>> start;
    private boolean isRead;

    private Cursor(
            Stage stage,
            String partition,
            Optional<Map<String, AttributeValue>> start,
            String most,
            Optional<String> shown) {
        this.stage = stage;
        this.partition = partition;
        this.start = start;
        this.most = most;
        this.shown = shown;
    }

    static Cursor from(Stage stage, String partition, Optional<PageToken> token) {
        if (token.isEmpty()) {
            return new Cursor(stage, partition, Optional.empty(), stage.most(), Optional.empty());
        }
        String time = token.get().sort();
        int side = partition.compareTo(token.get().partition());
        if (side == 0) {
            return new Cursor(
                    stage,
                    partition,
                    Optional.of(token.get().startKey(stage.partitionKey(), stage.sortKey())),
                    stage.most(),
                    Optional.empty());
        }
        return new Cursor(stage, partition, Optional.empty(), time, side < 0 ? Optional.of(time) : Optional.empty());
    }

    String partition() {
        return partition;
    }

    /// The order of partitions among photos of one time.
    String order() {
        return partition;
    }

    boolean isDry() {
        return photos.isEmpty() && !isRead;
    }

    boolean isAtItsEnd() {
        return photos.isEmpty() && isRead;
    }

    /// What the next photo is sorted by.
    String sort() {
        return sort(photos.element());
    }

    private String sort(PhotoSummary photo) {
        return photo.text(stage.sortKey()).orElse("");
    }

    PhotoSummary next() {
        return photos.remove();
    }

    Place place(int limit) {
        return new Place(partition, start, most, limit);
    }

    void take(Batch batch) {
        batch.photos().stream()
                .filter(photo -> !shown.equals(Optional.of(sort(photo))))
                .forEach(photos::add);
        start = batch.readOn();
        isRead = start.isEmpty();
    }
}
