/* libvips at its best: the decoder's shrink forced by hand, each size made from the one before.
   Usage: vips INPUT DIRECTORY best|full */
#include "contender.h"
#include <vips/vips.h>

static const char *input, *directory;
static int full;

static void check(int failed, const char *what) {
    if (failed) fail(what, vips_error_buffer());
}

static VipsImage *resized(VipsImage *from, int width, int height) {
    VipsImage *lazy;
    check(vips_resize(from, &lazy, (double) width / from->Xsize, "vscale", (double) height / from->Ysize, NULL), "resize");
    VipsImage *memory = vips_image_copy_memory(lazy);
    if (!memory) fail("resize", vips_error_buffer());
    g_object_unref(lazy);
    return memory;
}

static void photo(void) {
    VipsImage *header, *image;
    check(vips_jpegload(input, &header, NULL), input);
    int width = header->Xsize, height = header->Ysize;
    g_object_unref(header);
    check(vips_jpegload(input, &image, "shrink", full ? 1 : shrink(width, height), "access", VIPS_ACCESS_SEQUENTIAL, NULL),
        input);
    for (int i = 0; i < 4; i++) {
        int w, h;
        fit(width, height, SIZES[i], &w, &h);
        VipsImage *next = resized(image, w, h);
        g_object_unref(image);
        image = next;
        char name[4096];
        snprintf(name, sizeof name, "%s/%d.jpg", directory, SIZES[i]);
        check(vips_jpegsave(image, name, "Q", QUALITY, "optimize_coding", FALSE, "subsample_mode",
            VIPS_FOREIGN_SUBSAMPLE_ON, "strip", TRUE, NULL), name);
    }
    g_object_unref(image);
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--version")) {
        puts(vips_version_string());
        return 0;
    }
    if (argc != 4) fail("vips", "expected INPUT DIRECTORY best|full");
    input = argv[1];
    directory = argv[2];
    full = !strcmp(argv[3], "full");
    check(vips_init(argv[0]), "libvips");
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    serve(photo);
    return 0;
}
