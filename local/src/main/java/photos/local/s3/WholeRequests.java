package photos.local.s3;

import java.lang.reflect.Field;
import java.util.Objects;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/// Reads every request to its end before its connection may be closed. S3Proxy stops before the last bytes of a signed
/// upload in chunks; if the client was still writing them it met a closed connection, could not know that its upload
/// was stored, and sent it again.
final class WholeRequests extends Handler.Wrapper {
    private WholeRequests() {}

    /// @param proxy built, not started
    static void in(S3Proxy proxy) {
        try {
            Field server = S3Proxy.class.getDeclaredField("server");
            server.setAccessible(true);
            ((Server) Objects.requireNonNull(server.get(proxy))).insertHandler(new WholeRequests());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this version of S3Proxy keeps its server otherwise than 4.1.0 does", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(
                request,
                response,
                Callback.from(
                        () -> Content.Source.consumeAll(
                                request, Callback.from(callback::succeeded, _ -> callback.succeeded())),
                        callback::failed));
    }
}
