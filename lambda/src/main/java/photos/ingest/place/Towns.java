package photos.ingest.place;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import photos.ledger.Place;
import photos.ledger.Position;

/// Says which town a position belongs to. The table is read at the first question, so that a photo
/// without a position does not wait for it.
public final class Towns {
    /// Whoever is farther from the centre of every town is at none.
    private static final double FARTHEST_KM = 50;

    /// Of latitude; a little less than there are, so that no row is missed.
    private static final double KM_PER_DEGREE = 111;

    private final Supplier<TownTable> table;

    public Towns() {
        this(() -> OfTheJar.TABLE);
    }

    Towns(Supplier<TownTable> table) {
        this.table = table;
    }

    /// Made when it is first needed.
    private static final class OfTheJar {
        static final TownTable TABLE = TownTable.read();
    }

    /// A town as far away as it is.
    private record Candidate(Town town, double kilometres) {
        double remoteness() {
            return town.remoteness(kilometres);
        }
    }

    /// The town that is least far away for its size, at most 50 km away. Rows go around the earth, and distances are
    /// those on a sphere: neither poles nor antimeridian are borders.
    public Optional<Place> around(Position position) {
        double reach = FARTHEST_KM / KM_PER_DEGREE;
        return table.get().between(position.latitude() - reach, position.latitude() + reach).stream()
                .map(town -> new Candidate(town, position.kilometresTo(town.centre())))
                .filter(candidate -> candidate.kilometres() <= FARTHEST_KM)
                .min(Comparator.comparingDouble(Candidate::remoteness))
                .map(candidate -> new Place(
                        candidate.town().name() + ", " + candidate.town().country(),
                        Math.round(candidate.kilometres() * 10) / 10.0));
    }
}
