#!/usr/bin/env bash
# Measures what scheduling costs on the local Slurm's four virtual nodes: jobs that do nothing, one by one, and a run of small tasks with one task a job,
# many tasks a job, and without Slurm.
# usage: infra/slurm/overhead.sh [TASKS [CURATE]]
set -euo pipefail
cd "$(dirname "$0")/../.."
tasks=${1:-64} curate=$PWD/${2:-artifacts/publish/curate/curate}
# shellcheck source=/dev/null
source "$(infra/slurm/up.sh)"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/in"
for ((i = 0; i < tasks; i++)); do printf '{"id":"%d","text":"%s"}\n' "$i" "$(printf 'word%.0s ' {1..200})" >"$folder/in/$(printf %04d "$i").jsonl"; done

# seconds COMMAND…: how long it takes.
seconds() {
  local begin=$EPOCHREALTIME
  "$@" >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  awk -v b="$begin" -v e="$EPOCHREALTIME" 'BEGIN { printf "%.2f", e - b }'
}

# run_file NAME CLUSTER: a run of so many tasks into a folder of its own.
run_file() {
  printf '{ "name": "overhead", "input": { "reader": "jsonl", "paths": ["%s/in/*.jsonl"] }, "tasks": { "bytes": 900 }, "cluster": { "pollSeconds": 1, "graceSeconds": 0, "cpus": 1%s }, "output": { "directory": "%s/%s" } }' \
    "$folder" "$2" "$folder" "$1" >"$folder/$1.json"
  echo "$folder/$1.json"
}

printf '#!/bin/sh\n#SBATCH --output=/dev/null\n#SBATCH --wait\n#SBATCH --array=0-%d\n' $((tasks - 1)) >"$folder/nothing.sbatch"
nothing=$(seconds sbatch "$folder/nothing.sbatch")
single=$(seconds "$curate" submit "$(run_file single ', "tasksPerJob": 1')" --engine slurm)
grouped=$(seconds "$curate" submit "$(run_file grouped ", \"tasksPerJob\": $((tasks / 8))")" --engine slurm)
here=$(seconds "$curate" run "$(run_file here '')" --workers 8)
awk -v n="$tasks" -v a="$nothing" -v b="$single" -v c="$grouped" -v d="$here" 'BEGIN {
  printf "%d jobs that do nothing: %.2f s, %.0f ms a job\n", n, a, 1000 * a / n
  printf "a run of %d small tasks, one a job: %.2f s; %d a job: %.2f s; without Slurm: %.2f s\n", n, b, n / 8, c, d
  printf "the first two differ from the last by %.0f and %.0f ms a task\n", 1000 * (b - d) / n, 1000 * (c - d) / n }'
