"""xlsx_recalculated.py FILE.xlsx RECALCULATED.xlsx: every formula cell of the file has cached what a recalculation gives,
and the recalculated file has the same formulas. Each difference is printed."""
import sys

import openpyxl

cached, again = (openpyxl.load_workbook(path, data_only=True) for path in sys.argv[1:3])
formulas = openpyxl.load_workbook(sys.argv[1])
count = differ = 0
for sheet in formulas:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type != "f":
                continue
            count += 1
            if sheet.title not in again.sheetnames:
                print(f"  the sheet {sheet.title} is lost")
                sys.exit(1)
            old, new = (book[sheet.title][cell.coordinate].value for book in (cached, again))
            old, new = ("" if value is None else value for value in (old, new))
            numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (old, new))
            # Far below an öre on any municipal amount, whatever the unit of the table.
            same = abs(old - new) <= max(1e-10, 1e-13 * max(abs(old), abs(new))) if numbers else old == new
            if not same:
                differ += 1
                print(f"  {sheet.title}!{cell.coordinate} {cell.value}: cached {old!r}, recalculated {new!r}")
print(f"  {count} formulas, {differ} differ")
sys.exit(bool(differ))
