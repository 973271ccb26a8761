#!/usr/bin/env bash
# Starts a real Slurm on 127.0.0.1 for this checkout: controller, four virtual nodes, munge; no systemd, no database. Does nothing if it runs.
# Prints the file to source: SLURM_CONF.
set -euo pipefail
"$(dirname "$0")/../setup/slurm.sh"
. "$(dirname "$0")/../local-server.sh" slurm
nodes=4
export SLURM_CONF=$state/slurm.conf
ready() { [[ $(timeout 5 sinfo -h -N -p main -o %T | grep -cE '^(idle|mixed|allocated|completing)$') -ge $nodes ]]; }
if alive "$state/slurmctld.pid" slurmctld && ready; then echo "$state/env"; exit 0; fi
for node in $(seq $nodes); do end "$state/slurmd-n$node.pid" slurmd; done
end "$state/slurmctld.pid" slurmctld
end "$state/munged.pid" munged
free "$port" || { echo "port $port is taken by another program; end it, or move with CURATE_SERVERS" >&2; exit 1; }

mkdir -p "$state"/{munge,log,state,spool}
chmod 755 "$state"
# Munge wants a folder that nobody else writes, and reads its socket through it.
chmod 711 "$servers" "$servers/$slot" "$state/munge"
[[ -s $state/munge/key ]] || (umask 077; head -c 128 /dev/urandom >"$state/munge/key")
host=$(hostname -s)
sed -e "s#@STATE@#$state#g; s#@HOST@#$host#g; s#@USER@#$(id -un)#g; s#@CTLD@#$port#g; s#@SLURMD@#$((port + 1))#g" "$(dirname "$0")/slurm.conf" >"$state/slurm.conf"
for node in $(seq $nodes); do
  mkdir -p "$state/spool/n$node"
  echo "NodeName=n$node NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1 + node)) CPUs=2 RealMemory=4000 State=UNKNOWN" >>"$state/slurm.conf"
done
cat >>"$state/slurm.conf" <<'CONF'
PartitionName=main Nodes=ALL Default=YES LLN=YES MaxTime=INFINITE State=UP PriorityTier=10
PartitionName=spot Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE
CONF
munged --key-file="$state/munge/key" --socket="$state/munge/socket" --pid-file="$state/munged.pid" \
  --log-file="$state/log/munged.log" --seed-file="$state/munge/seed" 9>&-
slurmctld -c 9>&-
for node in $(seq $nodes); do slurmd -N "n$node" 9>&-; done
wait_for 60 ready || { echo "the nodes did not come up; see $state/log" >&2; tail -n 20 "$state"/log/slurm*.log >&2; exit 1; }
echo "export SLURM_CONF=$state/slurm.conf" >"$state/env"
echo "$state/env"
