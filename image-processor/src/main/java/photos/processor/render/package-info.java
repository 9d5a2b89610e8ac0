/// Rendering: from an original's file to the files of its variants. The only package that knows Thumbnailator, ImageIO,
/// AWT and TwelveMonkeys; none of their types appear in its signatures.
@NullMarked
package photos.processor.render;

import org.jspecify.annotations.NullMarked;
