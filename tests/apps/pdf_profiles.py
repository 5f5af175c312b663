"""pdf_profiles.py FILE.pdf: conforms to PDF/UA-1, and to PDF/A-2a or, with files attached, PDF/A-3a as it claims."""
import pathlib
import sys

import page

failed = 0
archive = "PDF_A_3A" if b"<pdfaid:part>3<" in pathlib.Path(sys.argv[1]).read_bytes() else "PDF_A_2A"
for name in ("PDF_UA_1", archive):
    failures = page.validate_pdf(sys.argv[1], profile=getattr(page.ValidationProfile, name)).failures
    print(f"  {name}: {'conforms' if not failures else f'{len(failures)} failures'}")
    for failure in failures[:10]:
        print("   ", failure)
    failed += bool(failures)
sys.exit(bool(failed))
