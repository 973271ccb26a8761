#!/usr/bin/env bash
# Ends this checkout's Slurm with all of its jobs; --wipe also deletes its state.
set -euo pipefail
. "$(dirname "$0")/../local-server.sh" slurm
export SLURM_CONF=$state/slurm.conf
if alive "$state/slurmctld.pid" slurmctld; then
  timeout 10 scancel --user="$(id -un)" 2>/dev/null || true
  idle() { [[ -z $(timeout 5 squeue -h) ]]; }
  wait_for 15 idle || true
fi
for file in "$state"/slurmd-*.pid; do [[ ! -e $file ]] || end "$file" slurmd; done
end "$state/slurmctld.pid" slurmctld
end "$state/munged.pid" munged
[[ ${1:-} != --wipe ]] || rm -rf "$state"
