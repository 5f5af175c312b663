"""Types the answers of a table into issued templates, through LibreOffice, and saves them as .xlsx.

One office process serves all files. The UNO client may die after the last file is saved, so success is judged by
the files: a second process of this script checks that every one of them is there. Keys and flaws: SVAR.md.
"""

import csv
import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from decimal import Decimal

FIELD_MAP_ROW = 6  # of the sheet _mall, from 0: heading of the field map
ROW_HEIGHT = 635  # 18 points, in 1/100 mm
UNMEASURED = "ej mätt"
NULL_DATE = datetime.date(1899, 12, 30)
# The zip's own time stamps and LibreOffice's own metadata would differ from run to run.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def stop(text):
    sys.exit(f"fyll.py: {text}")


def table(path, columns):
    """Rows of a `;` table with exactly these columns; a missing file is an empty table."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        if list(row) != columns:
            stop(f"{path}: columns {list(row)}, expected {columns}")
    return rows


def issued(folder):
    """Unit -> file, from the register of issued templates."""
    rows = table(os.path.join(folder, "utgivna.csv"), REGISTER)
    files = {row["Enhet"]: row["Fil"] for row in rows if row["Fil"]}
    if not files:
        stop(f"{folder}: no issued templates")
    return files


REGISTER = ["Enhet", "Period", "Mallversion", "Fil", "Innehåll", "Uppgift", "Nyckel", "Text", "Värden"]


def answers_by_unit(path):
    found = {}
    for row in table(path, ["Enhet", "Nyckel", "Värde"]):
        unit = found.setdefault(row["Enhet"], {})
        if row["Nyckel"] in unit:
            stop(f"{path}: {row['Enhet']} {row['Nyckel']} stands twice")
        unit[row["Nyckel"]] = row["Värde"]
    return found


def flaws_by_unit(path):
    found = {}
    for row in table(path, ["Enhet", "Brist", "Värde"]):
        found.setdefault(row["Enhet"], []).append((row["Brist"], row["Värde"]))
    return found


class Office:
    """One headless office with a profile of its own, Swedish locale."""

    def __init__(self, folder):
        self.profile = os.path.join(folder, "profil")
        os.makedirs(os.path.join(self.profile, "user"))
        settings = os.path.join(self.profile, "user", "registrymodifications.xcu")
        with open(settings, "w", encoding="utf-8") as file:
            file.write(
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
                '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
                "<value>sv-SE</value></prop></item></oor:items>"
            )
        pipe = f"fyll{os.getpid()}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{self.profile}", "--headless", "--norestore", "--nologo",
             f"--accept=pipe,name={pipe};urp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.desktop = self.connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")

    def connect(self, address):
        import uno

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(address)
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except Exception:  # UNO raises its own exception types; the office is not up yet
                time.sleep(0.5)
        stop("LibreOffice does not answer")

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:  # the connection may be gone already
            pass
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def prop(name, value):
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


class Template:
    """An open template: fields by key, through its own field map and defined names."""

    def __init__(self, document, unit):
        self.document, self.unit = document, unit
        self.sheets = document.Sheets
        hidden = self.sheets.getByName("_mall")
        self.fields = {}
        row = FIELD_MAP_ROW + 1
        while hidden.getCellByPosition(0, row).String:
            key, name, sheet, row_key, _, kind = (hidden.getCellByPosition(column, row).String for column in range(6))
            self.fields[key] = (name, sheet, row_key, kind)
            row += 1

    def cell(self, key):
        if key not in self.fields:
            stop(f"unit {self.unit}: its template has no field {key}")
        name = self.fields[key][0]
        area = self.document.NamedRanges.getByName(name).getReferredCells()
        return area.getCellByPosition(0, 0)

    def kind(self, key):
        self.cell(key)
        return self.fields[key][3]

    def fill(self, key, text):
        cell, kind = self.cell(key), self.kind(key)
        if kind == "tal" and text == UNMEASURED:
            self.write_text(cell, text)
        elif kind in ("belopp", "tal"):
            cell.Value = float(Decimal(text.replace(" ", "").replace("−", "-").replace(",", ".")))
        elif kind == "datum":
            cell.Value = (datetime.date.fromisoformat(text) - NULL_DATE).days
        else:
            self.write_text(cell, text)

    def write_text(self, cell, text):
        cell.String = text
        if text and not cell.IsMerged:
            # As a person drags the row until the text shows; never lower than it was.
            row = cell.Rows.getByIndex(0)
            before = row.Height
            row.OptimalHeight = True
            if row.Height < before:
                row.Height = before

    def even_rows(self):
        """A row that has been emptied again keeps the height it was handed out with."""
        for name, *_ in self.fields.values():
            area = self.document.NamedRanges.getByName(name).getReferredCells()
            if area is not None and area.Rows.getByIndex(0).Height < ROW_HEIGHT:
                area.Rows.getByIndex(0).Height = ROW_HEIGHT

    def row_of(self, sheet, row_key):
        for row in range(200):
            if sheet.getCellByPosition(0, row).String.endswith(":" + row_key):
                return row
        stop(f"unit {self.unit}: no row {row_key}")

    def unprotected(self, title):
        sheet = self.sheets.getByName(title)
        sheet.unprotect("")
        return sheet

    def flaw(self, what, value):
        left, _, right = value.partition("=")
        if what == "text":
            cell = self.cell(left)
            cell.NumberFormat = self.text_format()
            cell.String = right
        elif what == "tal":
            self.cell(left).Value = float(Decimal(right.replace(",", ".")))
        elif what == "formel":
            self.cell(left).Formula = "=" + right
        elif what == "tom":
            self.cell(left).String = ""
        elif what == "fliknamn":
            self.sheets.getByName(left).Name = right
        elif what == "infoga_rad":
            sheet = self.unprotected(left)
            sheet.Rows.insertByIndex(self.row_of(sheet, right), 1)
        elif what == "ta_bort_rad":
            sheet = self.unprotected(left)
            sheet.Rows.removeByIndex(self.row_of(sheet, right), 1)
        elif what != "filnamn":
            stop(f"unit {self.unit}: unknown flaw {what}")

    def text_format(self):
        from com.sun.star.lang import Locale

        formats, locale = self.document.NumberFormats, Locale("sv", "SE", "")
        found = formats.queryKey("@", locale, False)
        return found if found >= 0 else formats.addNew("@", locale)


# Flaws that need the sheet's issued name come before it is renamed.
ORDER = ["text", "tal", "formel", "tom", "infoga_rad", "ta_bort_rad", "fliknamn", "filnamn"]


def fill_one(office, source, target, unit, answers, flaws):
    document = office.desktop.loadComponentFromURL(f"file://{os.path.abspath(source)}", "_blank", 0, (prop("Hidden", True),))
    template = Template(document, unit)
    for key, value in answers.items():
        if value:
            template.fill(key, value)
    for what, value in sorted(flaws, key=lambda flaw: ORDER.index(flaw[0]) if flaw[0] in ORDER else -1):
        template.flaw(what, value)
    template.even_rows()
    # No person and no clock in the metadata.
    properties = document.DocumentProperties
    properties.ModifiedBy, properties.PrintedBy, properties.EditingDuration, properties.EditingCycles = "", "", 0, 0
    document.storeToURL(f"file://{target}", (prop("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def same_every_time(path):
    """Rewrites the package: fixed zip times, the time of saving replaced by the time of issue."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts.get("docProps/core.xml", b"").decode("utf-8")
    created = re.search(r"<dcterms:created[^>]*>([^<]*)</dcterms:created>", core)
    if created:
        core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", lambda found: found.group(1) + created.group(1), core)
        parts["docProps/core.xml"] = core.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, part)


