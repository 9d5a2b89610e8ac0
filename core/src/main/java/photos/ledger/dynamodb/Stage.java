package photos.ledger.dynamodb;

import java.util.List;

/// One step of the plan of a query: an index, and those of its partitions that can hold matches.
///
/// @param partitions in the order to be read
/// @param order how their items follow one another
/// @param least no item that sorts before this is asked for
/// @param most no item that sorts after this is asked for
record Stage(Index index, List<String> partitions, Order order, String least, String most) {
    /// Before and after every text that an index is sorted by.
    static final String FIRST = "0";

    static final String LAST = "9999-99";

    enum Order {
        /// What a partition holds is newer than what the next one holds.
        IN_TURN,
        /// Partitions overlap in time: the newest of all comes first.
        MERGED
    }

    Stage {
        partitions = List.copyOf(partitions);
    }

    static Stage inTurn(Index index, List<String> partitions) {
        return new Stage(index, partitions, Order.IN_TURN, FIRST, LAST);
    }

    static Stage merged(Index index, List<String> partitions) {
        return new Stage(index, partitions, Order.MERGED, FIRST, LAST);
    }

    Stage between(String first, String last) {
        return new Stage(index, partitions, order, first, last);
    }

    Stage notBefore(String first) {
        return between(first.compareTo(least) > 0 ? first : least, most);
    }

    boolean holds(PageToken token) {
        return token.index().equals(index.indexName())
                && partitions.contains(token.partition())
                && (token.isBeforeAll()
                        || (token.sort().compareTo(least) >= 0 && token.sort().compareTo(most) <= 0));
    }
}
