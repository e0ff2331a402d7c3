#!/bin/bash
# Called by run.sh in the scratch folder, with BUILT, PSQL, PAIRS, SERVER and RUNS set: what a deployment costs beside psql, and how
# long somebody who writes waits meanwhile.
set -euo pipefail
# The deployments here are a person's, also where an agent measures.
for name in CLAUDE_CODE_CHILD_SESSION CLAUDECODE GEMINI_CLI COPILOT_CLI CURSOR_AGENT OPENCODE AI_AGENT ${!CODEX_*}; do unset "$name"; done
status=0
url="postgresql://postgres@/deployed?host=$SERVER"
"$PSQL" -qX "postgresql://postgres@/postgres?host=$SERVER" -c 'CREATE DATABASE deployed'
export TREEGUARD_PRODUCTION_URL=$url

git init -q deployed && cd deployed
mkdir -p db/migrations && git commit -q --allow-empty -m base && git switch -qc feature
for i in $(seq 101 150); do
    printf 'CREATE TABLE t%s (id bigint PRIMARY KEY, name text NOT NULL);\nCREATE INDEX i%s ON t%s (name);\n' "$i" "$i" "$i" \
        >"db/migrations/${i}_t$i.sql"
done
git add -A && git commit -qm migrations
anew="'$PSQL' -qX '$url' -c 'SET client_min_messages = error; DROP SCHEMA IF EXISTS treeguard CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public'"
"$PAIRS" "deploy of 50 files / psql -1 -f" $((RUNS / 6 + 2)) 1.3 0 0 0 \
    -- sh -c "$anew && '$BUILT/treeguard' deploy --yes --quiet" \
    -- sh -c "$anew && for f in db/migrations/*.sql; do '$PSQL' -qX -1 -v ON_ERROR_STOP=1 -f \$f '$url' || exit 1; done" || status=$?

# The longest of many writes, in milliseconds, while something else runs.
longest() {
    { echo '\timing on'; yes 'INSERT INTO busy (name) VALUES (1);' | head -n 20000; } |
        timeout "$1" "$PSQL" -qX "$url" 2>/dev/null | sed -n 's/^Time: \([0-9.]*\).*/\1/p' | sort -n | tail -1 || true
}
fresh() {
    "$PSQL" -qX "$url" -c "SET client_min_messages = error; DROP SCHEMA IF EXISTS treeguard CASCADE; DROP TABLE IF EXISTS busy;
        CREATE TABLE busy (id bigserial, name text); INSERT INTO busy (name) SELECT repeat(n::text, 20) FROM generate_series(1, 400000) n"
}
migration() { git switch -q main && git switch -qC wait && mkdir -p db/migrations && echo "$1" >db/migrations/900_w.sql && git add -A && git commit -qm w; }
measured() {
    longest 8 >../longest &
    local writer=$!
    sleep 0.5
    eval "$1" >/dev/null 2>&1 || true
    wait "$writer"
    printf '%-44s %8.0f ms\n' "$2" "$(cat ../longest)"
}
git config -f .treeguard deploy.lockTimeout 500ms && git config -f .treeguard deploy.retries 20
git switch -q main && git add .treeguard && git commit -qm settings
fresh
measured "'$PSQL' -qX '$url' -c 'CREATE INDEX i ON busy (name)'" "a write during CREATE INDEX"
fresh && migration 'CREATE INDEX CONCURRENTLY i ON busy (name);'
measured "'$BUILT/treeguard' deploy --yes" "a write during CREATE INDEX CONCURRENTLY"
reader="'$PSQL' -qX '$url' -c 'BEGIN' -c 'SELECT 1 FROM busy LIMIT 1' -c 'SELECT pg_sleep(5)' &"
fresh
measured "$reader sleep 0.5; '$PSQL' -qX '$url' -c 'ALTER TABLE busy ADD COLUMN more int'" "a write behind ALTER TABLE that waits"
without=$(cat ../longest)
fresh && migration 'ALTER TABLE busy ADD COLUMN more int;'
measured "$reader sleep 0.5; '$BUILT/treeguard' deploy --yes" "the same, with treeguard's lock timeout"
with=$(cat ../longest)
awk -v a="$with" -v b="$without" 'BEGIN { exit !(a * 2 < b) }' || { echo "OVER: half of what it is without"; status=1; }
exit "$status"
