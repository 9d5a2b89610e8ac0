package photos.ledger.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.dynamodb.Requests.Batch;
import photos.ledger.dynamodb.Requests.Place;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// One page of a question: the indexes of its plan are read, newest first, until the page is full, or as much was read
/// as a page may cost.
///
/// No more is read than twice what is returned, but for what is filtered out. Partitions that may be empty are read
/// several at once, more of them each time, and only a little of each.
final class Search {
    /// Most partitions of a calendar that are looked into at once.
    private static final int MAX_AHEAD = 32;

    /// Most items that are asked for by one request of a question with a filter, whose answers may be few.
    private static final int MAX_AT_ONCE = 1000;

    /// What is read ahead of what is known to be needed, as a part of that.
    private static final int PART_AHEAD = 4;

    /// After about so many items a page ends, however little was found: they take some 50 requests, since DynamoDB
    /// sends a megabyte at once, and a few seconds.
    static final int MAX_READ = 20_000;

    private final DynamoDbClient client;
    private final String table;
    private final Plan plan;
    private final PhotoQuery query;
    private final int mostRead;

    private final Requests.Tally tally = new Requests.Tally();
    private final List<PhotoSummary> found = new ArrayList<>();

    /// @param mostRead the page ends after about so many items
    Search(DynamoDbClient client, String table, PhotoQuery query, Instant now, int mostRead) {
        this.client = client;
        this.table = table;
        this.query = query;
        this.mostRead = mostRead;
        this.plan = Plan.of(query, now);
    }

    Page page() throws InvalidQuery {
        Optional<PageToken> token = token();
        try {
            return query.isImpossible() ? page(Optional.empty()) : page(read(token));
        } catch (DynamoDbException e) {
            // A token that DynamoDB does not take is not one of ours.
            if (token.isPresent()
                    && "ValidationException".equals(e.awsErrorDetails().errorCode())) {
                throw foreign(query.next().orElse(""));
            }
            throw e;
        }
    }

    private Page page(Optional<PageToken> next) {
        return new Page(found, next.map(PageToken::text), plan.index().indexName(), tally.items(), tally.requests());
    }

    private Optional<PageToken> token() throws InvalidQuery {
        if (query.next().isEmpty()) {
            return Optional.empty();
        }
        String text = query.next().get();
        return Optional.of(PageToken.parse(text)
                .filter(token -> plan.stages().stream().anyMatch(stage -> stage.holds(token)))
                .orElseThrow(() -> foreign(text)));
    }

    private static InvalidQuery foreign(String token) {
        return new InvalidQuery("next", token, "the token that came with the page before");
    }

    /// @return where the page ended, if more may follow
    private Optional<PageToken> read(Optional<PageToken> token) {
        Optional<PageToken> from = token;
        for (Stage stage : plan.stages()) {
            if (from.isPresent() && !stage.holds(from.get())) {
                continue;
            }
            if (isSpent() && !stage.partitions().isEmpty()) {
                return Optional.of(PageToken.before(stage, stage.partitions().getFirst()));
            }
            Filter filter = Filter.of(query, stage);
            try (Requests requests = new Requests(client, table, stage, filter, tally)) {
                Optional<PageToken> end = switch (stage.order()) {
                    case IN_TURN -> new InTurn(stage, requests, !filter.isEmpty()).read(from);
                    case MERGED -> new Merged(stage, requests, !filter.isEmpty()).read(from);
                };
                if (end.isPresent()) {
                    return end;
                }
            }
            from = Optional.empty();
        }
        return Optional.empty();
    }

    private boolean isSpent() {
        return tally.items() >= mostRead;
    }

    private int wanted() {
        return query.limit() - found.size();
    }

    /// How many items to ask for: as many as are wanted, or, if some are filtered out, more the longer the search
    /// lasts.
    private int worthReading(boolean isFiltered) {
        int left = Math.max(1, mostRead - tally.items());
        return Math.min(left, isFiltered ? Math.min(MAX_AT_ONCE, Math.max(2 * wanted(), tally.items())) : wanted());
    }

    /// Takes a photo into the page if it is one of those asked for.
    private void collect(PhotoSummary photo) {
        if (query.matches(photo)) {
            found.add(photo);
        }
    }

    private boolean isFull() {
        return wanted() == 0;
    }

    private static PageToken at(Stage stage, String partition, PhotoSummary photo) {
        return new PageToken(
                stage.index().indexName(),
                partition,
                photo.text(stage.index().sortKey()).orElse(""),
                photo.key().value());
    }

    /// Reads the partitions of a calendar, month by month.
    private final class InTurn {
        private final Stage stage;
        private final Requests requests;
        private final boolean isFiltered;

        InTurn(Stage stage, Requests requests, boolean isFiltered) {
            this.stage = stage;
            this.requests = requests;
            this.isFiltered = isFiltered;
        }

