#!/usr/bin/env bash
# moved.sh FILE.xlsx…: one amount of the sheet Data is changed and LibreOffice recalculates: exactly the cells that depend on
# it have moved, by exactly as much. Exit 1 where they have not.
set -uo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"
[ $# -gt 0 ] || { echo "moved.sh: no files" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
office_profile "$work"
bad=0
at=0
for file in "$@"; do
  at=$((at + 1))
  echo "$file"
  "$PYTHON" "$here/moved.py" change "$file" "$work/$at-before.xlsx" "$work/$at-after.xlsx" || { bad=1; continue; }
  convert xlsx "$work/recalculated" "$work/$at-before.xlsx" "$work/$at-after.xlsx"
  "$PYTHON" "$here/moved.py" compare "$work/$at-before.xlsx" "$work/recalculated/$at-before.xlsx" \
    "$work/recalculated/$at-after.xlsx" || bad=1
done
exit $bad
