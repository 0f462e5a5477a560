#!/usr/bin/env bash
# Installs the Debian packages that are missing: what the daemon needs, with `--test` also what the
# tests against other people's programs need, or with `--fuzz` what fuzzing needs.
set -euo pipefail

# A program and the package that brings it.
wanted=(espeak-ng:espeak-ng)
# libopus is in C and is built with these.
building=(cmake:cmake make:make)
case ${1:-} in
    --test)
        wanted+=(sipp:sip-tester baresip:baresip-core kamailio:kamailio curl:curl python3:python3)
        wanted+=(tshark:tshark pebble:pebble linphonec:linphone-cli)
        wanted+=(fish:fish zsh:zsh)
        ;;
    # libFuzzer is written in C++.
    --fuzz) wanted=(c++:g++) ;;
esac
wanted+=("${building[@]}")

missing=()
for pair in "${wanted[@]}"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
# Kamailio speaks TLS by a module that is a package of its own.
if [[ ${1:-} == --test ]] && ! compgen -G '/usr/lib/*/kamailio/modules/tls.so' >/dev/null; then
    missing+=(kamailio-tls-modules)
fi
# Rust links its programs with the C compiler's help.
command -v cc >/dev/null || missing+=(gcc libc6-dev)
[[ ${#missing[@]} -gt 0 ]] || exit 0

echo "installing ${missing[*]}" >&2
command -v apt-get >/dev/null || {
    echo "there is no apt-get here: install ${missing[*]} by hand and try again" >&2
    exit 1
}
as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || {
        echo "run this as root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
quiet=(-qq -o=Dpkg::Use-Pty=0)
# The lists of a fresh machine are empty or old.
"${as_root[@]}" apt-get update "${quiet[@]}" >/dev/null || true
"${as_root[@]}" apt-get install "${quiet[@]}" -y --no-install-recommends "${missing[@]}" >/dev/null || {
    echo "apt-get could not install ${missing[*]}; install them by hand and try again" >&2
    exit 1
}
