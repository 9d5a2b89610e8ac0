package photos.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;

/// Asks for page after page, since a page may be short, and adds up what that takes.
final class Asking {
    private final Pages pages;
    private String index = "";
    private long items;
    private long requests;

    Asking(Pages pages) {
        this.pages = pages;
    }

    /// @param most stops when so many photos were found
    /// @param taker takes them, and says whether it wants more
    /// @return the token of the page that would follow, if there may be more
    Optional<String> upTo(long most, PhotoQuery query, Predicate<List<PhotoSummary>> taker) throws InvalidQuery {
        long open = most;
        Page page;
        Optional<String> next = query.next();
        do {
            page = pages.page(query.withNext(next).withLimit((int) Math.min(open, PhotoQuery.MAX_LIMIT)));
            index = page.index();
            items += page.itemsRead();
            requests += page.requests();
            open -= page.photos().size();
            next = page.next();
        } while (taker.test(page.photos()) && open > 0 && next.isPresent());
        return next;
    }

    /// What it took so far.
    String spent() {
        return "index " + index + ", " + items + " items read by " + requests + " requests";
    }
}
