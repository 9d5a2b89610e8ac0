package photos.ledger.dynamodb;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import photos.ledger.Attributes;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// One page of a question: the index that fits best is walked partition by partition, newest first, and what else is
/// asked is filtered.
final class Search {
    /// S3 opened in March 2006; no original was uploaded before.
    private static final YearMonth FIRST_UPLOAD = YearMonth.of(2006, 3);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /// A text that sorts after those of all times with a year of four digits.
    private static final String PAST_EVERY_TIME = "9999-99";

    /// Items fetched by one request.
    private static final int FETCH = 200;

    private final DynamoDbClient client;
    private final String table;
    private final PhotoQuery query;
    private final Clock clock;

    private final List<PhotoSummary> found = new ArrayList<>();
    private int itemsRead;

    Search(DynamoDbClient client, String table, PhotoQuery query, Clock clock) {
        this.client = client;
        this.table = table;
        this.query = query;
        this.clock = clock;
    }

    /// An index and the partitions of it that can hold what is asked for, in the order to be read.
    private record Plan(String index, String partitionKey, String sortKey, List<String> partitions) {}

    Page page() throws InvalidQuery {
        Plan plan = plan();
        Optional<PageToken> token = token(plan);
        if (isEmptySpan()) {
            return new Page(List.of(), Optional.empty(), plan.index(), 0);
        }
        List<String> partitions = token.map(t -> plan.partitions()
                        .subList(
                                plan.partitions().indexOf(t.partition()),
                                plan.partitions().size()))
                .orElse(plan.partitions());
        Optional<Map<String, AttributeValue>> start = token.map(t -> t.startKey(plan.partitionKey(), plan.sortKey()));
        for (String partition : partitions) {
            if (readOn(plan, partition, start)) {
                return new Page(found, Optional.of(next(plan, partition).text()), plan.index(), itemsRead);
            }
            start = Optional.empty();
        }
        return new Page(found, Optional.empty(), plan.index(), itemsRead);
    }

    private Plan plan() {
        if (!query.states().isEmpty() && !query.states().contains(State.READY) && isCarriedByState()) {
            List<String> states =
                    query.states().stream().map(State::name).sorted().toList();
            return new Plan("byState", Attributes.OPEN_STATE, Attributes.UPDATED_AT, states);
        }
        if (query.camera().isPresent()) {
            return new Plan(
                    "byCamera", "camera", "takenAt", query.camera().stream().toList());
        }
        YearMonth thisMonth = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        List<String> uploadMonths = monthsDown(thisMonth.plusMonths(1), FIRST_UPLOAD);
        if (query.from().isPresent()) {
            YearMonth first = YearMonth.from(query.from().get());
            YearMonth last = query.to().map(YearMonth::from).orElse(thisMonth.plusYears(1));
            if (first.until(last, ChronoUnit.MONTHS) < uploadMonths.size()) {
                return new Plan("byMonth", "takenMonth", "takenAt", monthsDown(last, first));
            }
        }
        return new Plan("byUpload", "uploadMonth", "uploadedAt", uploadMonths);
    }

    /// The index of states carries least; what it does not carry cannot be filtered there.
    private boolean isCarriedByState() {
        return query.lens().isEmpty()
                && query.near().isEmpty()
                && query.iso().isEmpty()
                && query.fNumber().isEmpty()
                && query.focalLength().isEmpty()
                && query.keyword().isEmpty();
    }

    private boolean isEmptySpan() {
        return query.from().isPresent()
                && query.to().isPresent()
                && !query.from().get().isBefore(query.to().get());
    }

    private static List<String> monthsDown(YearMonth last, YearMonth first) {
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .map(YearMonth::toString)
                .toList();
    }

    private Optional<PageToken> token(Plan plan) throws InvalidQuery {
        if (query.next().isEmpty()) {
            return Optional.empty();
        }
        String text = query.next().get();
        PageToken token = PageToken.parse(text)
                .filter(t -> t.index().equals(plan.index()) && plan.partitions().contains(t.partition()))
                .orElseThrow(() -> foreign(text));
        return Optional.of(token);
    }

    /// A place that DynamoDB does not take comes from a token that was made for another question, or by somebody else.
    private boolean readOn(Plan plan, String partition, Optional<Map<String, AttributeValue>> start)
            throws InvalidQuery {
        try {
            return read(plan, partition, start);
        } catch (DynamoDbException e) {
            if (start.isPresent()
                    && "ValidationException".equals(e.awsErrorDetails().errorCode())) {
                throw foreign(query.next().orElse(""));
            }
            throw e;
        }
    }

    private static InvalidQuery foreign(String token) {
        return new InvalidQuery("next", token, "the token that came with the page before");
    }

    /// Reads a partition until it ends or the page is full.
    ///
    /// @return whether the page is full and more may follow
    private boolean read(Plan plan, String partition, Optional<Map<String, AttributeValue>> start) {
        Optional<Map<String, AttributeValue>> from = start;
        do {
            QueryResponse response = fetch(plan, partition, from);
            for (Map<String, AttributeValue> item : response.items()) {
                itemsRead++;
                PhotoSummary photo = PhotoSummary.of(Values.plain(item));
                if (query.matches(photo)) {
                    found.add(photo);
                    if (found.size() == query.limit()) {
                        return true;
                    }
                }
            }
            from = response.hasLastEvaluatedKey() ? Optional.of(response.lastEvaluatedKey()) : Optional.empty();
        } while (from.isPresent());
        return false;
    }

    private QueryResponse fetch(Plan plan, String partition, Optional<Map<String, AttributeValue>> start) {
        Map<String, String> names = new LinkedHashMap<>(Map.of("#p", plan.partitionKey()));
        Map<String, AttributeValue> values = new LinkedHashMap<>(Map.of(":p", AttributeValue.fromS(partition)));
        String condition = "#p = :p";
        if (plan.sortKey().equals("takenAt")
                && (query.from().isPresent() || query.to().isPresent())) {
            names.put("#t", plan.sortKey());
            values.put(
                    ":from",
                    AttributeValue.fromS(query.from().map(Search::bound).orElse("0")));
            values.put(
                    ":to",
                    AttributeValue.fromS(
                            query.to().map(Search::roundedUp).map(Search::bound).orElse(PAST_EVERY_TIME)));
            condition += " AND #t BETWEEN :from AND :to";
        }
        String where = condition;
        return client.query(r -> r.tableName(table)
                .indexName(plan.index())
                .keyConditionExpression(where)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(false)
                .limit(FETCH)
                .exclusiveStartKey(start.orElse(null)));
    }

    /// Times are written with as many decimals as were known, so their texts compare by whole seconds only; the filter
    /// sees to the fraction.
    private static String bound(LocalDateTime time) {
        return time.getYear() > 9999 ? PAST_EVERY_TIME : SECONDS.format(time);
    }

    /// The whole second at or after a time.
    private static LocalDateTime roundedUp(LocalDateTime time) {
        LocalDateTime second = time.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(time) ? time : second.plusSeconds(1);
    }

    private PageToken next(Plan plan, String partition) {
        PhotoSummary last = found.getLast();
        return new PageToken(
                plan.index(),
                partition,
                last.text(plan.sortKey()).orElse(""),
                last.key().value());
    }
}
