"""selftest.py FILE.xlsx FILE.pdf: plants faults in sound files and demands that the checks beside this script find each of
them, by its own message. A check that lets its fault pass fails the run."""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

here = pathlib.Path(__file__).resolve().parent
workbook, paper = map(pathlib.Path, sys.argv[1:3])
work = pathlib.Path(tempfile.mkdtemp())
SHEET = "xl/worksheets/sheet1.xml"
failed = []


def repack(change, part, name):
    """The workbook with one part changed."""
    path = work / f"{name}.xlsx"
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == part:
                changed = change(content.decode()).encode()
                assert changed != content, f"{name}: the fault was not planted"
                content = changed
            new.writestr(entry, content)
    return path


def with_formulas():
    """The first sheet that has a live formula with a number."""
    with zipfile.ZipFile(workbook) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/worksheets/sheet") and CACHED.search(package.read(name).decode()):
                return name
    sys.exit("the workbook has no formula to plant a fault in")


CACHED = re.compile(r"(<f>[^<]*</f><v>)(-?[0-9.]+)(</v>)")


def off_by_an_ore(xml):
    return CACHED.sub(lambda found: f"{found[1]}{float(found[2]) + 0.00001:.5f}{found[3]}", xml, count=1)


def rows_swapped(xml):
    first, second = list(re.finditer(r"<row .*?</row>", xml, re.S))[:2]
    return xml[: first.start()] + second[0] + first[0] + xml[second.end() :]


def name_doubled(xml):
    found = re.search(r"<definedName name=\"tbl_[^<]*</definedName>", xml)[0]
    return xml.replace(found, found + found.replace("tbl_", "TBL_"), 1)


def name_astray(xml):
    return re.sub(r'(<definedName name="tbl_[^>]*>)[^!]*!', r"\1Borta!", xml, count=1)


def number_spoilt(xml):
    return re.sub(r"(</f><v>)[^<]*", r"\1NaN", xml, count=1)


def element_unknown(xml):
    return xml.replace("<sheetData>", "<sheetDatum/><sheetData>", 1)


def style_astray(xml):
    return re.sub(r'(<c r="[A-Z]+[0-9]+" s=")[0-9]+', r"\g<1>99999", xml, count=1)


def sums_doubled():
    """Every sum of the table of data counts it once more than its text says to the check."""
    path, planted = work / "sums_doubled.xlsx", 0
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry.startswith("xl/worksheets/sheet"):
                planted += content.count(b"SUMIFS(")
                content = content.replace(b"SUMIFS(", b"2*SUMIFS(")
            new.writestr(entry, content)
    assert planted, "sums_doubled: the fault was not planted"
    return path


def plain_pdf():
    """The paper without compressed objects, so that its bytes can be edited."""
    path = work / "plain.pdf"
    subprocess.run(
        ["qpdf", "--stream-data=preserve", "--object-streams=disable", paper, path], check=True, stdout=subprocess.DEVNULL
    )
    return path.read_bytes()


def empty_page():
    """A paper of one page with nothing on it."""
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
    ]
    text, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(text)
    text += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return text + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def renamed(plain, key, name):
    """Every key changed to one of equal length that means nothing."""
    assert key in plain, f"{name}: the paper has no {key!r}"
    path = work / f"{name}.pdf"
    path.write_bytes(plain.replace(key, key[:-1] + b"X"))
    return path


def check(path, script=None):
    script = here / (script or ("xlsx.sh" if path.suffix == ".xlsx" else "pdf.sh"))
    return subprocess.run([script, path], capture_output=True, text=True)


def expect(path, message, what, script=None):
    run = check(path, script)
    found = run.returncode != 0 and re.search(message, run.stdout)
    print(f"  {'found' if found else 'MISSED'}: {what}", flush=True)
    if not found:
        failed.append(what)
        print(run.stdout + run.stderr)


def main():
    sound = check(workbook)
    if sound.returncode != 0:
        sys.exit(f"the workbook is not sound to begin with:\n{sound.stdout}{sound.stderr}")
    workbook_faults()
    sound = check(paper)
    if sound.returncode != 0:
        sys.exit(f"the paper is not sound to begin with:\n{sound.stdout}{sound.stderr}")
    paper_faults()
    if failed:
        sys.exit(f"{len(failed)} planted faults were missed: {', '.join(failed)}")


def workbook_faults():
    sheet = with_formulas()
    book = "xl/workbook.xml"
    for change, part, message, what in [
        (off_by_an_ore, sheet, "1 differ", "a cached value off by an öre of a tkr"),
        (rows_swapped, SHEET, "after row", "two rows in the wrong order"),
        (name_doubled, book, "the name stands twice", "a defined name in two spellings"),
        (name_astray, book, "which is not there", "a name that points to no sheet"),
        (number_spoilt, sheet, "which is no number", "a value that is no number"),
        (element_unknown, SHEET, "does not conform to Open XML", "an element that is not Open XML"),
        (style_astray, SHEET, "does not conform to Open XML", "a style that is not there"),
    ]:
        expect(repack(change, part, change.__name__), message, what)
    expect(sums_doubled(), "otherwise than expected", "sums that count a changed amount twice", "moved.sh")
    truncated = work / "truncated.xlsx"
    truncated.write_bytes(workbook.read_bytes()[:-2000])
    expect(truncated, "FAIL", "a workbook cut short")


def paper_faults():
    plain = plain_pdf()
    faults = [
        (b"/MarkInfo", r"PDF_UA_1: \d+ failures", "a paper without its mark of tagging"),
        (b"/StructTreeRoot", "no table in the structure tree", "a paper without its structure"),
        (b"/Lang", "the language is not sv-SE", "a paper without a language"),
        (b"/OutputIntents", r"(?i)output ?intent", "a paper without an output intent"),
        (b"/ToUnicode", "FAIL a font", "a font without Unicode"),
        (b"/FontFile2", "FAIL a font", "a font that is not embedded"),
    ]
    # The rewriting by qpdf is itself no PDF/A to the byte: a message counts only if it is not there before the fault.
    rewritten = work / "rewritten.pdf"
    rewritten.write_bytes(plain)
    before = check(rewritten).stdout
    for key, message, what in faults:
        if re.search(message, before):
            failed.append(f"{what} (its message is there without the fault)")
        expect(renamed(plain, key, key.decode().strip("/")), message, what)
    truncated = work / "truncated.pdf"
    truncated.write_bytes(paper.read_bytes()[:-3000])
    expect(truncated, "FAIL qpdf", "a paper cut short")
    empty = work / "empty.pdf"
    empty.write_bytes(empty_page())
    expect(empty, "page 1 is empty", "an empty page")


main()
