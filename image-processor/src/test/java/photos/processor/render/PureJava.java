package photos.processor.render;

import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;

/// A machine on which no native decoder is installed.
final class PureJava {
    static final Codecs CODECS = new Codecs(new Search.Missing<>("left out by the test"), Libheif.off());

    private PureJava() {}
}
