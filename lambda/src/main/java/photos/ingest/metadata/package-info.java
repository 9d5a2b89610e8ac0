/// What a photo says about itself: reads the metadata out of an original's bytes, few of them, whatever is in them.
///
/// The only package that knows the library metadata-extractor. Containers (JPEG segments, PNG chunks, RIFF, ISO boxes)
/// are walked here, within limits; the library reads the bounded blocks found in them.
@NullMarked
package photos.ingest.metadata;

import org.jspecify.annotations.NullMarked;
