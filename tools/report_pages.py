"""Make a picture of every page of the example report, to be looked at one by one.

    .venv/bin/python -m tools.report_pages              into docs/images/report/
    .venv/bin/python -m tools.report_pages FOLDER gray   elsewhere, in shades of grey
    .venv/bin/python -m tools.report_pages FOLDER shareable   the shareable edition

Needs pdftoppm (Debian and Ubuntu: poppler-utils).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tools.example_report import example_report
from tools.steps import ROOT, say, stop

DOTS = 60  # per inch: a page is 496 by 702
COLOURS = 64
FOLDER = ROOT / "docs/images/report"


def pages(pdf: bytes, *, folder: Path, gray: bool) -> list[Path]:
    """Write page-01.png and so on into the folder, in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("page-*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as raw:
        file = Path(raw) / "report.pdf"
        file.write_bytes(pdf)
        colour = ["-gray"] if gray else []
        command = ["pdftoppm", "-r", str(DOTS), *colour, "-png", str(file), f"{raw}/page"]
        subprocess.run(command, check=True)
        return [_small(one, folder / one.name) for one in sorted(Path(raw).glob("page-*.png"))]


def _small(picture: Path, to: Path) -> Path:
    """Write the picture with few colours: letters and rules need no more."""
    with Image.open(picture) as opened:
        opened.convert("RGB").quantize(COLOURS).save(to, optimize=True)
    return to


def main() -> None:
    """Make the example report and its pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    edition = "shareable" if "shareable" in sys.argv[2:] else "internal"
    with example_report(edition=edition) as example:
        from sessions.report import pdf  # noqa: PLC0415 - Django is set up by now

        made = pdf.make_pdf(example.page, data=example.data, moment=example.contents.final_at)
    try:
        written = pages(made, folder=folder, gray="gray" in sys.argv[2:])
    except FileNotFoundError:
        stop("pdftoppm is missing. On Debian and Ubuntu: apt-get install poppler-utils")
    say(f"{len(written)} pages in {folder}")


if __name__ == "__main__":
    main()
