package photos.processor.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.servlet.DispatcherType;
import javax.servlet.FilterConfig;
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
import spark.servlet.SparkApplication;
import spark.servlet.SparkFilter;

/// Spark's filter on Jetty 12. Spark's own server is a Jetty that is no longer kept up and that loses requests in
/// flight when it stops.
final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    /// Once told to stop, Jetty ends connections after a second of silence.
    private static final Duration LAST_CONNECTIONS = Duration.ofMillis(1_500);

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
        GracefulHandler requests = new Ending(filtered(routes).get());
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
        SparkFilter filter = new SparkFilter() {
            @Override
            protected SparkApplication[] getApplications(FilterConfig unused) {
                return new SparkApplication[] {routes};
            }
        };
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
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
        } catch (TimeoutException e) {
            log.atWarn()
                    .addKeyValue("requests", requests.getCurrentRequestCount())
                    .log("some answers did not end in time and are cut");
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
            log.atWarn().log("some connections did not end in time and are closed: {}", e.toString());
        }
    }

    /// Tells who comes while the server stops to come again.
    private static final class Ending extends GracefulHandler {
        private static final Problem PROBLEM = new Problem(
                503, "Not now", "the image processor is about to stop", Optional.of(Problems.USUAL_RETRY_AFTER));

        Ending(Handler handler) {
            super(handler);
        }

        @Override
        protected void handleShutdownRejection(Request request, Response response, Callback callback) {
            response.setStatus(PROBLEM.status());
            response.getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .put(HttpHeader.RETRY_AFTER, Problems.USUAL_RETRY_AFTER.toSeconds())
                    .put(HttpHeader.CONNECTION, "close");
            Content.Sink.write(response, true, PROBLEM.toJson(), callback);
        }
    }
}
