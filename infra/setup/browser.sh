#!/usr/bin/env bash
# Debian's Chromium, for the test that opens a report in a browser; skipped where it is not to be had.
set -euo pipefail
[[ -x /usr/bin/chromium ]] && exit 0
command -v apt-get >/dev/null || exit 0
(apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core) >/dev/null ||
  echo "chromium is not to be had; the test that opens a report in a browser is skipped" >&2
