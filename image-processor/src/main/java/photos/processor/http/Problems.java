package photos.processor.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.json.MalformedJson;
import photos.ledger.InvalidQuery;
import photos.outage.Unavailable;
import photos.processor.job.OriginalMoved;
import spark.ExceptionHandlerImpl;
import spark.ExceptionMapper;
import spark.Request;
import spark.Response;

/// Where failures meet HTTP; handlers do not catch.
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration USUAL_RETRY_AFTER = Duration.ofSeconds(10);

    private Problems() {}

    /// Spark 2.9.4 ignores its own `exception(…)` when it runs as a filter, hence the mapper.
    static void install() {
        on(ProblemException.class, ProblemException::problem);
        on(OriginalMoved.class, e -> new Problem(409, "The original moved on", String.valueOf(e.getMessage())));
        on(InvalidQuery.class, e -> new Problem(400, "Bad parameter", String.valueOf(e.getMessage())));
        on(MalformedJson.class, e -> new Problem(400, "Bad request", String.valueOf(e.getMessage())));
        on(Unavailable.class, Problems::unavailable);
        on(Exception.class, Problems::unexpected);
    }

    private static Problem unavailable(Unavailable e) {
        log.atWarn().log("answered 503: {}", e.getMessage());
        return of(e);
    }

    static Problem of(Unavailable e) {
        Duration wait = e.retryAfter().orElse(USUAL_RETRY_AFTER);
        return new Problem(503, "Not now", String.valueOf(e.getMessage()), Optional.of(wait));
    }

    static Problem unexpected(Throwable e) {
        log.atError().setCause(e).log("answered 500");
        return new Problem(500, "Unexpected failure", "this is a fault of the image processor; its log says more");
    }

    private static <E extends Exception> void on(Class<E> type, Function<E, Problem> problem) {
        ExceptionMapper.getServletInstance().map(type, new ExceptionHandlerImpl<E>(type) {
            @Override
            public void handle(E failure, Request request, Response response) {
                response.body(write(response, problem.apply(failure)));
            }
        });
    }

    /// Sets status and headers, and returns the body.
    static String write(Response response, Problem problem) {
        response.status(problem.status());
        response.type(Problem.MEDIA_TYPE);
        problem.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", Long.toString(seconds)));
        String body = problem.toJson();
        Framing.declareLength(response, body);
        return body;
    }
}
