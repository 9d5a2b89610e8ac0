/* The floor: libjpeg-turbo's scaled decode to planes, and four encodes from planes that lie ready. No resampling is
   counted, so no renderer that uses this library can be faster. Usage: floor INPUT DIRECTORY */
#include "contender.h"
#include <turbojpeg.h>

typedef struct {
    int width, height, rows[3], strides[3];
    unsigned char *plane[3];
} Planes;

static tjhandle decoder, encoder;
static const char *input, *directory;
static Planes decoded, ready[4];
static unsigned char *output;
static unsigned long room;

static Planes planes(int width, int height) {
    Planes p = {.width = width, .height = height};
    for (int i = 0; i < 3; i++) {
        p.strides[i] = tjPlaneWidth(i, width, TJSAMP_420);
        p.rows[i] = tjPlaneHeight(i, height, TJSAMP_420);
        p.plane[i] = malloc(tjPlaneSizeYUV(i, width, p.strides[i], height, TJSAMP_420));
    }
    return p;
}

static void decode(void) {
    size_t count;
    unsigned char *bytes = read_file(input, &count);
    if (tjDecompressToYUVPlanes(decoder, bytes, count, decoded.plane, decoded.width, decoded.strides, decoded.height, 0))
        fail(input, tjGetErrorStr2(decoder));
    free(bytes);
}

/* Averages by area; done once, before anything is measured. */
static void average(const Planes *from, Planes *to) {
    for (int i = 0; i < 3; i++)
        for (int y = 0; y < to->rows[i]; y++)
            for (int x = 0; x < to->strides[i]; x++) {
                int y0 = (int) ((long) y * from->rows[i] / to->rows[i]), y1 = (int) ((long) (y + 1) * from->rows[i] / to->rows[i]);
                int x0 = (int) ((long) x * from->strides[i] / to->strides[i]);
                int x1 = (int) ((long) (x + 1) * from->strides[i] / to->strides[i]);
                long sum = 0, n = 0;
                for (int v = y0; v < y1 || v == y0; v++)
                    for (int u = x0; u < x1 || u == x0; u++, n++) sum += from->plane[i][v * from->strides[i] + u];
                to->plane[i][y * to->strides[i] + x] = (unsigned char) ((sum + n / 2) / n);
            }
}

static void photo(void) {
    decode();
    for (int i = 0; i < 4; i++) {
        unsigned long count = room;
        if (tjCompressFromYUVPlanes(encoder, (const unsigned char **) ready[i].plane, ready[i].width, ready[i].strides,
                ready[i].height, TJSAMP_420, &output, &count, QUALITY, TJFLAG_NOREALLOC))
            fail("encode", tjGetErrorStr2(encoder));
        write_file(directory, SIZES[i], output, count);
    }
}

int main(int argc, char **argv) {
    if (argc != 3) fail("floor", "expected INPUT DIRECTORY");
    input = argv[1];
    directory = argv[2];
    decoder = tjInitDecompress();
    encoder = tjInitCompress();
    size_t count;
    unsigned char *bytes = read_file(input, &count);
    int width, height, sampling, colours;
    if (tjDecompressHeader3(decoder, bytes, count, &width, &height, &sampling, &colours))
        fail(input, tjGetErrorStr2(decoder));
    free(bytes);
    if (sampling != TJSAMP_420) fail(input, "expected 4:2:0");
    int s = shrink(width, height);
    tjscalingfactor factor = {1, s};
    decoded = planes(TJSCALED(width, factor), TJSCALED(height, factor));
    decode();
    for (int i = 0; i < 4; i++) {
        int w, h;
        fit(width, height, SIZES[i], &w, &h);
        ready[i] = planes(w, h);
        average(&decoded, &ready[i]);
    }
    room = tjBufSize(ready[0].width, ready[0].height, TJSAMP_420);
    output = malloc(room);
    serve(photo);
    return 0;
}
