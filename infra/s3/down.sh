#!/usr/bin/env bash
# Ends this checkout's S3 server; --wipe also deletes what it stores.
set -euo pipefail
. "$(dirname "$0")/../local-server.sh" s3
for name in rgw osd mon; do end "$state/$name.pid" radosgw ceph-osd ceph-mon; done
[[ ${1:-} != --wipe ]] || rm -rf "$state"
