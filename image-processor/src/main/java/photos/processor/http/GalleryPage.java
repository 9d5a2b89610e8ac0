package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import spark.Request;
import spark.Response;

/// The gallery: one page, whose script asks the calls of this API.
final class GalleryPage {
    private final String html = load();

    Object page(Request request, Response response) {
        response.type("text/html; charset=utf-8");
        response.header("Cache-Control", "no-cache");
        response.header(
                "Content-Security-Policy",
                "default-src 'none'; img-src 'self' blob: data:; connect-src 'self'; style-src 'unsafe-inline'; "
                        + "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        return html;
    }

    private static String load() {
        try (InputStream page = GalleryPage.class.getResourceAsStream("gallery.html")) {
            if (page == null) {
                throw new IllegalStateException("gallery.html is missing from the jar");
            }
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
