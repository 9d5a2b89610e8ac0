package photos.processor.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import photos.ledger.QueryLedger;
import photos.processor.job.Jobs;
import photos.storage.ObjectStore;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Spark;

/// Everything that the image processor answers to, a line a route.
public final class HttpApi implements AutoCloseable {
    /// Answers under way may take this long when the server stops, with the end of their connections; jobs have ended
    /// before.
    public static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final JobsApi jobs;
    private final PhotosApi photos;
    private final ObjectsApi objects;
    private final HealthApi health;
    private final GalleryPage gallery;
    private final WebServer server;

    /// @param host the address to listen at
    /// @param port 0 for any
    /// @param jobKeys what jobs may be signed with: the current key and, during a rotation, the previous one
    /// @param operatorToken what the operator's requests bear
    public record Access(String host, int port, List<String> jobKeys, String operatorToken) {
        /// Without the secrets.
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// What `/health/ready` asks: whether there is room on the work volume.
    @FunctionalInterface
    public interface Readiness {
        boolean hasRoom();
    }

    /// What `/health/ready` says of this program.
    ///
    /// @param codecs a sentence for each native library
    public record About(String renderer, List<String> codecs) {
        public About {
            codecs = List.copyOf(codecs);
        }
    }

    private HttpApi(
            Access access, Jobs running, QueryLedger ledger, ObjectStore store, Readiness readiness, About about)
            throws IOException {
        Operator operator = new Operator(access.operatorToken());
        this.jobs = new JobsApi(running, access.jobKeys(), Clock.systemUTC());
        this.photos = new PhotosApi(ledger, operator);
        this.objects = new ObjectsApi(store, operator);
        this.health = new HealthApi(running, readiness, about);
        this.gallery = new GalleryPage();
        this.server = WebServer.start(access.host(), access.port(), STOP_LIMIT, this::routes);
    }

    /// @throws IOException if the port is taken
    public static HttpApi start(
            Access access, Jobs running, QueryLedger ledger, ObjectStore store, Readiness readiness, About about)
            throws IOException {
        return new HttpApi(access, running, ledger, store, readiness, about);
    }

    private void routes() {
        Spark.before("/*", HttpApi::harden);
        Spark.post("/jobs", jobs::run);
        get("/photos", photos::search);
        get("/photos/*", photos::find);
        get("/results/*", objects::result);
        get("/originals/*", objects::original);
        get("/health/live", health::live);
        get("/health/ready", health::ready);
        get("/metrics", health::metrics);
        get("/", gallery::page);
        Spark.notFound(HttpApi::notFound);
        Spark.afterAfter("/*", HttpApi::harden);
        Spark.afterAfter("/*", Framing::complete);
        Problems.install();
    }

    /// By itself Spark answers HEAD with 200 wherever there is a route for GET, without asking it. Of an answer to HEAD
    /// the server leaves out the body.
    private static void get(String path, Route route) {
        Spark.get(path, route);
        Spark.head(path, route);
    }

    private static Object notFound(Request request, Response response) {
        return Problems.write(
                response,
                new Problem(404, "Not found", "there is nothing at " + request.requestMethod() + " " + request.uri()));
    }

    /// Nothing that is served here may run as a script or be taken for another type, whatever its bytes say. Done
    /// before an answer that is streamed, and again after one that was taken back.
    private static void harden(Request request, Response response) {
        WebServer.HARDENING.forEach(response.raw()::setHeader);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
