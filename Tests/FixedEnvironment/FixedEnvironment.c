// Gives the tests, and every program that they start, one environment, before anything else runs: no locale, time zone,
// home, terminal, umask or setting of the person or machine that runs them. In C, for a constructor of C runs before
// Swift reads its first variable.
#define _GNU_SOURCE
#include "FixedEnvironment.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static char **callers_environment;

char *const *treeguard_callers_environment(void) { return callers_environment; }

// A test that needs another value gives it to the program that it starts. Nobody, not even root, can make a folder below
// /dev/null, so no program leaves anything at home for the next one to find.
static const char *const given[] = {
    "LANG=C.UTF-8", "TZ=UTC", "TERM=dumb", "HOME=/dev/null/home", "GIT_CONFIG_NOSYSTEM=1",
};

// Where programs and libraries are, what a person asks of the tests themselves, and what the test runner tells its own
// children.
static const char *const kept[] = {
    "PATH=", "RECORD=", "PLANTED_FAULT=", "LD_", "SWT_", "SWIFT_", "XCT", "LLVM_", "ASAN_", "TSAN_", "UBSAN_",
};

static int is_kept(const char *variable) {
    for (size_t index = 0; index < sizeof kept / sizeof *kept; index++)
        if (strncmp(variable, kept[index], strlen(kept[index])) == 0) return 1;
    return 0;
}

__attribute__((constructor)) static void fix_environment(void) {
    size_t count = 0;
    while (environ[count]) count++;
    size_t own = sizeof given / sizeof *given;
    char **fixed = calloc(count + own + 1, sizeof *fixed);
    if (!fixed) abort();
    size_t filled = 0;
    for (size_t index = 0; index < count; index++)
        if (is_kept(environ[index])) fixed[filled++] = environ[index];
    for (size_t index = 0; index < own; index++) fixed[filled++] = (char *)given[index];
    callers_environment = environ;
    environ = fixed;

    umask(022);
    // A program that asks at /dev/tty would find the person who runs the tests. To whom a session belongs, letting go of
    // the terminal would end it.
    if (getsid(0) == getpid()) return;
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0) {
        ioctl(terminal, TIOCNOTTY);
        close(terminal);
    }
}
