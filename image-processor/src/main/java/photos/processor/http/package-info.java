/// The image processor over HTTP; the only package that knows Spark and Jetty.
@NullMarked
package photos.processor.http;

import org.jspecify.annotations.NullMarked;
