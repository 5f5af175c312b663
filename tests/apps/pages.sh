#!/usr/bin/env bash
# pages.sh FILE.pdf [FOLDER]: every page renders and has something on it; with a folder the pictures are kept there.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages=$(pdfinfo "$1" | awk '/^Pages:/ {print $2}')
[ "${pages:-0}" -gt 0 ] || { echo "  no pages in $1"; exit 1; }
pdftoppm -r 40 -gray "$1" "$work/page" 2>"$work/errors"
[ ! -s "$work/errors" ] || { sed 's/^/  /' "$work/errors"; exit 1; }
"$PYTHON" "$here/pages.py" "$pages" "$work"/page-*.pgm
if [ $# -gt 1 ]; then
  mkdir -p "$2"
  pdftoppm -r 80 -png "$1" "$2/sida"
fi
