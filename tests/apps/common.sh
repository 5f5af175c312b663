# Sourced by the scripts beside it: where the installed applications are.
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
APPS=${UPPFOLJ_APPS:-$root/target/apps}
PYTHON=$APPS/venv/bin/python
VALIDATOR=$APPS/node_modules/.bin/ooxml-validator
