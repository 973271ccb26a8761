#!/usr/bin/env bash
# Submits the run of the newest crawl; a run that is done already ends at once, so that a schedule may call this as often as it likes.
# usage: new-crawl.sh RUN.json ENGINE [--set name=value]…   RUN.json declares the parameter "crawl". CRAWL names another crawl than the newest.
set -euo pipefail
run=$1 engine=$2
shift 2
newest() { curl -fsS --retry 5 "${CRAWLS:-https://index.commoncrawl.org/collinfo.json}" | grep -oE 'CC-MAIN-[0-9]{4}-[0-9]{2}' | sort -u | tail -n 1; }
crawl=${CRAWL:-$(newest)}
[[ -n $crawl ]] || { echo "no crawl is listed at ${CRAWLS:-https://index.commoncrawl.org/collinfo.json}; name one with CRAWL=…" >&2; exit 2; }
exec curate submit "$run" --engine "$engine" --set "crawl=$crawl" "$@"
