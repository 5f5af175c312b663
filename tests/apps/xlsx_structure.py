"""xlsx_structure.py FILE.xlsx: what the Open XML validator does not look at. Names unlike each other in any case, every
name and print title on a sheet that is there, rows and cells in ascending order and each once, numbers finite, formulas
with a cached value, merged ranges apart from each other, every part well formed."""
import math
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
bad = []


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(text):
    letters, row = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", text).groups()
    return int(row), column_number(letters)


def once(what, names):
    seen = set()
    for name in names:
        if name in seen:
            bad.append(f"{what} stands twice: {name}")
        seen.add(name)


def check_sheet(name, sheet):
    last_row = 0
    for row in sheet.iter(MAIN + "row"):
        number = int(row.get("r"))
        if number <= last_row:
            bad.append(f"{name}: row {number} after row {last_row}")
        last_row, last_column = number, 0
        for cell in row.iter(MAIN + "c"):
            check_cell(name, cell)
            row_of_cell, column = cell_address(cell.get("r"))
            if row_of_cell != number or column <= last_column:
                bad.append(f"{name}: {cell.get('r')} is out of order")
            last_column = column
    taken = {}
    for merged in sheet.iter(MAIN + "mergeCell"):
        (top, left), (bottom, right) = map(cell_address, merged.get("ref").split(":"))
        for at in ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)):
            if at in taken:
                bad.append(f"{name}: {merged.get('ref')} and {taken[at]} overlap")
                break
            taken[at] = merged.get("ref")


def check_cell(name, cell):
    value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
    if formula is not None and value is None:
        bad.append(f"{name}: {cell.get('r')} has a formula without a cached value")
    if cell.get("t", "n") == "n" and value is not None:
        try:
            finite = math.isfinite(float(value.text))
        except (TypeError, ValueError):
            finite = False
        if not finite:
            bad.append(f"{name}: {cell.get('r')} holds {value.text!r}, which is no number")
    if cell.get("t") == "e":
        bad.append(f"{name}: {cell.get('r')} shows the error {value.text}")


def main(path):
    with zipfile.ZipFile(path) as package:
        once("the part", package.namelist())
        parts = {}
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    parts[name] = ElementTree.fromstring(package.read(name))
                except ElementTree.ParseError as error:
                    bad.append(f"{name} is not well formed: {error}")
                    return
    book = parts["xl/workbook.xml"]
    targets = {relation.get("Id"): relation.get("Target") for relation in parts["xl/_rels/workbook.xml.rels"]}
    sheets = [(sheet.get("name"), targets[sheet.get(RELATION)]) for sheet in book.iter(MAIN + "sheet")]
    once("the sheet", [name.lower() for name, _ in sheets])
    names = list(book.iter(MAIN + "definedName"))
    once("the name", [(name.get("name").lower(), name.get("localSheetId")) for name in names])
    known = {name for name, _ in sheets}
    for name in names:
        for part in re.findall(r"(?:'((?:[^']|'')+)'|([^'!,(]+))!", name.text or ""):
            sheet = (part[0].replace("''", "'") or part[1]).lstrip("=")
            if sheet not in known:
                bad.append(f"the name {name.get('name')} points to the sheet {sheet}, which is not there")
        if "#REF!" in (name.text or ""):
            bad.append(f"the name {name.get('name')} points nowhere")
    for name, target in sheets:
        check_sheet(name, parts["xl/" + target.removeprefix("/xl/")])


main(sys.argv[1])
for line in bad[:20]:
    print(" ", line)
sys.exit(bool(bad))
