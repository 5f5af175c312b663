#!/usr/bin/env bash
# pdf.sh [--pictures DIR] FILE.pdf…: PDF/UA-1 and PDF/A-2a (3a with files attached) by page-validation, syntax by qpdf, every font embedded as a
# subset with Unicode maps, Swedish as language, a title, tagged, a structure tree, text that comes out whole, pages that
# render. All faults of all files are told; exit 1 where there is one.
set -uo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"
pictures=
if [ "${1:-}" = --pictures ]; then
  pictures=$2
  shift 2
fi
[ $# -gt 0 ] || { echo "pdf.sh: no files" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() {
  echo "  FAIL $1"
  bad=1
}

for file in "$@"; do
  echo "$file"
  "$PYTHON" "$here/pdf_profiles.py" "$file" || fail "profiles"
  qpdf --check "$file" >"$work/qpdf" 2>&1 || {
    sed 's/^/  /' "$work/qpdf"
    fail "qpdf --check"
  }
  pdffonts "$file" >"$work/fonts" 2>&1
  awk 'NR > 2 { rows++; if (!/yes +yes +yes/) bad = 1 } END { exit bad || !rows }' "$work/fonts" ||
    fail "a font is not embedded, subset and mapped to Unicode"
  qpdf --json --json-key=qpdf "$file" >"$work/json" 2>/dev/null
  grep -q '"/Lang": "u:sv-SE"' "$work/json" || fail "the language is not sv-SE"
  pdfinfo "$file" >"$work/info" 2>&1
  grep -q '^Tagged: *yes' "$work/info" || fail "not tagged"
  grep -q '^Title: *[^ ]' "$work/info" || fail "no title"
  grep -q '^Page size: .*(A4)' "$work/info" || fail "not A4"
  pdfinfo -struct "$file" >"$work/struct" 2>/dev/null
  grep -q 'Table' "$work/struct" || fail "no table in the structure tree"
  pdftotext "$file" "$work/text" 2>/dev/null
  [ "$(wc -w <"$work/text" 2>/dev/null || echo 0)" -gt 50 ] || fail "hardly any text"
  ! grep -q $'\xef\xbf\xbd' "$work/text" || fail "replacement characters in the text"
  "$here/pages.sh" "$file" ${pictures:+"$pictures/$(basename "$file" .pdf)"} || fail "pages"
done
exit $bad
