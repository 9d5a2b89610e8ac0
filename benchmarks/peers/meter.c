/* Runs command lines and measures them from outside: for each photo all commands, one after another, with the CPU time
   and the peak memory of each as the kernel counts them. Usage: meter COMMAND… [@ COMMAND…]… */
#include "contender.h"
#include <sys/wait.h>
#include <unistd.h>

static char **words;
static long long cpu_ns;
static long peak_kb;

static void run(char **command) {
    pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command);
        fail(command[0], "cannot be run");
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) fail(command[0], "failed");
    cpu_ns += (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL
        + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
    if (usage.ru_maxrss > peak_kb) peak_kb = usage.ru_maxrss;
}

static void photo(void) {
    for (char **command = words; *command;) {
        char **end = command;
        while (*end && strcmp(*end, "@")) end++;
        char *separator = *end;
        *end = NULL;
        run(command);
        *end = separator;
        command = separator ? end + 1 : end;
    }
}

int main(int argc, char **argv) {
    if (argc < 2) fail("meter", "expected a command");
    words = argv + 1;
    char line[64];
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        int count = 0;
        if (sscanf(line, "go %d", &count) != 1) fail(line, "expected go N");
        cpu_ns = 0;
        long long wall = nanos(CLOCK_MONOTONIC);
        for (int i = 0; i < count; i++) photo();
        printf("cpu_ns=%lld wall_ns=%lld rss_kb=%ld\n", cpu_ns, nanos(CLOCK_MONOTONIC) - wall, peak_kb);
        fflush(stdout);
    }
    return 0;
}
