#include <git2.h>
#include <git2/sys/repository.h>

// git_libgit2_opts() is variadic, and Swift cannot call such a function.
static inline int git_options_set_extensions(const char **names, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int git_options_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}
