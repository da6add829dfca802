"""Pictures of docs/journey.md and docs/life.md, made only when JOURNEY_SHOTS=1; kept small."""

import io
import os
from functools import partial
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"
TALLEST = {True: 1500, False: 1300}
COLORS = 96


def gallery(folder="journey"):
    """Keeps a picture, or does nothing when nobody asked for pictures."""
    asked = os.environ.get("JOURNEY_SHOTS") == "1"
    return partial(_keep, folder=DOCS / folder) if asked else lambda page, name, **kind: None


def _keep(page, name, *, phone, folder):
    from PIL import Image

    window = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": max(window["height"], min(height, TALLEST[phone]))})
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.set_viewport_size(window)
    folder.mkdir(parents=True, exist_ok=True)
    small = picture.quantize(COLORS, dither=Image.Dither.NONE)
    small.save(folder / f"{name}{'-phone' if phone else ''}.png", optimize=True)
