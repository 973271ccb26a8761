#!/usr/bin/env bash
# Starts a real S3 server (Ceph radosgw) on 127.0.0.1 for this checkout; does nothing if it runs. Prints the file to source:
# AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
set -euo pipefail
"$(dirname "$0")/../setup/s3.sh"
. "$(dirname "$0")/../local-server.sh" s3
export CEPH_CONF=$state/ceph.conf CEPH_ARGS="-c $state/ceph.conf"
key=curatelocal secret=curatelocalsecret
if alive "$state/rgw.pid" radosgw && ! free "$port"; then echo "$state/env"; exit 0; fi
for name in rgw osd mon; do end "$state/$name.pid" radosgw ceph-osd ceph-mon; done
free "$port" || { echo "port $port is taken by another program; end it, or move with CURATE_SERVERS" >&2; exit 1; }

# A store that did not come up whole is made anew: it holds test data only.
[[ -e $state/complete ]] || rm -rf "$state"
if [[ ! -d $state ]]; then
  mkdir -p "$state"/{mon,osd,run,log}
  fsid=$(cat /proc/sys/kernel/random/uuid)
  sed -e "s#@STATE@#$state#g; s#@FSID@#$fsid#g; s#@PORT@#$port#g; s#@MON2@#$((port + 1))#g; s#@MON1@#$((port + 2))#g; s#@LOW@#$((port + 3))#g; s#@HIGH@#$((port + 60))#g" \
    "$(dirname "$0")/ceph.conf" >"$state/ceph.conf"
  ring=$state/keyring
  ceph-authtool -C "$ring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
  ceph-authtool "$ring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
  ceph-authtool "$ring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' >/dev/null
  ceph-authtool "$ring" --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx' >/dev/null
  monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:127.0.0.1:$((port + 1)),v1:127.0.0.1:$((port + 2))]" "$state/monmap" >/dev/null
  ceph-mon --mkfs -i a --monmap "$state/monmap" --keyring "$ring" 9>&-
fi
ceph-mon -i a --pid-file "$state/mon.pid" 9>&-
wait_for 30 timeout 5 ceph mon stat || { echo "the monitor did not come up; see $state/log" >&2; exit 1; }
if [[ ! -e $state/complete ]]; then
  id=$(cat /proc/sys/kernel/random/uuid)
  ceph osd new "$id" >/dev/null 2>&1
  ceph-osd -i 0 --mkfs --osd-uuid "$id" >/dev/null 2>&1 9>&-
fi
ceph-osd -i 0 --pid-file "$state/osd.pid" >/dev/null 2>&1 9>&-
wait_for 30 sh -c 'timeout 5 ceph osd stat | grep -q "1 up"' || { echo "the object store did not come up; see $state/log" >&2; exit 1; }
timeout 60 radosgw -n client.rgw --pid-file "$state/rgw.pid" 9>&-
answers() { ! free "$port"; }
wait_for 60 answers || { echo "the gateway did not come up; see $state/log" >&2; exit 1; }
if [[ ! -e $state/complete ]]; then
  radosgw-admin -n client.rgw user create --uid curate --display-name curate --access-key $key --secret-key $secret >/dev/null 2>"$state/log/admin.log"
fi
cat >"$state/env" <<ENV
export AWS_ENDPOINT_URL_S3=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
ENV
touch "$state/complete"
echo "$state/env"
