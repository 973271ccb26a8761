# Sourced by the scripts of local servers: a slot of ports and a state folder that belong to this checkout alone.
# usage: . infra/local-server.sh NAME; sets checkout, state (a short path: sockets lie in it) and port (the first of 64).
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
servers=${CURATE_SERVERS:-/tmp/curate-servers-$(id -u)}
mkdir -p -m 700 "$servers"
slot=$(($(printf %s "$checkout" | cksum | cut -d' ' -f1) % 128))
# The first free slot from the hash on; a claim is one file created only if absent, and stays until the servers are wiped.
for ((tries = 0; tries < 128; tries++, slot = (slot + 1) % 128)); do
  (set -o noclobber; printf %s "$checkout" >"$servers/$slot.owner") 2>/dev/null || true
  [[ $(cat "$servers/$slot.owner") == "$checkout" ]] && break
done
((tries < 128)) || { echo "all 128 slots of local servers are taken: remove those of deleted checkouts from $servers" >&2; exit 1; }
state=$servers/$slot/$1
case $1 in
  s3) port=$((18000 + slot * 128)) ;;
  *) port=$((18064 + slot * 128)) ;;
esac
mkdir -p "$servers/$slot"
# One at a time starts or ends servers of this checkout; what is started must not hold the lock (9>&-).
exec 9>"$servers/$slot/$1.lock"
flock -w 300 9 || { echo "another process holds $servers/$slot/$1.lock for five minutes" >&2; exit 1; }

# alive FILE NAME…: whether the process of a pid file lives and is one of these programs.
alive() {
  local pid comm
  [[ -s $1 ]] && pid=$(cat "$1") && comm=$(cat "/proc/$pid/comm" 2>/dev/null) && shift && [[ " $* " == *" $comm "* ]]
}

# end FILE NAME…: ends the process of a pid file, if it is one of these programs, and waits for it.
end() {
  local file=$1 pid
  if alive "$@"; then
    pid=$(cat "$file")
    kill "$pid" 2>/dev/null || true
    for ((i = 0; i < 100; i++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$file"
}

# wait_for SECONDS COMMAND…: until the command succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do ((SECONDS < end)) || return 1; sleep 0.1; done
}

# free PORT: whether nobody listens there.
free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
