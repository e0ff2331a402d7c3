// Times two commands side by side: A B A B ..., so that whatever the machine does meanwhile happens to both.
//
//   pairs NAME RUNS BAR MEMORY EXIT_A EXIT_B -- A [WORD...] -- B [WORD...]
//
// Prints the medians, their ratio and A's peak memory. Exits 1 over BAR (A's median / B's median) or over MEMORY
// (MiB), where 0 means that there is no bar, and 2 where a command did not end as expected: a failure must not count as
// a quick answer.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

struct side {
    char **words;
    int expected;
    double *milliseconds;
    long peak_kib;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double run(struct side *side) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int descriptor = 0; descriptor < 3; descriptor++)
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", descriptor ? O_WRONLY : O_RDONLY, 0);
    double start = now();
    pid_t child;
    int error = posix_spawnp(&child, side->words[0], &actions, NULL, side->words, environ);
    if (error) {
        fprintf(stderr, "pairs: %s: %s\n", side->words[0], strerror(error));
        exit(2);
    }
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {}
    double elapsed = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != side->expected) {
        fprintf(stderr, "pairs: %s ended with %d, expected exit %d\n", side->words[0],
                WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), side->expected);
        exit(2);
    }
    if (usage.ru_maxrss > side->peak_kib) side->peak_kib = usage.ru_maxrss;
    return elapsed;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static char **after_dashes(char **words) {
    while (*words && strcmp(*words, "--")) words++;
    if (!*words || !words[1]) {
        fprintf(stderr, "usage: pairs NAME RUNS BAR MEMORY EXIT_A EXIT_B -- A [WORD...] -- B [WORD...]\n");
        exit(2);
    }
    *words = NULL;
    return words + 1;
}

int main(int count, char **words) {
    if (count < 11) after_dashes((char *[]){NULL});
    int runs = atoi(words[2]);
    double bar = atof(words[3]), memory = atof(words[4]);
    struct side a = {.expected = atoi(words[5])}, b = {.expected = atoi(words[6])};
    a.words = after_dashes(words + 7);
    b.words = after_dashes(a.words);
    a.milliseconds = calloc((size_t)runs, sizeof(double));
    b.milliseconds = calloc((size_t)runs, sizeof(double));
    // The first few load what the others find loaded.
    for (int i = -3; i < runs; i++) {
        double ofA = run(&a), ofB = run(&b);
        if (i >= 0) a.milliseconds[i] = ofA, b.milliseconds[i] = ofB;
    }
    qsort(a.milliseconds, (size_t)runs, sizeof(double), ascending);
    qsort(b.milliseconds, (size_t)runs, sizeof(double), ascending);
    double ratio = a.milliseconds[runs / 2] / b.milliseconds[runs / 2], mib = (double)a.peak_kib / 1024;
    int isOver = (bar > 0 && ratio > bar) || (memory > 0 && mib > memory);
    printf("%-34s %7.2f ms  peer %7.2f ms  ratio %5.2f", words[1], a.milliseconds[runs / 2], b.milliseconds[runs / 2], ratio);
    if (bar > 0) printf(" (at most %.1f)", bar);
    printf("  %5.1f MiB", mib);
    if (memory > 0) printf(" (at most %.0f)", memory);
    printf("  %s\n", isOver ? "OVER" : bar > 0 || memory > 0 ? "ok" : "for information");
    return isOver;
}
