#!/usr/bin/env bash
# resaved.sh PROGRAM FOLDER PERIOD: the answers of a period, opened and saved again by LibreOffice, openpyxl and exceljs,
# say the same: the papers are byte for byte those made from the answers as they came, and the workbooks differ in the
# hashes and sizes of what was read alone. So do the manifests, which are left out.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"
program=$(realpath "$1") folder=$(realpath "$2") period=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

report() { # report NAME: the reports of one copy, and the exit code beside them
  local code=0
  "$program" rapport "$work/$1" --period "$period" >"$work/$1.txt" || code=$?
  echo "$code" >"$work/$1/rapporter/$period/exit-code"
  rm -f "$work/$1/rapporter/$period/manifest.json"
}

for name in as-they-came libreoffice openpyxl exceljs; do
  cp -a "$folder" "$work/$name"
  rm -rf "$work/$name/rapporter"
  mapfile -d '' -t answers < <(find "$work/$name/inkommet/$period" -name '*.xlsx' -print0 | sort -z)
  [ ${#answers[@]} -gt 0 ] || { echo "no answers for $period" >&2; exit 1; }
  before=$(sha256sum "${answers[@]}" | sha256sum)
  case $name in
    libreoffice)
      mkdir "$work/saved"
      timeout 900 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx \
        --outdir "$work/saved" "${answers[@]}" >"$work/office.log" 2>&1 || true # judged by the files it leaves
      for answer in "${answers[@]}"; do
        mv "$work/saved/$(basename "$answer")" "$answer" || { cat "$work/office.log"; exit 1; }
      done
      ;;
    openpyxl) "$PYTHON" "$here/resave.py" "${answers[@]}" ;;
    exceljs) NODE_PATH=$APPS/node_modules node "$here/resave.js" "${answers[@]}" ;;
  esac
  after=$(sha256sum "${answers[@]}" | sha256sum)
  [ "$name" = as-they-came ] || [ "$before" != "$after" ] || { echo "$name saved nothing" >&2; exit 1; }
  report "$name"
done
bad=0
fail() {
  echo "  FAIL answers saved again by $name: $1"
  bad=1
}
for name in libreoffice openpyxl exceljs; do
  echo "$name"
  came=$work/as-they-came/rapporter/$period saved=$work/$name/rapporter/$period
  diff <(sed "s#$work/as-they-came#FOLDER#" "$work/as-they-came.txt") <(sed "s#$work/$name#FOLDER#" "$work/$name.txt") ||
    fail "other findings"
  diff <(cd "$came" && find . -type f | sort) <(cd "$saved" && find . -type f | sort) || fail "other files"
  while IFS= read -r -d '' file; do
    case $file in
      *.xlsx) "$PYTHON" "$here/same_but_hashes.py" "$came/$file" "$saved/$file" || fail "$file" ;;
      *) cmp "$came/$file" "$saved/$file" || fail "$file" ;;
    esac
  done < <(cd "$came" && find . -type f -print0 | sort -z)
done
exit $bad
