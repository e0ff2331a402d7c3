extension Shim {
    /// Runs the hook that was there before. Its name is written out rather than taken from $0: a hook manager may have
    /// renamed this file.
    var previous: String {
        let find = "before=${0%/*}/\(hook.rawValue)\(Shim.keptSuffix)"
        guard hook.readsInput else { return find + "\n[ ! -x \"$before\" ] || \"$before\" \"$@\" || exit" }
        return find + """

            if [ -x "$before" ]; then
                lines=$(cat)
                printf %s "${lines:+$lines
            }" 2>/dev/null | "$before" "$@" || exit
                exec <<END
            $lines
            END
            fi
            """
    }

    /// Ends here, with the shell's built-ins alone, where nothing of interest happens.
    var filter: String {
        switch hook {
        case .referenceTransaction: linesOfInterest
        case .preCommit, .preMergeCommit: branchOfInterest
        case .postCheckout: "case $1 in *[!0]*) exit 0 ;; esac"
        case .prePush, .preReceive: "# Every push is looked at."
        }
    }

    private var linesOfInterest: String {
        """
        [ "$1" = prepared ] || exit 0
        hits= protected=
        while read -r old new ref; do
            # `git reset --merge` puts a branch where it is: a way back must stay open.
            case $new in *[!0]*) [ "$old" != "$new" ] || continue ;; esac
            case $ref in
            \(choices)) protected=yes ;;
            refs/heads/*) case $new in *[!0]*) continue ;; esac ;;
            ORIG_HEAD) case $GIT_REFLOG_ACTION in merge* | pull*) ;; *) continue ;; esac ;;
            *) continue ;;
            esac
            hits="$hits${hits:+
        }$old $new $ref"
        done
        [ -n "$hits" ] || exit 0
        """
    }

    /// HEAD says `.invalid` in a repository whose references are not files.
    private var branchOfInterest: String {
        """
        head=
        [ ! -f "${GIT_DIR:-.git}/HEAD" ] || read -r head <"${GIT_DIR:-.git}/HEAD"
        case ${head#ref: } in
        \(choices) | refs/heads/.invalid | '') ;;
        *) exit 0 ;;
        esac
        """
    }

    /// Finds `treeguard-hook`. Where it is gone, what would enter a protected branch is stopped, and the rest passes.
    var search: String {
        """
        hook=\(ShellQuoted(program))
        [ -x "$hook" ] || hook=$(command -v treeguard-hook) || {
        \(unguardedPasses)
        }
        """
    }

    private var unguardedPasses: String {
        switch hook {
        case .postCheckout: return "    exit 0"
        case .preCommit, .preMergeCommit: return refusal
        case .referenceTransaction: return "    [ -n \"$protected\" ] || exit 0\n" + refusal
        case .prePush, .preReceive:
            let fields = hook == .prePush ? "name new ref old" : "old new ref"
            return """
                    protected=
                    while read -r \(fields); do
                        case $ref in
                        \(choices)) case $new in *[!0]*) protected=yes ;; esac ;;
                        esac
                    done
                    [ -n "$protected" ] || exit 0
                \(refusal)
                """
        }
    }

    private var refusal: String {
        """
            cat >&2 <<'END'
        treeguard: \(hook.rawValue) stopped what would enter a protected branch: the check could not run.
          treeguard-hook is neither at \(program) nor on PATH.
        repair it:       install TreeGuard again, then run `treeguard install`
        take it out:     remove the file named below
        only this once:  git -c core.hooksPath=/dev/null ...   (a person's to decide)
        END
            printf '  %s\\n' "$0" >&2
            exit 1
        """
    }

    /// Becomes `treeguard-hook`, so that git is its parent.
    var start: String {
        guard hook == .referenceTransaction else { return "exec \"$hook\" \(hook.rawValue) \"$@\"" }
        return """
            exec "$hook" \(hook.rawValue) "$@" <<END
            $hits
            END
            """
    }
}
