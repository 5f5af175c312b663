"""moved.py change FILE.xlsx BEFORE.xlsx AFTER.xlsx: saves the workbook twice, the second time with one amount of the sheet
Data changed. moved.py compare BEFORE.xlsx BEFORE-RECALCULATED.xlsx AFTER-RECALCULATED.xlsx: every cell has moved by as much
as its formula says, which is read here from the text of the formulas alone, and no other cell has."""
import functools
import re
import sys

import openpyxl
from openpyxl.utils import range_boundaries

CHANGE = 12345.67
REFERENCE = r"(?:'[^']+'|[A-Za-zÅÄÖåäö]+)!\$?[A-Z]+\$?\d+|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
TERM = re.compile(r'(?P<sums>SUMIFS\((?:[^()"\[\]]|"(?:[^"]|"")*"|\[[^\]]*\])*\))|(?P<reference>%s)|(?P<open>SUM\()|(?P<other>.)' % REFERENCE, re.S)


def head(sheet):
    """The head row of the table of data and its headings by column."""
    first_column, first_row, _, _ = range_boundaries(sheet.tables["Data"].ref)
    return first_row, {cell.value: cell.column for cell in sheet[first_row] if cell.value}


def target(book):
    """The outcome of the first row that has one."""
    sheet = book["Data"]
    row, headings = head(sheet)
    outcome = next(column for heading, column in headings.items() if heading.startswith("Utfall"))
    while not isinstance(sheet.cell(row + 1, outcome).value, (int, float)):
        row += 1
    return sheet.cell(row + 1, outcome)


def change(source, before, after):
    book = openpyxl.load_workbook(source)
    book.save(before)
    target(book).value += CHANGE
    book.save(after)


def compare(before, recalculated, again):
    formulas = openpyxl.load_workbook(before)
    old, new = (openpyxl.load_workbook(path, data_only=True) for path in (recalculated, again))
    changed = target(formulas)
    _, headings = head(formulas["Data"])
    own = {heading: formulas["Data"].cell(changed.row, column).value for heading, column in headings.items()}

    def counted(text):
        """How many times a SUMIFS counts the changed amount."""
        parts = re.findall(r'Data\[([^\]]*)\](?:,"((?:[^"]|"")*)")?', text)
        column, wanted = parts[0][0], [(parts[at][0], parts[at][1]) for at in range(1, len(parts))]
        # SUMIFS(what, column, text, column, text …): each text stands behind its column.
        same = all(re.sub("~(.)", r"\1", text[1:].replace('""', '"')).lower() == str(own[name]).lower() for name, text in wanted)
        return int(headings[column] == changed.column and same)

    @functools.cache
    def coefficient(title, row, column):
        """What one krona on the changed amount is in a cell."""
        cell = formulas[title].cell(row, column)
        if (title, row, column) == ("Data", changed.row, changed.column):
            return 1.0
        if cell.data_type != "f":
            return 0.0
        text = cell.value
        inside = re.fullmatch(r'=IF\(COUNT\(.*?\)=0,"",(ROUND\(.*\))\)', text)
        text = inside[1] if inside else text[1:]
        inside = re.fullmatch(r"ROUND\((.*),\d+\)", text)
        text = inside[1] if inside else text
        divided = re.fullmatch(r"(.*)/(\d+)", text, re.S)
        text, by = (divided[1], int(divided[2])) if divided else (text, 1)
        total, sign, signs = 0.0, 1, []
        for part in TERM.finditer(text):
            if part["sums"]:
                total += sign * counted(part["sums"])
            elif part["reference"]:
                sheet, _, place = part["reference"].rpartition("!")
                left, top, right, bottom = range_boundaries(place.replace("$", ""))
                cells = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
                total += sign * sum(coefficient(sheet.strip("'") or title, r, c) for r, c in cells)
            elif part["open"] or part["other"] == "(":
                signs.append(sign)
            elif part["other"] == ")":
                sign = signs.pop()
            elif part["other"] in "+-":
                outer = signs[-1] if signs else 1
                sign = outer if part["other"] == "+" else -outer
        return total / by

    moved = wrong = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                was, now = (book[sheet.title].cell(cell.row, cell.column).value for book in (old, new))
                expected = coefficient(sheet.title, cell.row, cell.column) * CHANGE
                numbers = isinstance(was, (int, float)) and isinstance(now, (int, float))
                found = now - was if numbers else (0.0 if was == now else None)
                moved += expected != 0
                if found is None or abs(found - expected) > 2e-5:
                    wrong += 1
                    print(f"  {sheet.title}!{cell.coordinate} {cell.value}: {was!r} became {now!r}, expected {expected:+}")
    print(f"  {moved} cells moved with Data!{changed.coordinate}, {wrong} otherwise than expected")
    # The cell itself, its unit and all above it, lines and sums: a check of two or three cells checks nothing.
    return bool(wrong) or moved < 10


commands = {"change": change, "compare": compare}
sys.exit(commands[sys.argv[1]](*sys.argv[2:]))
