#!/usr/bin/env bash
# Takes the steps of infra/Dockerfile into a folder, and runs what comes of them, where there is no container engine. As root.
# usage: infra/image.sh build FOLDER           the root folder of the image
#        infra/image.sh run FOLDER DATA ARG…   its entry point as its user, DATA mounted at /data; IMAGE_COMMAND=… in place of the entry point
set -euo pipefail
cd "$(dirname "$0")/.."
((EUID == 0)) || { echo "infra/image.sh needs to be root, to change the root folder" >&2; exit 2; }
[[ $# -ge 2 && $1 =~ ^(build|run)$ ]] || { sed -n 2,4p "$0" >&2; exit 2; }
verb=$1 folder=$2
shift 2

# instruction NAME: what stands behind it in the Dockerfile, a line each.
instruction() { sed -n "s/^$1 //p" infra/Dockerfile; }

# in_folder COMMAND…: in a mount namespace of its own, with /proc, /dev and this machine's name servers.
in_folder() {
  unshare --mount bash -c 'set -e; root=$1 data=$2; shift 2
    mount -t proc proc "$root/proc"; mount --rbind /dev "$root/dev"; mount -t tmpfs tmpfs "$root/tmp"
    if [[ -n $data ]]; then mount --bind "$data" "$root/data"; fi
    exec chroot "$@"' in-folder "$folder" "${data:-}" "$@"
}

# allowed PATH: whether .dockerignore lets the engine see it.
allowed() { sed -n 's/^!//p' .dockerignore | grep -qxF "$1"; }

copy() {
  local target=$folder${*: -1} source
  mkdir -p "$target"
  for source in "${@:1:$#-1}"; do
    allowed "$source" || { echo "COPY $source: .dockerignore hides it from the engine" >&2; exit 1; }
    [[ -e $source ]] || { echo "COPY $source: not there; run make publish first" >&2; exit 1; }
    if [[ -d $source ]]; then cp -a --no-preserve=ownership "$source/." "$target"; else cp -a --no-preserve=ownership "$source" "$target"; fi
  done
}

build() {
  local name rest release
  while read -r name rest; do
    case $name in
      '' | '#'*) ;;
      FROM)
        release=${rest#debian:} release=${release%-slim}
        # What the -slim images leave out, too.
        mmdebstrap --quiet --variant=minbase --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
          "$release" "$folder"
        mkdir -p "$folder/data"
        ;;
      RUN)
        cp /etc/resolv.conf "$folder/etc/resolv.conf"
        in_folder "$folder" /bin/sh -c "$rest"
        ;;
      COPY) read -ra words <<<"$rest"; copy "${words[@]}" ;;
      ENV | USER | ENTRYPOINT) ;;
      *) echo "infra/Dockerfile: $name is not known to infra/image.sh" >&2; exit 1 ;;
    esac
  done <infra/Dockerfile
  du -sh --exclude=./proc "$folder" | sed 's/\t.*/ in all/'
}

run() {
  local data=$1 entry words
  shift
  entry=${IMAGE_COMMAND:-$(instruction ENTRYPOINT | tr -d '[]"' | tr ',' ' ')}
  read -ra words <<<"$(instruction ENV | tr '\n' ' ')"
  in_folder --userspec="$(instruction USER)" "$folder" /usr/bin/env -i HOME=/tmp "${words[@]}" "$entry" "$@"
}

"$verb" "$@"
