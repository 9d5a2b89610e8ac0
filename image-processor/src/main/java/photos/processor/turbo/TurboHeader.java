package photos.processor.turbo;

import photos.image.Dimensions;

/// What the library makes of a JPEG's header.
///
/// @param size of the picture in pixels, as stored
public record TurboHeader(Dimensions size, Layout layout) {}
