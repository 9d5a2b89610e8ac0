package photos.cli;

import java.util.stream.Stream;
import photos.ledger.Moment;
import photos.ledger.PhotoQuery;

/// What may have gone wrong with a question that found nothing.
final class Hint {
    private Hint() {}

    static String about(PhotoQuery query) {
        if (query.isImpossible()) {
            return "These filters contradict each other.";
        }
        if (query.equals(PhotoQuery.ALL.withLimit(query.limit()))) {
            return "There are no photos yet; add some with: photos upload PATH";
        }
        if (query.camera().isPresent()) {
            return "The camera's name must match exactly; photos query --all --columns camera,key --sort camera lists all names.";
        }
        if (Stream.of(query.from(), query.to())
                .anyMatch(moment ->
                        moment.filter(Moment.Exactly.class::isInstance).isPresent())) {
            return "Most photos record no UTC offset; leave it out of --from and --to to compare with the camera's clock.";
        }
        return query.near()
                .map(near -> "Searched within " + near.kilometres() + " km; --within widens the search.")
                .orElse("Try fewer filters.");
    }
}
