"""pages.py COUNT PICTURE.pgm…: as many pictures as pages, none of them empty."""
import sys

count, pictures = int(sys.argv[1]), sys.argv[2:]
bad = [] if count == len(pictures) else [f"{count} pages but {len(pictures)} pictures"]
for number, path in enumerate(pictures, 1):
    with open(path, "rb") as file:
        kind, size, depth, pixels = file.read().split(b"\n", 3)
    assert kind == b"P5" and depth == b"255", path
    width, height = map(int, size.split())
    # Head and foot stand on every page: what matters is the ink between them.
    body = pixels[width * (height * 7 // 100) : width * (height * 93 // 100)]
    if sum(pixel < 200 for pixel in body) < 20:
        bad.append(f"page {number} is empty")
for line in bad:
    print(" ", line)
print(f"  {count} pages rendered" if not bad else "  pages are not as they should")
sys.exit(bool(bad))
