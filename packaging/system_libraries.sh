#!/bin/sh
# Installs what the system must bring (system_packages.txt), by apt where that is there and permitted;
# otherwise says exactly what to install. Usage: system_libraries.sh run|test
set -u
need=$1
here=$(dirname "$0")
[ "$(uname -s)" = Linux ] || exit 0

present() { # a shared library, a command, or (for "-") the package itself
  case $1 in
    -) ! command -v dpkg >/dev/null || dpkg -s "$2" >/dev/null 2>&1 ;;
    *.so.*) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "$1" ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing=""
while read -r for_what package probe; do
  case $for_what in
    run) ;;
    test) [ "$need" = test ] || continue ;;
    *) continue ;;
  esac
  present "$probe" "$package" || missing="$missing $package"
done < "$here/system_packages.txt"

[ -x "$(command -v python3)" ] && ! python3 -c 'import ensurepip, venv' 2>/dev/null && missing="$missing python3-venv"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null; then
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then as_root="sudo"; else as_root="no"; fi
  fi
  if [ "$as_root" != no ]; then
    echo "Installing system libraries:$missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # word splitting is wanted
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $missing && exit 0
  fi
  echo "Courtside needs these system libraries. Install them with:" >&2
  echo "  sudo apt-get install$missing" >&2
else
  echo "Courtside needs these system libraries (Debian's names; your system has its own):$missing" >&2
fi
# What is missing may not be needed for this run (a replay needs no sound library): go on, having said so.
exit 0
