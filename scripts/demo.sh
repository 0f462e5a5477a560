#!/usr/bin/env bash
# The first call, from nothing to its record: a daemon of its own on loopback, the example, an agent's
# phone, a caller, everything over real UDP. Nothing of it is left running.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/daemon.sh
source scripts/daemon.sh

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[[ -t 1 && -z ${NO_COLOR:-} ]] || title() { printf '\n%s\n' "$*"; }

title "1. Installing what is missing and building (the first time takes minutes)"
scripts/install-deps.sh
build

folder=$(mktemp -d "${TMPDIR:-/tmp}/first-call.XXXXXX")
running=()
# The last one first: phones hang up before the daemon ends.
stop() {
    local n
    for ((n = ${#running[@]} - 1; n >= 0; n--)); do
        kill "${running[n]}" 2>/dev/null || continue
        wait "${running[n]}" 2>/dev/null || true
    done
    running=()
}
trap stop EXIT
fail() {
    echo "the demo failed: $*" >&2
    grep -h -e '"WARN"' -e '"ERROR"' "$folder/ccd.log" 2>/dev/null | tail -n 3 >&2 || true
    echo "everything it wrote is in $folder" >&2
    exit 1
}

title "2. Starting the daemon"
start_daemon "$folder" --sip 127.0.0.1:0 --rtp 127.0.0.1:24000-24999 --http 127.0.0.1:0 \
    --drain 5
running+=("$daemon")
echo "ccd takes SIP on $sip (UDP) and HTTP on $http"

title "3. Applying the example"
PHONE_2001=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
export PHONE_2001
echo '$ ccctl apply examples/first-call --yes'
"$ccctl" apply examples/first-call --yes

title "4. Amy's phone registers as 2001"
"$ccctl" softphone --user 2001 --password-env PHONE_2001 --tone 440 --limit 55s \
    register --answer-after 3s --calls 1 2>"$folder/amy.log" &
amy=$!
running+=("$amy")
for ((tries = 0; tries < 100; tries++)); do
    ! grep -q '^registered' "$folder/amy.log" || break
    kill -0 "$amy" 2>/dev/null || break
    sleep 0.1
done
grep '^registered' "$folder/amy.log" || fail "$(cat "$folder/amy.log")"
# A list shows what is on the disk, which is a moment later.
for ((tries = 0; tries < 50; tries++)); do
    "$ccctl" get agents >"$folder/agents.txt"
    ! grep -q ' idle ' "$folder/agents.txt" || break
    sleep 0.1
done
cat "$folder/agents.txt"

title "5. 13800001234 dials 02160001000; the log as it happens:"
echo '$ ccctl logs -f'
# A terminal shows a call as a line that changes; elsewhere it is shown when the call is over.
"$ccctl" logs -f -o table &
logs=$!
running+=("$logs")
called=0
"$ccctl" softphone --user 13800001234 --tone 600 --record "$folder/heard-by-the-caller.wav" \
    --limit 50s dial 02160001000 --keys 1@5s --hang-up-after 18s </dev/null \
    2>"$folder/caller.log" || called=$?
wait "$amy" || called=$?
sleep 1
kill "$logs" 2>/dev/null || true
wait "$logs" 2>/dev/null || true
[[ $called -eq 0 ]] || fail "a phone ended with $called
$(sed 's/^/  caller │ /' "$folder/caller.log")
$(sed 's/^/  amy    │ /' "$folder/amy.log")"

echo
sed 's/^/  caller │ /' "$folder/caller.log"
echo
sed 's/^/  amy    │ /' "$folder/amy.log"

title "6. The record"
echo '$ ccctl get records'
"$ccctl" get records | tee "$folder/records.txt"
"$ccctl" get records -o json >"$folder/records.json"
recording=$(field file "$folder/records.json")
[[ -n $recording && -s $folder/$recording ]] || fail "the call has no recording"
grep -q ' 1 ok ' "$folder/records.txt" || fail "the record does not say 1 ok"

cat <<END

The recording, the caller on the left and amy on the right:
  $folder/$recording
What the caller heard, with the prompts and the music:
  $folder/heard-by-the-caller.wav
The whole record: $folder/records.json, the daemon's log: $folder/ccd.log

To go on with your own phone:
  make run                        leaves the daemon up and says how to register
  make run HOST=192.168.1.10      the same for phones on your network, with this machine's address
The center is in examples/first-call: change it, then \`ccctl plan\` and \`ccctl apply\`.
END
