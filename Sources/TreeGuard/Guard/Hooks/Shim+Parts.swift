import TreeGuardBase
import TreeGuardIncoming

extension Shim {
    /// Runs the hook that existed before. Its name is written out instead of taken from $0: a hook manager may have
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

    /// Exits early, with the shell's built-ins alone, if the event is not relevant.
    var filter: String {
        switch hook {
        case .referenceTransaction: linesOfInterest
        case .preCommit, .preMergeCommit: branchOfInterest
        case .postCheckout: "case $1 in *[!0]*) exit 0 ;; esac"
        // Every push is checked.
        case .prePush, .preReceive: "hits=$(cat) protected="
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

    /// Reads HEAD, which is `.invalid` in a repository whose references are not files.
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

    /// Starts `treeguard-hook`, and accepts only its own two answers. An empty, truncated or different program exits
    /// with another code: a shell even runs an empty file, and reports success.
    var question: String {
        guard hook != .postCheckout else {
            return """
                hook=\(ShellQuoted(program))
                [ -x "$hook" ] || hook=$(command -v treeguard-hook) || exit 0
                exec "$hook" \(hook.rawValue) "$@"
                """
        }
        return """
            hook=\(ShellQuoted(program)) answer=127
            [ -x "$hook" ] || hook=$(command -v treeguard-hook) || hook=
            if [ -n "$hook" ]; then
                "$hook" \(HookAnswer.request) \(hook.rawValue) "$@"\(input)
                answer=$?
            fi
            case $answer in
            \(HookAnswer.pass.rawValue)) exit 0 ;;
            \(HookAnswer.stop.rawValue)) exit 1 ;;
            esac
            """
    }

    private var input: String { hook.readsInput ? " <<END\n$hits\nEND" : "" }

    /// Handles a missing answer: a change to a protected branch is blocked. If no program ran, the rest passes.
    var withoutAnswer: String {
        let passing: String
        switch hook {
        case .postCheckout: return ""
        case .preCommit, .preMergeCommit: passing = ""
        case .referenceTransaction: passing = passes
        case .prePush, .preReceive:
            let fields = hook == .prePush ? "name new ref old" : "old new ref"
            passing = """
                while read -r \(fields); do
                    case $ref in
                    \(choices)) case $new in *[!0]*) protected=yes ;; esac ;;
                    esac
                done <<END
                $hits
                END
                \(passes)
                """
        }
        return passing + refusal
    }

    private var passes: String { "case $protected$answer in 0 | 126 | 127) exit 0 ;; esac\n" }

    private var refusal: String {
        """
        cat >&2 <<END
        treeguard: \(hook.rawValue) stopped what would enter a protected branch: the check could not run.
          ${hook:-treeguard-hook} is missing, damaged, or of another version (it ended with $answer).
        repair it:       install TreeGuard again, then run \\`treeguard install\\`
        take it out:     remove $0
        only this once:  git -c core.hooksPath=/dev/null ...   (a person's to decide)
        END
        exit 1
        """
    }
}