        Optional<PageToken> read(Optional<PageToken> token) {
            int at = token.map(t -> stage.partitions().indexOf(t.partition())).orElse(0);
            int ahead = 1;
            Optional<PageToken> from = token;
            for (int rounds = 0; at < stage.partitions().size(); rounds++) {
                if (rounds > 0 && isSpent()) {
                    return Optional.of(
                            PageToken.before(stage, stage.partitions().get(at)));
                }
                if (rounds == 2 && token.isEmpty() && stage.index() == Index.BY_UPLOAD && readWholeLedger()) {
                    return Optional.empty();
                }
                List<String> partitions = stage.partitions()
                        .subList(at, Math.min(at + ahead, stage.partitions().size()));
                Optional<PageToken> end = read(partitions, from);
                if (end.isPresent()) {
                    return end;
                }
                from = Optional.empty();
                at += ahead;
                ahead = Math.min(MAX_AHEAD, 2 * ahead);
            }
            return Optional.empty();
        }

        /// The first as far as it is needed, of the others a part of that, as they may not be needed.
        private Optional<PageToken> read(List<String> partitions, Optional<PageToken> from) {
            int needed = worthReading(isFiltered);
            int ahead = Math.max(1, needed / (isFiltered ? 1 : PART_AHEAD) / partitions.size());
            List<Batch> batches = requests.all(IntStream.range(0, partitions.size())
                    .mapToObj(i -> new Place(
                            partitions.get(i),
                            i > 0 ? Optional.empty() : from.flatMap(token -> token.startKey(stage)),
                            stage.most(),
                            i > 0 ? ahead : needed))
                    .toList());
            for (int i = 0; i < partitions.size(); i++) {
                Optional<PageToken> end = readOn(partitions.get(i), batches.get(i));
                if (end.isPresent()) {
                    return end;
                }
            }
            return Optional.empty();
        }

        private Optional<PageToken> readOn(String partition, Batch first) {
            Batch batch = first;
            while (true) {
                for (PhotoSummary photo : batch.photos()) {
                    collect(photo);
                    if (isFull()) {
                        return Optional.of(at(stage, partition, photo));
                    }
                }
                if (batch.readOn().isEmpty() || isSpent()) {
                    return batch.readOn().map(last -> PageToken.at(stage, partition, last));
                }
                batch = requests.one(new Place(partition, batch.readOn(), stage.most(), worthReading(isFiltered)));
            }
        }

        /// In a ledger that has little, one request finds out what hundreds of empty months would tell. The page may
        /// then end anywhere but amid photos of one instant, whose order only a partition knows.
        ///
        /// @return whether the ledger has so little; its photos are the page then
        private boolean readWholeLedger() {
            int limit = isFiltered ? MAX_AT_ONCE : Math.max(1, query.limit() * (PART_AHEAD - 1) / PART_AHEAD);
            Optional<List<PhotoSummary>> everything = requests.everything(limit)
                    .map(photos -> photos.stream()
                            .filter(query::matches)
                            .sorted(Comparator.comparing((PhotoSummary photo) ->
                                            photo.text(stage.index().sortKey()).orElse(""))
                                    .reversed())
                            .toList())
                    .filter(photos -> photos.size() <= query.limit());
            everything.ifPresent(photos -> {
                found.clear();
                found.addAll(photos);
            });
            return everything.isPresent();
        }
    }

    /// Reads partitions side by side, always the one on whose turn the newest photo is.
    private final class Merged {
        private final Stage stage;
        private final Requests requests;
        private final boolean isFiltered;

        Merged(Stage stage, Requests requests, boolean isFiltered) {
            this.stage = stage;
            this.requests = requests;
            this.isFiltered = isFiltered;
        }

        Optional<PageToken> read(Optional<PageToken> token) {
            List<Cursor> cursors = stage.partitions().stream()
                    .map(partition -> Cursor.from(stage, partition, token))
                    .toList();
            while (true) {
                refill(cursors);
                Optional<Cursor> newest = cursors.stream()
                        .filter(cursor -> !cursor.isAtItsEnd())
                        .max(Comparator.comparing(Cursor::sort)
                                .thenComparing(Cursor::partition, Comparator.reverseOrder()));
                if (newest.isEmpty() || newest.get().isDry()) {
                    return newest.map(Cursor::token);
                }
                PhotoSummary photo = newest.get().next();
                collect(photo);
                if (isFull()) {
                    return Optional.of(at(stage, newest.get().partition(), photo));
                }
            }
        }

        /// Until each has a photo or is at its end, or enough was read.
        private void refill(List<Cursor> cursors) {
            List<Cursor> thirsty = cursors.stream().filter(Cursor::isDry).toList();
            while (!thirsty.isEmpty() && !isSpent()) {
                int limit = Math.ceilDiv(
                        worthReading(isFiltered), stage.partitions().size());
                List<Cursor> asking = thirsty;
                List<Batch> batches = requests.all(
                        asking.stream().map(cursor -> cursor.place(limit)).toList());
                IntStream.range(0, asking.size()).forEach(i -> asking.get(i).take(batches.get(i)));
                thirsty = asking.stream().filter(Cursor::isDry).toList();
            }
        }
    }
}
