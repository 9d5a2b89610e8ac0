package photos.ledger.dynamodb;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import photos.ledger.PhotoSummary;
import photos.ledger.dynamodb.Requests.Batch;
import photos.ledger.dynamodb.Requests.Place;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How far one of the partitions that a search merges has been read.
///
/// Photos of one time come partition by partition, and within one as DynamoDB has them. So where a page ended in one
/// partition tells how far each of the others has been shown.
final class Cursor {
    /// Sorts after every letter that a time is written with.
    private static final char LAST_LETTER = '~';

    private final Stage stage;
    private final String partition;
    private final String most;
    private final Queue<PhotoSummary> photos = new ArrayDeque<>();
    private Optional<Map<String, AttributeValue>> start;
    private boolean isRead;

    private Cursor(Stage stage, String partition, Optional<Map<String, AttributeValue>> start, String most) {
        this.stage = stage;
        this.partition = partition;
        this.start = start;
        this.most = most;
        this.isRead = most.compareTo(stage.least()) < 0;
    }

    static Cursor from(Stage stage, String partition, Optional<PageToken> token) {
        if (token.isEmpty() || token.get().isBeforeAll()) {
            return new Cursor(stage, partition, Optional.empty(), stage.most());
        }
        String time = token.get().sort();
        int side = partition.compareTo(token.get().partition());
        return side == 0
                ? new Cursor(stage, partition, token.get().startKey(stage), stage.most())
                : new Cursor(stage, partition, Optional.empty(), side < 0 ? justBefore(time) : time);
    }

    /// No text that an index is sorted by lies between this and the time.
    private static String justBefore(String time) {
        int last = time.length() - 1;
        return time.substring(0, last) + (char) (time.charAt(last) - 1) + LAST_LETTER;
    }

    /// Photos of one time come in the order of their partitions' names.
    String partition() {
        return partition;
    }

    boolean isDry() {
        return photos.isEmpty() && !isRead;
    }

    boolean isAtItsEnd() {
        return photos.isEmpty() && isRead;
    }

    /// What the next photo is sorted by, or the last item that was looked at, where it is not known what follows.
    String sort() {
        if (!photos.isEmpty()) {
            return photos.element().text(stage.index().sortKey()).orElse("");
        }
        return start.map(key -> PageToken.at(stage, partition, key).sort()).orElse(most);
    }

    PhotoSummary next() {
        return photos.remove();
    }

    Place place(int limit) {
        return new Place(partition, start, most, limit);
    }

    void take(Batch batch) {
        photos.addAll(batch.photos());
        start = batch.readOn();
        isRead = start.isEmpty();
    }

    /// Where to go on after all that was looked at.
    PageToken token() {
        return start.map(key -> PageToken.at(stage, partition, key))
                .orElseGet(() -> PageToken.before(stage, partition));
    }
}
