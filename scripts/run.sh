#!/usr/bin/env bash
# A daemon in the foreground with the example in it, until Ctrl-C. HOST is this machine's address for
# phones (127.0.0.1), DATA the directory of what must survive (target/run).
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/daemon.sh
source scripts/daemon.sh

scripts/install-deps.sh
build

host=${HOST:-127.0.0.1}
data=$(realpath -m "${DATA:-target/run}")
mkdir -p "$data"
password=$data/phone-2001.password
if [[ ! -s $password ]]; then
    (umask 077 && od -An -N12 -tx1 /dev/urandom | tr -d ' \n' >"$password")
fi
PHONE_2001=$(<"$password")
export PHONE_2001

start_daemon "$data" --sip "$host:${SIP_PORT:-5060}" --rtp "$host:16384-32767" \
    --http "127.0.0.1:${HTTP_PORT:-8080}"
# Told to stop, it lets the calls that are up finish; told twice, it ends at once. Ctrl-C reaches it
# by itself.
trap : INT
trap 'kill "$daemon" 2>/dev/null' TERM EXIT

# What somebody applied since the first start stays.
if [[ ! -e $data/applied ]]; then
    "$ccctl" apply examples/first-call --yes
    touch "$data/applied"
fi

cat <<END

The center is up. Ctrl-C ends it; what it keeps is in $data.

  Your phone      SIP over UDP, server $sip
                  user 2001, password $PHONE_2001
                  While it is registered, the agent amy is idle and gets the calls.
  A caller        $ccctl softphone --server $sip --user 13800001234 \\
                      dial 02160001000 --keys 1@5s --tone 600 --limit 5m
                  Calls are taken from 127.0.0.0/8: \`allow\` in examples/first-call/center.yaml says so.
  Watch           $ccctl --daemon $CCCTL_DAEMON logs -f
  Change          edit examples/first-call, then, with PHONE_2001 in the environment:
                  $ccctl --daemon $CCCTL_DAEMON apply examples/first-call
  HTTP            http://$http/healthz
  Log             $data/ccd.log

END
status=0
while kill -0 "$daemon" 2>/dev/null; do
    # A signal ends the waiting, not the daemon.
    status=0
    wait "$daemon" || status=$?
done
trap - EXIT
[[ $status -eq 0 ]] && echo "the center is down"
exit "$status"
