"""Pictures of the journey for docs/journey.md, made only when JOURNEY_SHOTS=1; kept small."""

import io
import os
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "docs" / "journey"
TALLEST = {True: 1500, False: 1300}
COLORS = 96


def gallery():
    """Keeps a picture, or does nothing when nobody asked for pictures."""
    return _keep if os.environ.get("JOURNEY_SHOTS") == "1" else lambda page, name, **kind: None


def _keep(page, name, *, phone):
    from PIL import Image

    window = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": max(window["height"], min(height, TALLEST[phone]))})
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.set_viewport_size(window)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small = picture.quantize(COLORS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}{'-phone' if phone else ''}.png", optimize=True)
