#!/bin/sh
# Fills the issued templates of the sample through LibreOffice, as a person would: answers and flaws come from
# samples/bygg/kallor/, see SVAR.md. The result is committed; tests read it and do not rebuild it.
#
#   samples/bygg/fyll.sh 2020-08 2020-12        (needs soffice and python3-uno)
#
# For other folders: fyll.py MALLAR SVAR.csv BRISTER.csv UT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sample=$here/../grastorp
for period in "$@"; do
    /usr/bin/python3 "$here/fyll.py" "$sample/mallar/$period" "$here/kallor/svar-$period.csv" \
        "$here/kallor/brister-$period.csv" "$sample/inkommet/$period"
done
