#!/usr/bin/env bash
# The main job on real input: documentation pages from Debian packages become a crawl, the crawl becomes shards and a report.
set -euo pipefail
cd "$(dirname "$0")/.."
curate=artifacts/bin/Curation.Cli/release/curate
say() { printf '\n== %s\n' "$*"; }

say "models and pages"
infra/setup/models.sh lid.176.ftz
infra/setup/sample-docs.sh artifacts/sample-docs
infra/setup/sample-pdfs.sh artifacts/sample-pdfs
folders=(artifacts/sample-docs/*/)
[[ -d ${folders[0]} ]] || folders=(data-samples/pages/*/)

say "a crawl of them, with planted near-duplicates and broken records"
[[ -s out/sample-crawl/truth.json ]] || "$curate" sample pack "${folders[@]}" --output out/sample-crawl

mkdir -p out/sample-pdfs
cp -u data-samples/pdf/*.pdf out/sample-pdfs
for package in artifacts/sample-pdfs/*/; do
  if [[ -d $package ]]; then cp -ru "$package" out/sample-pdfs; fi
done

say "curate run data-samples/runs/sample.json"
"$curate" run data-samples/runs/sample.json

say "what was planted, and what was caught"
"$curate" sample score out/sample-crawl/truth.json out/sample
