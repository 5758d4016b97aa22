#!/bin/sh
# Dobbeltklik på macOS. På Linux: sh "Start Inspiratorium.command" i en terminal, eller python3 run.py.
# Double-click on macOS. On Linux: sh "Start Inspiratorium.command" in a terminal, or python3 run.py.
cd "$(dirname "$0")" || exit 1

new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=""
for each in python3.14 python3.13 python3.12 python3.11 \
  /Library/Frameworks/Python.framework/Versions/Current/bin/python3 \
  /opt/homebrew/bin/python3 /usr/local/bin/python3 python3; do
  # Without Apple's developer tools, its own python3 only asks to install them.
  if [ "$(command -v "$each")" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ] && ! xcode-select -p >/dev/null 2>&1; then
    continue
  fi
  if new_enough "$each"; then
    python=$each
    break
  fi
done

if [ -z "$python" ]; then
  echo "Inspiratorium bruger Python 3.11 eller nyere, og den er her ikke."
  echo "Hent den på https://www.python.org/downloads/, installer den, og dobbeltklik igen."
  echo "(Inspiratorium needs Python 3.11 or newer. Get it there, install it, and double-click again.)"
  status=1
else
  "$python" run.py "$@"
  status=$?
fi

if [ "$status" -ne 0 ] && [ -t 0 ]; then
  printf '\nTryk på Enter for at lukke. '
  read -r _
fi
exit "$status"
