package photos.processor.turbo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.processor.nativelib.NativeCall;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Decodes JPEGs to planes and encodes planes to JPEGs. Keeps its buffers for the next picture: for one thread at a
/// time. Lives until the process ends.
public final class TurboCodec {
    private static final int PLANES = 3;
    private static final int NO_REALLOC = 1024;
    private static final int ACCURATE_DCT = 4096;
    private static final int LIMIT_SCANS = 32768;

    /// `JMSG_LENGTH_MAX`.
    private static final int LONGEST_TEXT = 200;

    private final TurboFunctions functions;
    private MemorySegment decompressor;
    private final MemorySegment compressor;
    private final MemorySegment pointers = Arena.global().allocate(ADDRESS, PLANES);
    private final MemorySegment strides = Arena.global().allocate(JAVA_INT, PLANES);
    private final MemorySegment numbers = Arena.global().allocate(JAVA_INT, 4);
    private final MemorySegment output = Arena.global().allocate(ADDRESS);
    private final MemorySegment outputBytes = Arena.global().allocate(JAVA_LONG);
    private final NativeBuffer planes = new NativeBuffer();
    private final NativeBuffer jpeg = new NativeBuffer();
    private byte[] decoded = {};

    TurboCodec(TurboFunctions functions) {
        this.functions = functions;
        this.decompressor = NativeCall.pointer(functions.initDecompress);
        this.compressor = NativeCall.pointer(functions.initCompress);
        if (decompressor.equals(MemorySegment.NULL) || compressor.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("libjpeg-turbo could not be initialised");
        }
    }

    /// Nothing if the picture has to be decoded otherwise: in ink, in RGB, of an unusual sampling, or no JPEG.
    public Optional<TurboHeader> header(MemorySegment file) {
        // A decompressor keeps the tables of one file for the next: a new one for each.
        NativeCall.run(functions.destroy, decompressor);
        decompressor = NativeCall.pointer(functions.initDecompress);
        int failed = NativeCall.number(
                functions.decompressHeader,
                decompressor,
                file,
                file.byteSize(),
                numbers,
                numbers.asSlice(4),
                numbers.asSlice(8),
                numbers.asSlice(12));
        if (failed != 0) {
            return Optional.empty();
        }
        Dimensions size = new Dimensions(numbers.getAtIndex(JAVA_INT, 0), numbers.getAtIndex(JAVA_INT, 1));
        return Layout.of(numbers.getAtIndex(JAVA_INT, 2), numbers.getAtIndex(JAVA_INT, 3))
                .map(layout -> new TurboHeader(size, layout));
    }

    /// @param shrink 1, 2, 4 or 8: one sample is made of so many pixels each way, by the inverse transform itself
    /// @return its samples are overwritten by the next call
    /// @throws Damaged if the file is not in order, even where something could be decoded
    public Picture decode(MemorySegment file, TurboHeader header, int shrink) throws Damaged {
        int width = Math.ceilDiv(header.size().width(), shrink);
        int height = Math.ceilDiv(header.size().height(), shrink);
        Areas areas = Areas.of(functions, header.layout(), new Dimensions(width, height));
        MemorySegment target = planes.ofAtLeast(areas.bytes());
        point(areas, target);
        int failed = NativeCall.number(
                functions.decompressToPlanes,
                decompressor,
                file,
                file.byteSize(),
                pointers,
                width,
                strides,
                height,
                ACCURATE_DCT | LIMIT_SCANS);
        if (failed != 0) {
            throw new Damaged(error(decompressor));
        }
        if (decoded.length < areas.bytes()) {
            decoded = new byte[Math.toIntExact(areas.bytes())];
        }
        MemorySegment.copy(target, ValueLayout.JAVA_BYTE, 0, decoded, 0, (int) areas.bytes());
        Subsampling chroma = header.layout().chroma();
        List<Plane> samples = new ArrayList<>();
        for (Areas.Area area : areas.list()) {
            Subsampling sub = samples.isEmpty() ? Subsampling.NONE : chroma;
            samples.add(new Plane(decoded, (int) area.offset(), sub.columns(width), sub.rows(height), area.stride()));
        }
        return new Picture(
                header.layout().colours(),
                chroma,
                (double) header.size().width() / shrink,
                (double) header.size().height() / shrink,
                samples);
    }

    /// @param picture [Colours#GREY], or [Colours#YCC] with a chroma of 4:2:0
    /// @param quality 1 to 100
    /// @return a whole JPEG with nothing but the picture in it, overwritten by the next call
    public ByteBuffer encode(Picture picture, int quality) {
        Layout layout = picture.colours() == Colours.GREY ? Layout.GREY : Layout.YCC_420;
        if (picture.colours() != layout.colours()
                || (layout == Layout.YCC_420 && !picture.chroma().equals(Subsampling.HALF))) {
            throw new IllegalArgumentException(
                    "expected grey or 4:2:0, was " + picture.colours() + " " + picture.chroma());
        }
        Dimensions size = picture.size();
        Areas areas = Areas.of(functions, layout, size);
        MemorySegment source = planes.ofAtLeast(areas.bytes());
        point(areas, source);
        for (int i = 0; i < areas.list().size(); i++) {
            areas.list().get(i).fill(source, picture.planes().get(i));
        }
        long most = bufferSize(size, layout);
        output.set(ADDRESS, 0, jpeg.ofAtLeast(most));
        outputBytes.set(JAVA_LONG, 0, most);
        int failed = NativeCall.number(
                functions.compressFromPlanes,
                compressor,
                pointers,
                size.width(),
                strides,
                size.height(),
                layout.number,
                output,
                outputBytes,
                quality,
                NO_REALLOC);
        if (failed != 0) {
            throw new IllegalStateException("libjpeg-turbo could not encode " + size + ": " + error(compressor));
        }
        return jpeg.ofAtLeast(most)
                .asSlice(0, outputBytes.get(JAVA_LONG, 0))
                .asByteBuffer()
                .asReadOnlyBuffer();
    }

    private long bufferSize(Dimensions size, Layout layout) {
        try {
            return (long) functions.bufferSize.invokeExact(size.width(), size.height(), layout.number);
        } catch (Throwable e) {
            throw NativeCall.unexpected(e);
        }
    }

    private void point(Areas areas, MemorySegment memory) {
        for (int i = 0; i < areas.list().size(); i++) {
            pointers.setAtIndex(ADDRESS, i, memory.asSlice(areas.list().get(i).offset()));
            strides.setAtIndex(JAVA_INT, i, areas.list().get(i).stride());
        }
    }

    /// Gives back what is too much to be kept for the next picture.
    ///
    /// @param keptBytes of each of three buffers, at most
    public void trim(long keptBytes) {
        planes.trim(keptBytes);
        jpeg.trim(keptBytes);
        if (decoded.length > keptBytes) {
            decoded = new byte[0];
        }
    }

    private String error(MemorySegment handle) {
        return NativeCall.text(NativeCall.pointer(functions.errorText, handle), LONGEST_TEXT);
    }
}
