#!/usr/bin/env bash
# Installs Debian packages that are missing, without starting their services. usage: packages.sh PACKAGE…
set -euo pipefail
need=()
for package in "$@"; do dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || need+=("$package"); done
((${#need[@]})) || exit 0
((EUID == 0)) || { echo "needs as root: apt-get install ${need[*]}" >&2; exit 1; }
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod +x $policy
  trap 'rm -f $policy' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${need[@]}" >/dev/null ||
  { echo "not to be had: ${need[*]}" >&2; exit 1; }
