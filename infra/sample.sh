#!/usr/bin/env bash
# The main job on real input: documentation pages from Debian packages become a crawl, pages of manuals become scans, and these with the manuals
# become shards and a report; then a small archive of questions and answers.
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

run=data-samples/runs/sample.json
if command -v pdftoppm >/dev/null && ldconfig -p | grep -q 'libtesseract\.so\.5'; then
  say "scans: pages of manuals as pictures"
  scan() { [[ ! -s $1 || -s $2 ]] || "$curate" sample scan "$1" --output "$2" --first "$3" --pages "$4"; }
  scan data-samples/pdf/shard.pdf out/sample-pdfs/scans/shard.pdf 1 2
  scan artifacts/sample-pdfs/bzip2-doc/manual.pdf out/sample-pdfs/scans/bzip2.pdf 5 12
  scan artifacts/sample-pdfs/systemtap-doc/tutorial.pdf out/sample-pdfs/scans/systemtap.pdf 3 10
else
  echo "Tesseract or poppler is not here: scanned pages are not read" >&2
  grep -v '"stage": "ocr"' "$run" > out/sample-without-ocr.json
  run=out/sample-without-ocr.json
fi

say "curate run $run"
"$curate" run "$run"

say "what was planted, and what was caught"
"$curate" sample score out/sample-crawl/truth.json out/sample

say "curate run data-samples/runs/questions.json: questions with their answers"
"$curate" run data-samples/runs/questions.json
