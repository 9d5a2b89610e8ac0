package photos.processor.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.FilterConfig;
import org.eclipse.jetty.ee8.servlet.FilterHolder;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import spark.servlet.SparkApplication;
import spark.servlet.SparkFilter;

/// Spark's filter on Jetty 12. Spark's own server is a Jetty that is no longer kept up and that loses requests in
/// flight when it stops.
final class WebServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// @param port 0 for any
    /// @param stopLimit how long requests in flight may take when the server stops
    /// @throws IOException naming the port if it is taken
    static WebServer start(String host, int port, Duration stopLimit, SparkApplication routes) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(filtered(routes).get()));
        server.setStopTimeout(stopLimit.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            String why = e instanceof BindException || e.getCause() instanceof BindException
                    ? "port " + port + " is taken by another program"
                    : e.toString();
            throw new IOException("the HTTP server did not start: " + why, e);
        }
        return new WebServer(server, connector);
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

    /// Refuses new requests and lets those in flight end.
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }
}
