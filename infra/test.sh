#!/usr/bin/env bash
# Runs a tier of the tests: fast, cluster or all. Closes with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
tier=${1:-fast}
case $tier in
  fast)    filter=(-trait- Tier=cluster -trait- Tier=all) ;;
  cluster) filter=(-trait Tier=cluster -trait- Tier=all) ;;
  all)     filter=() ;;
  *) echo "usage: infra/test.sh fast|cluster|all" >&2; exit 2 ;;
esac
log=$(mktemp)
trap 'rm -f "$log"' EXIT
artifacts/bin/Curation.Tests/release/Curation.Tests "${filter[@]}" -noColor -longRunning 120 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
count() { grep -Eo "$1: *[0-9]+" "$log" | tail -n 1 | grep -Eo '[0-9]+' || echo 0; }
total=$(count Total) failed=$(($(count Failed) + $(count Errors))) skipped=$(count Skipped)
((total > 0 || code != 0)) || { echo "no test ran" >&2; code=1; }
echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$code"
