# Sourced by the scripts beside it: where the installed applications are.
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
APPS=${UPPFOLJ_APPS:-$root/target/apps}
PYTHON=$APPS/venv/bin/python
VALIDATOR=$APPS/node_modules/.bin/ooxml-validator

# LibreOffice keeps the cached values when it opens a workbook unless its profile says otherwise.
office_profile() { # office_profile WORK
  profile=$1/profile
  office_log=$1/office.log
  mkdir -p "$profile/user"
  cat >"$profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
</oor:items>
XCU
}
convert() { # convert FORMAT FOLDER FILE…
  local format=$1 folder=$2
  shift 2
  mkdir -p "$folder"
  timeout 900 soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$format" --outdir "$folder" "$@" \
    >"$office_log" 2>&1 || true # judged by the files it leaves
}
