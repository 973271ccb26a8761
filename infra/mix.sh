#!/usr/bin/env bash
# The mix at the end of the main job: four real sources, 28 small proxies, the blend with its intervals; then other evals, another blend, in
# seconds; then the first blend as a training set.
set -euo pipefail
cd "$(dirname "$0")/.."
curate=artifacts/bin/Curation.Cli/release/curate
say() { printf '\n== %s\n' "$*"; }

say "code, manuals and a dictionary beside the crawl"
infra/setup/mix-sources.sh artifacts/mix-sources
[[ -s artifacts/mix-sources/dictionary.jsonl ]] || { echo "left out: the mix needs packages that are not to be had here" >&2; exit 0; }
"$curate" run data-samples/mix/sources.json

say "curate mix --evals data-samples/mix/evals.json"
"$curate" mix --evals data-samples/mix/evals.json

say "curate mix --evals data-samples/mix/evals-code.json: programs count most"
start=$(date +%s%N)
"$curate" mix --evals data-samples/mix/evals-code.json
echo "another blend after $(((($(date +%s%N) - start) / 100000000)))e-1 seconds" | sed -E 's/([0-9]*)([0-9])e-1/\1.\2/; s/after \./after 0./'

say "curate blend: 4 million tokens of it, as Parquet and as tokens"
"$curate" blend --mixture out/mix/mixture.json --tokens 4M --output out/training-set --tokenizer o200k
