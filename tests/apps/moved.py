"""moved.py change FILE.xlsx BEFORE.xlsx AFTER.xlsx: saves the workbook twice, the second time with one amount of the sheet
Data changed. moved.py compare BEFORE.xlsx BEFORE-RECALCULATED.xlsx AFTER-RECALCULATED.xlsx: every cell has moved by as much
as its formula says, which is computed here from the text of the formulas alone, and no other cell has. A formula of a shape
that is not known here is a fault."""
import functools
import re
import sys

import openpyxl
from openpyxl.utils import range_boundaries

CHANGE = 12345.67
# What one unit of a table is of another's: nothing else is multiplied with.
UNITS = {10.0, 100.0, 1000.0, 100000.0, 1000000.0}
TOKEN = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?)(?![A-Za-z\d!])
    |(?P<text>"(?:[^"]|"")*")
    |(?P<column>\w+\[(?:[^\]']|'.)*\])
    |(?P<range>(?:(?:'(?:[^']|'')+'|[^\W\d]\w*)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(\[])
    |(?P<name>[A-Z]+)\(
    |(?P<sign>[-+*/=&,()])""",
    re.X,
)


def head(sheet):
    """The head row of a flat table and its headings by column."""
    first_row = range_boundaries(next(iter(sheet.tables.values())).ref)[1]
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


class Unknown(Exception):
    """A formula of another shape than those that are written."""


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def matches(criterion, value):
    """As SUMIFS and COUNTIF compare: the whole text, whatever its case; `~` before a sign means the sign itself."""
    if not criterion.startswith("="):
        raise Unknown(criterion)
    return re.sub("~(.)", r"\1", criterion[1:]).casefold() == str("" if value is None else value).casefold()


class Book:
    """What a workbook's formulas come to."""

    def __init__(self, formulas, changed=None):
        self.formulas, self.changed = formulas, changed
        self.flat = {}
        for sheet in formulas:
            for table in sheet.tables:
                self.flat[table] = (sheet.title, *head(sheet), range_boundaries(sheet.tables[table].ref)[3])

    @functools.cache
    def value(self, title, row, column):
        cell = self.formulas[title].cell(row, column)
        if (title, row, column) == self.changed:
            return cell.value + CHANGE
        return Reading(self, title, cell.value).whole() if cell.data_type == "f" else cell.value

    @functools.cache
    def column(self, text):
        """The values of a column of a flat table."""
        table, heading = text[:-1].split("[", 1)
        title, first, headings, last = self.flat[table]
        column = headings[re.sub("'(.)", r"\1", heading)]
        return [self.value(title, row, column) for row in range(first + 1, last + 1)]

    def cells(self, title, text):
        sheet, _, place = text.rpartition("!")
        title = sheet.strip("'").replace("''", "'") or title
        left, top, right, bottom = range_boundaries(place.replace("$", ""))
        return [self.value(title, r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


class Reading:
    """A formula read from left to right."""

    def __init__(self, book, title, text):
        self.book, self.title, self.at, self.tokens = book, title, 0, []
        end = 1
        while end < len(text):
            found = TOKEN.match(text, end)
            if not found:
                raise Unknown(text[end:])
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            end = found.end()

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, wanted=None):
        token = self.peek()
        if token[0] is None or wanted not in (None, token[1]):
            raise Unknown(f"{token[1]!r}, not {wanted!r}")
        self.at += 1
        return token

    def taken(self, *signs):
        kind, text = self.peek()
        if kind == "sign" and text in signs:
            self.at += 1
            return text
        return None

    def whole(self):
        value = self.sum()
        if self.at != len(self.tokens):
            raise Unknown(self.peek())
        return value

    def sum(self):
        total = -self.product() if self.taken("-") else self.product()
        while sign := self.taken("+", "-"):
            total += self.product() if sign == "+" else -self.product()
        return total

    def product(self):
        value = self.single()
        while sign := self.taken("*", "/"):
            kind, by = self.peek()[0], self.single()
            if sign == "*" and (kind != "number" or by not in UNITS):
                raise Unknown("a product")
            value = value * by if sign == "*" else value / by
        return value

    def single(self):
        kind, text = self.take()
        if kind == "number":
            return float(text)
        if kind == "range":
            (value,) = self.book.cells(self.title, text)
            return 0 if value is None else value
        if kind == "name":
            value = getattr(self, f"function_{text.lower()}")()
            self.take(")")
            return value
        if text == "(":
            value = self.sum()
            self.take(")")
            return value
        raise Unknown(text)

    def ranges(self):
        values = []
        while True:
            kind, text = self.take()
            if kind not in ("range", "column"):
                raise Unknown(text)
            values += self.book.cells(self.title, text) if kind == "range" else self.book.column(text)
            if not self.taken(","):
                return [value for value in values if is_number(value)]

    def criterion(self):
        _, text = self.take()
        text = text[1:-1].replace('""', '"')
        if self.taken("&"):
            (value,) = self.book.cells(self.title, self.take()[1])
            text += str(value)
        return text

    def function_round(self):
        value = self.sum()
        self.take(",")
        self.take()
        return value

    def function_abs(self):
        return abs(self.sum())

    def function_sum(self):
        return sum(self.ranges())

    def function_count(self):
        return len(self.ranges())

    def function_if(self):
        """IF(…=0,"",…)"""
        condition = self.sum()
        self.take("=")
        self.take("0")
        self.take(",")
        self.take('""')
        self.take(",")
        if condition == 0:
            depth = 1
            while depth:
                kind, text = self.take()
                depth += (kind == "name" or text == "(") - (text == ")")
            self.at -= 1
            return None
        return self.sum()

    def function_countif(self):
        values = self.book.cells(self.title, self.take()[1])
        self.take(",")
        criterion = self.criterion()
        return sum(matches(criterion, value) for value in values)

    def function_sumifs(self):
        values = self.book.column(self.take()[1])
        counted = [True] * len(values)
        while self.taken(","):
            own = self.book.column(self.take()[1])
            self.take(",")
            criterion = self.criterion()
            counted = [before and matches(criterion, value) for before, value in zip(counted, own)]
        return sum(value for value, here in zip(values, counted) if here and is_number(value))


def compare(before, recalculated, again):
    formulas = openpyxl.load_workbook(before)
    old, new = (openpyxl.load_workbook(path, data_only=True) for path in (recalculated, again))
    changed = target(formulas)
    place = ("Data", changed.row, changed.column)
    first, then = Book(formulas), Book(formulas, place)
    moved = wrong = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                was, now = (book[sheet.title].cell(cell.row, cell.column).value for book in (old, new))
                try:
                    ends = [book.value(sheet.title, cell.row, cell.column) for book in (first, then)]
                except (Unknown, TypeError, ValueError, KeyError, AttributeError) as fault:
                    wrong += 1
                    print(f"  {sheet.title}!{cell.coordinate} {cell.value}: not understood, {fault!r}")
                    continue
                numbers = is_number(was) and is_number(now) and all(map(is_number, ends))
                expected = ends[1] - ends[0] if numbers else 0.0
                found = now - was if numbers else (0.0 if was == now and ends[0] == ends[1] else None)
                # A rounded formula's noise is gone in what it shows; öre and millionths of a percentage are not.
                allowed = 1e-9 + 1e-12 * max(map(abs, (was, now))) if numbers else 0.0
                depends = numbers and abs(expected) > allowed
                moved += depends
                if found is None or abs(found - expected) > allowed or (not depends and was != now):
                    wrong += 1
                    print(f"  {sheet.title}!{cell.coordinate} {cell.value}: {was!r} became {now!r}, expected {expected:+}")
    print(f"  {moved} cells moved with Data!{changed.coordinate}, {wrong} otherwise than expected")
    # The cell itself, its unit and all above it, lines and sums: a check of two or three cells checks nothing.
    return bool(wrong) or moved < 10


commands = {"change": change, "compare": compare}
sys.exit(commands[sys.argv[1]](*sys.argv[2:]))
