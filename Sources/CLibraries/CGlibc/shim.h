// What the C library offers beyond POSIX: Swift's Glibc module is built without _GNU_SOURCE and leaves it out.
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;
int mkostemp(char *pattern, int flags);
int pipe2(int descriptors[2], int flags);
int ppoll(struct pollfd *ends, nfds_t count, const struct timespec *time, const sigset_t *mask);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A function, because Swift 6 refuses a global variable of C.
static inline char **treeguard_environment(void) { return environ; }

// POSIX_SPAWN_SETSID, which spawn.h shows with _GNU_SOURCE only.
static inline int treeguard_spawn_setsid(void) { return 0x80; }
