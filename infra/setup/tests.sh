#!/usr/bin/env bash
# What the tests compare with or need beside the program: Debian's fasttext command, npm for pinned models.
set -euo pipefail
need=()
command -v fasttext >/dev/null || need+=(fasttext)
command -v npm >/dev/null || need+=(npm)
if ((${#need[@]})); then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null || echo "not to be had: ${need[*]}; tests that need them are skipped" >&2
fi
"$(dirname "$0")/../../artifacts/bin/Curation.Cli/release/curate" models pull lid.176.ftz || echo "lid.176.ftz is not to be had; tests that need it are skipped" >&2
