"""resave.py FILE.xlsx…: opens and saves each workbook in place with openpyxl, as a script of someone's would."""
import sys

import openpyxl

for path in sys.argv[1:]:
    openpyxl.load_workbook(path).save(path)
