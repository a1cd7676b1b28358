"""Pictures of the pages, taken while a journey walks through them (`make pictures`)."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

# Where they go; without it no picture is taken.
FOLDER = os.environ.get("PICTURES", "")
# Our pages use few colours; a palette keeps every letter sharp in a third of the bytes.
COLOURS = 256


def take(page: Page, name: str) -> None:
    """Keep what is on this screen now, when pictures are wanted."""
    if not FOLDER:
        return
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    # Carets and fades would make every run another picture.
    shot = page.screenshot(animations="disabled", caret="hide")
    small = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(folder / f"{name}.png", optimize=True)
