/* What every contender in C shares: "go N" on standard input, one line of figures on standard output. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>

static const int SIZES[4] = {1600, 800, 320, 160};
#define QUALITY 82

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static long long nanos(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Long sides of the outputs: inside the box, never enlarged, rounded to the nearest pixel. */
static inline void fit(int width, int height, int box, int *w, int *h) {
    int longer = width > height ? width : height;
    double scale = longer <= box ? 1.0 : (double) box / longer;
    *w = (int) (width * scale + 0.5);
    *h = (int) (height * scale + 0.5);
    if (*w < 1) *w = 1;
    if (*h < 1) *h = 1;
}

/* The largest halving at which the picture still covers the largest size. */
static inline int shrink(int width, int height) {
    int longer = width > height ? width : height;
    int s = 1;
    while (s < 8 && longer / (s * 2) >= SIZES[0]) s *= 2;
    return s;
}

static inline void write_file(const char *directory, int size, const void *bytes, size_t count) {
    char name[4096];
    snprintf(name, sizeof name, "%s/%d.jpg", directory, size);
    FILE *file = fopen(name, "wb");
    if (!file || fwrite(bytes, 1, count, file) != count || fclose(file)) fail(name, "cannot be written");
}

static inline void *read_file(const char *name, size_t *count) {
    FILE *file = fopen(name, "rb");
    if (!file) fail(name, "cannot be read");
    fseek(file, 0, SEEK_END);
    *count = (size_t) ftell(file);
    rewind(file);
    void *bytes = malloc(*count);
    if (fread(bytes, 1, *count, file) != *count) fail(name, "cannot be read");
    fclose(file);
    return bytes;
}

static inline void serve(void (*photo)(void)) {
    char line[64];
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        int count = 0;
        if (sscanf(line, "go %d", &count) != 1) fail(line, "expected go N");
        long long cpu = nanos(CLOCK_PROCESS_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
        for (int i = 0; i < count; i++) photo();
        printf("cpu_ns=%lld wall_ns=%lld\n", nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu, nanos(CLOCK_MONOTONIC) - wall);
        fflush(stdout);
    }
}
