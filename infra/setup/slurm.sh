#!/usr/bin/env bash
# A real Slurm: controller, node daemon, commands and munge.
exec "$(dirname "$0")/packages.sh" slurmctld slurmd slurm-client munge
