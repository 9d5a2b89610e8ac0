package photos.ledger;

import java.util.List;
import java.util.Optional;

/// A page of a result list.
///
/// @param next the token of the next page; absent on the last
/// @param index which index was read
/// @param itemsRead how many items were read to find these
public record Page(List<PhotoSummary> photos, Optional<String> next, String index, int itemsRead) {
    public Page {
        photos = List.copyOf(photos);
    }
}
