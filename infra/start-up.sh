#!/usr/bin/env bash
# Measures the start of `curate work`: seconds from its process's begin to the first byte that the task reads of its input, and processor seconds of the whole.
# The file system tells when a file was first read (its access time), so that nothing is added to what is measured.
# usage: infra/start-up.sh [CURATE [ATTEMPTS]]
set -euo pipefail
cd "$(dirname "$0")/.."
curate=${1:-artifacts/publish/curate/curate} attempts=${2:-9}
folder=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/in"
for i in {1..200}; do printf '{"id":"%d","text":"%s"}\n' "$i" "a line of a document that is long enough to be read"; done >"$folder/in/0.jsonl"
printf '{ "name": "start", "input": { "reader": "jsonl", "paths": ["%s/in/*.jsonl"] }, "output": { "directory": "%s/out" } }' "$folder" "$folder" >"$folder/run.json"
# The listing as it is frozen for a cluster's jobs: a submission lists the inputs, and ends here at an sbatch that fails; jobs list nothing.
mkdir "$folder/bin"
printf '#!/bin/sh\n' | tee "$folder/bin/scontrol" >"$folder/bin/squeue"
printf '#!/bin/sh\nexit 1\n' >"$folder/bin/sbatch"
chmod +x "$folder"/bin/*
PATH=$folder/bin:$PATH "$curate" submit "$folder/run.json" --engine slurm >/dev/null 2>&1 || true
inputs=("$folder"/out/inputs/*.json)
[[ -e ${inputs[0]} ]] || { echo "$curate submit froze no listing" >&2; exit 1; }
results=()
for ((i = 0; i < attempts; i++)); do
  rm -rf "$folder/out/steps"
  # Read since it was written: relatime renews the access time only then.
  sleep 0.02; touch "$folder/in/0.jsonl"
  begin=$(date +%s.%N)
  TIMEFORMAT='%U %S'
  { time "$curate" work "$folder/run.json" --step 00-read --tasks 0 --inputs "${inputs[0]}" --scratch "$folder/scratch" 2>/dev/null; } 2>"$folder/time"
  read=$(stat -c %.9X "$folder/in/0.jsonl")
  results+=("$(awk -v b="$begin" -v r="$read" '{ printf "%.3f %.3f", r - b, $1 + $2 }' "$folder/time")")
done
printf '%s\n' "${results[@]}" | sort -n | awk '{ r[NR] = $1; c += $2 } END { printf "to the first byte: median %.3f s, least %.3f s, most %.3f s of %d; processor %.3f s in all\n", r[int((NR + 1) / 2)], r[1], r[NR], NR, c / NR }'
