package photos.ledger;

import java.util.List;
import java.util.Optional;

/// A page of a result list. It may hold fewer photos than were asked for, even none, though more follow: where few of
/// many match, a page ends when much was read.
///
/// @param next the token of the next page; absent on the last, and nothing else says that it is the last
/// @param index which index was read
/// @param itemsRead how many items were read to find these
/// @param requests how many requests that took
public record Page(List<PhotoSummary> photos, Optional<String> next, String index, int itemsRead, int requests) {
    public Page {
        photos = List.copyOf(photos);
    }
}
