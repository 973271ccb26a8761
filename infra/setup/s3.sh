#!/usr/bin/env bash
# A real S3 server: Ceph's object gateway with one monitor and one object store.
exec "$(dirname "$0")/packages.sh" ceph-mon ceph-osd radosgw
