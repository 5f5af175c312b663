"""pdf_profiles.py FILE.pdf: conforms to PDF/UA-1 and PDF/A-2a."""
import sys

import page

failed = 0
for name in ("PDF_UA_1", "PDF_A_2A"):
    failures = page.validate_pdf(sys.argv[1], profile=getattr(page.ValidationProfile, name)).failures
    print(f"  {name}: {'conforms' if not failures else f'{len(failures)} failures'}")
    for failure in failures[:10]:
        print("   ", failure)
    failed += bool(failures)
sys.exit(bool(failed))
