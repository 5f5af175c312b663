#!/usr/bin/env bash
# xlsx.sh [--pictures DIR] FILE.xlsx…: every workbook is sound in structure, conforms to Open XML, opens in LibreOffice,
# shows after a full recalculation the same value in every formula cell as the file had cached, and prints without an
# empty page. All faults of all files are told; exit 1 where there is one.
set -uo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"
pictures=
if [ "${1:-}" = --pictures ]; then
  pictures=$2
  shift 2
fi
[ $# -gt 0 ] || { echo "xlsx.sh: no files" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() {
  echo "  FAIL $1"
  bad=1
}

# Under short names of their own: two folders may have files of one name.
files=()
count=0
for file in "$@"; do
  count=$((count + 1))
  copy=$work/$(printf '%03d' "$count").xlsx
  cp "$file" "$copy" || exit 1
  files+=("$copy")
done
office_profile "$work"
convert xlsx "$work/recalculated" "${files[@]}"
convert pdf "$work/printed" "${files[@]}"

at=0
for file in "$@"; do
  copy=${files[$at]}
  at=$((at + 1))
  stem=$(basename "$copy" .xlsx)
  echo "$file"
  "$PYTHON" "$here/xlsx_structure.py" "$copy" || fail "structure"
  "$VALIDATOR" "$copy" --officeVersion Microsoft365 >"$work/validator.json" 2>&1 || {
    cat "$work/validator.json"
    fail "does not conform to Open XML"
  }
  if [ -s "$work/recalculated/$stem.xlsx" ]; then
    "$PYTHON" "$here/xlsx_recalculated.py" "$copy" "$work/recalculated/$stem.xlsx" || fail "formulas"
  else
    cat "$work/office.log"
    fail "LibreOffice did not open it"
  fi
  if [ -s "$work/printed/$stem.pdf" ]; then
    "$here/pages.sh" "$work/printed/$stem.pdf" ${pictures:+"$pictures/$(basename "$file" .xlsx)"} || fail "printed pages"
  else
    fail "LibreOffice did not print it"
  fi
done
exit $bad