def plan(templates, answers_path, flaws_path):
    """Unit, source, target name, answers, flaws: units without a single answer have not handed in."""
    files, answers, flaws = issued(templates), answers_by_unit(answers_path), flaws_by_unit(flaws_path)
    for unit in list(answers) + list(flaws):
        if unit not in files:
            stop(f"unit {unit} has no issued template in {templates}")
    found = []
    for unit in sorted(answers):
        own = flaws.get(unit, [])
        name = next((value for what, value in own if what == "filnamn"), files[unit])
        found.append((unit, os.path.join(templates, files[unit]), name, answers[unit], own))
    names = [name for _, _, name, _, _ in found]
    if len(set(names)) != len(names):
        stop("two units would be saved under one name")
    return found


def work(jobs, folder):
    office = Office(folder)
    for unit, source, name, answers, flaws in jobs:
        # A plain name while the office has it: no å, ä or ö in a URL.
        fill_one(office, source_copy(folder, source, unit), os.path.join(folder, f"ut-{unit}.xlsx"), unit, answers, flaws)
    office.close()


def source_copy(folder, source, unit):
    copy = os.path.join(folder, f"in-{unit}.xlsx")
    shutil.copyfile(source, copy)
    return copy


def main(arguments):
    inside = arguments[0] == "--i"
    templates, answers_path, flaws_path, out = arguments[1 if inside else 0:][:4]
    jobs = plan(templates, answers_path, flaws_path)
    if inside:
        return work(jobs, arguments[5])
    with tempfile.TemporaryDirectory(prefix="fyll-") as folder:
        subprocess.run([sys.executable, os.path.abspath(__file__), "--i", *arguments[:4], folder], check=False)
        missing = [unit for unit, *_ in jobs if not os.path.exists(os.path.join(folder, f"ut-{unit}.xlsx"))]
        if missing:
            stop(f"not filled: {', '.join(missing)}")
        os.makedirs(out, exist_ok=True)
        for old in os.listdir(out):
            if old.endswith(".xlsx"):
                os.remove(os.path.join(out, old))
        for unit, _, name, _, _ in jobs:
            made = os.path.join(folder, f"ut-{unit}.xlsx")
            same_every_time(made)
            shutil.move(made, os.path.join(out, name))
    print(f"{len(jobs)} mallar ifyllda i {out}")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        stop("MALLAR SVAR.csv BRISTER.csv UT")
    main(sys.argv[1:])
