package photos.processor.turbo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import photos.image.Dimensions;
import photos.processor.nativelib.NativeCall;
import photos.processor.plane.Plane;

/// Where planes lie one after another in one piece of memory, as large as the library wants them: it fills odd
/// sizes up to whole chroma samples.
///
/// @param bytes of all together
record Areas(List<Area> list, long bytes) {
    private static final int STRIDE_MULTIPLE = 32;

    /// @param width samples in a row that the library reads or writes
    record Area(long offset, int width, int height, int stride) {
        /// Copies a plane; where the area is larger, its last column and row come once more.
        void fill(MemorySegment memory, Plane plane) {
            if (plane.width() == width && plane.height() == height && plane.stride() == stride) {
                copy(memory, plane.samples(), plane.offset(), offset, (long) height * stride);
                return;
            }
            for (int y = 0; y < height; y++) {
                int row = plane.offset() + Math.min(y, plane.height() - 1) * plane.stride();
                long at = offset + (long) y * stride;
                copy(memory, plane.samples(), row, at, plane.width());
                for (int x = plane.width(); x < width; x++) {
                    memory.set(JAVA_BYTE, at + x, plane.samples()[row + plane.width() - 1]);
                }
            }
        }

        private static void copy(MemorySegment memory, byte[] samples, int from, long to, long count) {
            MemorySegment.copy(samples, from, memory, JAVA_BYTE, to, (int) count);
        }
    }

    static Areas of(TurboFunctions functions, Layout layout, Dimensions size) {
        List<Area> areas = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < layout.colours().planes(); i++) {
            int width = NativeCall.number(functions.planeWidth, i, size.width(), layout.number);
            int height = NativeCall.number(functions.planeHeight, i, size.height(), layout.number);
            int stride = Math.ceilDiv(width, STRIDE_MULTIPLE) * STRIDE_MULTIPLE;
            areas.add(new Area(offset, width, height, stride));
            offset += (long) stride * height;
        }
        return new Areas(List.copyOf(areas), offset);
    }
}
