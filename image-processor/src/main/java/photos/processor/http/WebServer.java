package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee8.servlet.FilterHolder;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.processor.job.Jobs;
import spark.RequestResponseFactory;
import spark.servlet.SparkApplication;
import spark.servlet.SparkFilter;

/// Spark's filter on Jetty 12. Spark's own server is a Jetty that is no longer kept up and that loses requests in
/// flight when it stops.
final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    /// Of every answer.
    static final Map<String, String> HARDENING =
            Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer");

    /// For connections to end after the requests. Jetty waits twice for silence: it ends its own side, then all.
    private static final Duration LAST_CONNECTIONS = Duration.ofMillis(1_500);

    private static final Duration SILENCE_AFTER_THE_LAST_ANSWER = Duration.ofMillis(250);

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler requests;
    private final Duration answerLimit;

    private WebServer(Server server, ServerConnector connector, GracefulHandler requests, Duration answerLimit) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
        this.answerLimit = answerLimit;
    }

    /// @param port 0 for any
    /// @param stopLimit how long the server may take to stop, with the requests in flight; more than 1.5 s
    /// @throws IOException naming the port if it is taken
    static WebServer start(String host, int port, Duration stopLimit, SparkApplication routes) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        GracefulHandler requests = new GracefulStop(filtered(routes).get());
        server.setHandler(requests);
        server.setStopTimeout(LAST_CONNECTIONS.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            String why = e instanceof BindException || e.getCause() instanceof BindException
                    ? "port " + port + " is taken by another program"
                    : e.toString();
            throw new IOException("the HTTP server did not start: " + why, e);
        }
        return new WebServer(server, connector, requests, stopLimit.minus(LAST_CONNECTIONS));
    }

    /// Object keys may hold anything, so that paths may look odd; they are read raw and never as files.
    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private static ServletContextHandler filtered(SparkApplication routes) {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(new Routes(routes)), "/*", EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    int port() {
        return connector.getLocalPort();
    }

    /// Lets the requests in flight end and refuses others meanwhile; only then are connections closed. Left to
    /// itself Jetty begins with the connections, and cuts an answer that is being written on one that was silent
    /// before, as it is when the answer is that of a long job.
    @Override
    public void close() {
        try {
            requests.shutdown().get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
            connector.setShutdownIdleTimeout(SILENCE_AFTER_THE_LAST_ANSWER.toMillis());
        } catch (TimeoutException _) {
            log.atWarn()
                    .addKeyValue("requests", requests.getCurrentRequestCount())
                    .log("some answers have not ended in time and may be cut");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Jetty could not count its requests", e);
        }
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            log.atWarn().log("the HTTP server did not stop by itself: {}", e.toString());
        }
    }

    /// Spark maps exceptions only; Jetty would show an error's name and where it came from.
    private static final class Routes extends SparkFilter {
        private final SparkApplication routes;

        Routes(SparkApplication routes) {
            this.routes = routes;
        }

        @Override
        protected SparkApplication[] getApplications(FilterConfig unused) {
            return new SparkApplication[] {routes};
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            try {
                super.doFilter(request, response, chain);
            } catch (Error e) {
                if (response.isCommitted()) {
                    throw e;
                }
                response.reset();
                spark.Response answer = RequestResponseFactory.create((HttpServletResponse) response);
                HARDENING.forEach(answer::header);
                String body = Problems.write(answer, Problems.unexpected(e));
                response.getOutputStream().write(body.getBytes(UTF_8));
            }
        }
    }

    /// Tells those who come while the server stops to come again.
    private static final class GracefulStop extends GracefulHandler {
        GracefulStop(Handler handler) {
            super(handler);
        }

        @Override
        protected void handleShutdownRejection(Request request, Response response, Callback callback) {
            Problem problem = Problems.of(Jobs.stopping());
            response.setStatus(problem.status());
            HARDENING.forEach(response.getHeaders()::put);
            response.getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .put(HttpHeader.CONNECTION, "close");
            problem.retryAfterSeconds()
                    .ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
            Content.Sink.write(response, true, problem.toJson(), callback);
        }
    }
}
