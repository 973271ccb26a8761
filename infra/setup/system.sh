#!/usr/bin/env bash
# Debian packages that every use needs; each kind of work has a set-up script of its own beside this one.
set -euo pipefail
need=()
command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: install it first (global.json names the version)." >&2; exit 1; }
dpkg -s libicu72 >/dev/null 2>&1 || dpkg -s libicu76 >/dev/null 2>&1 || dpkg -s libicu74 >/dev/null 2>&1 || need+=(libicu-dev)
if ((${#need[@]})); then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${need[@]}"
fi
