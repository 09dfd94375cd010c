#!/bin/sh
# Prints a Python that Courtside runs on (3.11 to 3.13), or says what to install.
for python in "${PYTHON:-python3}" python3.12 python3.13 python3.11 python3; do
  if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    echo "$python"
    exit 0
  fi
done
echo "Courtside needs Python 3.11, 3.12 or 3.13. Install one and run make again, or name it: make PYTHON=python3.12" >&2
exit 1
