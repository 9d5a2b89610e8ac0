/// Whether anything private is in what everybody may see: a check of its own, which shares nothing with the code that
/// makes the results.
@NullMarked
package photos.processor.audit;

import org.jspecify.annotations.NullMarked;
