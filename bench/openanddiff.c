// The floor for a hook that brings no migration: open the repository with libgit2, and diff two trees under the
// given folders. Nothing is read beyond that.
//
//     cc -O2 -o openanddiff openanddiff.c $(pkg-config --cflags --libs libgit2)
//     ./openanddiff REPOSITORY OLD NEW [FOLDER...]
//
// Prints how many paths differ.

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

static void check(int code, const char *call) {
    if (code >= 0) return;
    const git_error *error = git_error_last();
    fprintf(stderr, "%s: %s\n", call, error ? error->message : "no reason given");
    exit(1);
}

static git_tree *tree(git_repository *repository, const char *revision) {
    git_object *named = NULL, *peeled = NULL;
    check(git_revparse_single(&named, repository, revision), "git_revparse_single");
    check(git_object_peel(&peeled, named, GIT_OBJECT_TREE), "git_object_peel");
    git_object_free(named);
    return (git_tree *)peeled;
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: %s REPOSITORY OLD NEW [FOLDER...]\n", arguments[0]);
        return 2;
    }
    git_repository *repository = NULL;
    git_diff *diff = NULL;
    git_libgit2_init();
    check(git_repository_open_ext(&repository, arguments[1], 0, NULL), "git_repository_open_ext");
    git_tree *before = tree(repository, arguments[2]);
    git_tree *after = tree(repository, arguments[3]);

    git_diff_options options;
    check(git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION), "git_diff_options_init");
    options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH;
    options.pathspec.strings = arguments + 4;
    options.pathspec.count = (size_t)(count - 4);
    check(git_diff_tree_to_tree(&diff, repository, before, after, &options), "git_diff_tree_to_tree");
    printf("%zu\n", git_diff_num_deltas(diff));

    git_diff_free(diff);
    git_tree_free(after);
    git_tree_free(before);
    git_repository_free(repository);
    git_libgit2_shutdown();
    return 0;
}
