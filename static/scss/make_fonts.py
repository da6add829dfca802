"""Cuts Golos Text down to two small files; needed only when the face or the set of signs changes.

    npm pack @fontsource-variable/golos-text@5.3.0 && tar xzf fontsource-variable-golos-text-5.3.0.tgz
    python static/scss/make_fonts.py package/files        (needs fonttools and brotli)

The face has no → and ★ (and no no-break hyphen or narrow space): → is drawn as its own ↑ turned, ★ is a polygon. The
licence (OFL, no reserved names) allows it; it lies beside the fonts.
"""

import math
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parents[1] / "fonts"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "Ёё№"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§«°±·»×–—’“„”…−•↑↓→★€©®\u202f\u2010\u2011"
FEATURES = ["kern", "tnum", "mark", "ccmp", "locl"]
WEIGHTS = (400, 600)


def add_signs(font):
    font.ensureDecompiled()
    cmap, glyphs = font.getBestCmap(), font["glyf"]
    for table in ("HVAR", "VVAR", "vhea", "vmtx"):
        font.tables.pop(table, None)
    drawn = {"arrowright.our": _arrow(font, cmap[0x2191]), "star.our": _star(font)}
    font.setGlyphOrder([*font.getGlyphOrder(), *drawn])
    glyphs.glyphOrder = font.getGlyphOrder()
    for name, (glyph, metrics) in drawn.items():
        glyphs.glyphs[name] = glyph
        font["hmtx"].metrics[name] = metrics
        glyph.recalcBounds(glyphs)
        font["gvar"].variations[name] = []
    more = {0x2192: "arrowright.our", 0x2605: "star.our", 0x202F: cmap[0x20], 0x2010: cmap[0x2D], 0x2011: cmap[0x2D]}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(more)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def _arrow(font, up):
    """The upward arrow turned clockwise; as a component it follows the weight."""
    shape, side = font["glyf"][up], 60
    part = GlyphComponent()
    part.glyphName, part.flags = up, 0x2
    part.transform = [[0, -1], [1, 0]]
    middle = (shape.xMin + shape.xMax) / 2 + (shape.yMin + shape.yMax) / 2
    part.x, part.y = round(side - shape.yMin), round(middle)
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, [part]
    return glyph, (round(shape.yMax - shape.yMin + 2 * side), side)


def _star(font):
    size = font["head"].unitsPerEm
    pen, outer, x, y = TTGlyphPen(None), size * 0.36, size * 0.4, size * 0.34
    for n in range(10):
        angle, radius = math.pi / 2 - n * math.pi / 5, outer * (0.42 if n % 2 else 1)
        point = (round(x + radius * math.cos(angle)), round(y + radius * math.sin(angle)))
        (pen.lineTo if n else pen.moveTo)(point)
    pen.closePath()
    return pen.glyph(), (round(size * 0.8), round(x - outer))


def cut(source, letters, target, prepare=None):
    font = TTFont(source)
    if prepare:
        prepare(font)
    for table in ("VVAR", "vhea", "vmtx"):
        font.tables.pop(table, None)
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[1, 2, 3, 4, 6, 13, 14])
    options.drop_tables += ["STAT", "gasp", "prep", "VVAR", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters])
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    cut(folder / "golos-text-cyrillic-wght-normal.woff2", CYRILLIC, FONTS / "golos-cyrillic.woff2")
    cut(folder / "golos-text-latin-wght-normal.woff2", LATIN, FONTS / "golos-latin.woff2", add_signs)
