package photos.processor.render;

import java.util.Optional;
import photos.processor.plane.Resampler;
import photos.processor.turbo.TurboCodec;

/// Buffers and codecs of one render at a time, used again by the next one.
///
/// @param turbo where libjpeg-turbo is in use
record Workbench(Resampler resampler, Optional<TurboCodec> turbo, Verification verification) {}
