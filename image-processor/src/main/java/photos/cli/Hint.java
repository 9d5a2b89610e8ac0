package photos.cli;

import java.util.stream.Stream;
import photos.ledger.Moment;
import photos.ledger.PhotoQuery;

/// What may have gone wrong with a question that found nothing.
final class Hint {
    private Hint() {}

    static String about(PhotoQuery query) {
        if (query.isImpossible()) {
            return "What is asked for contradicts itself.";
        }
        if (query.equals(PhotoQuery.ALL.withLimit(query.limit()))) {
            return "There is none at all: photos upload PATH brings some.";
        }
        if (query.camera().isPresent()) {
            return "A camera's name has to be exact; photos query --all --columns camera,key --sort camera shows those there are.";
        }
        if (Stream.of(query.from(), query.to())
                .anyMatch(moment ->
                        moment.filter(Moment.Exactly.class::isInstance).isPresent())) {
            return "Of most photos no instant is known: without an offset, --from and --to go by the camera's clock.";
        }
        return query.near()
                .map(near -> "It was looked for within " + near.kilometres() + " km; --within asks for more.")
                .orElse("Fewer filters find more.");
    }
}
