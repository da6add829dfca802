"""html-validate and the Nu checker find nothing on any distinct page. EVERY_PAGE=1; needs Node, and Java for Nu.

The tools come from npm into var/validators; what html-validate is told not to ask for, and why, stands in
validators.json beside this file and in docs/accessibility.md.
"""

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("EVERY_PAGE") != "1", reason="every page takes minutes: EVERY_PAGE=1"),
]
PLACE = Path(settings.BASE_DIR) / "var" / "validators"
TOOLS = ("html-validate@10.17.0", "vnu-jar@26.9.27")
NU_LINE = re.compile(r'"file:([^"]+)":(\d+)[\d.-]*: (error|info warning|warning): (.*)')
NU_SPARED = re.compile(
    "“role” attribute must not be used on a “(tr|td|th)”|"
    "“(table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary"
)
RULES = Path(__file__).with_name("validators.json")
FEW = 8  # places of one complaint told
BAD = '<!doctype html><html lang="ru"><head><title>Б</title></head><body><p><div>а</div></p><a href="#x" id="x"></body></html>'


@pytest.fixture(scope="module")
def tools():
    """Where the tools are; installed when they are not."""
    npm = shutil.which("npm") or pytest.skip("npm is not installed")
    if not (PLACE / "node_modules" / "vnu-jar").exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([npm, "install", *quiet, "--prefix", PLACE, *TOOLS], check=True)
    return PLACE / "node_modules"


@pytest.fixture(scope="module")
def folder(rendered, tmp_path_factory):
    """The distinct pages as files, and {file: page}."""
    place, names = tmp_path_factory.mktemp("pages"), {}
    for number, page in enumerate(rendered[1], 1):
        path = place / f"{number:04}.html"
        path.write_text(page.html, encoding="utf-8")
        names[path.name] = page
    return place, names


def html_validate(tools, *paths):
    """[(file, rule, words, line)]."""
    command = [tools / ".bin" / "html-validate", "--config", RULES, "--formatter", "json", *paths]
    report = PLACE / "report.json"  # a pipe is cut off when the tool ends
    with report.open("w") as out:
        subprocess.run(command, stdout=out, check=False, cwd=PLACE)
    return [
        (Path(page["filePath"]).name, found["ruleId"], found["message"], found["line"])
        for page in json.loads(report.read_text())
        for found in page["messages"]
    ]


def nu(tools, *paths):
    """[(file, kind, words, line)], warnings too.

    Spared: roles of tables that become cards on a phone, where `display` takes the table's sense from Safari.
    """
    java = shutil.which("java") or pytest.skip("Java is not installed")
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = subprocess.run([java, "-Xss4m", "-jar", jar, "--exit-zero-always", *paths], capture_output=True, check=True)
    lines = [NU_LINE.match(line) for line in told.stderr.decode().splitlines()]
    found = [(Path(line[1]).name, line[3], line[4], line[2]) for line in lines if line]
    return [line for line in found if not NU_SPARED.search(line[2])]


def told(found, names):
    """Each complaint with how often it is made and the places of it, a few of them."""
    places = defaultdict(list)
    for name, kind, words, line in found:
        places[kind, words].append(f"{names[name]}, line {line}")
    often = sorted(places.items(), key=lambda item: -len(item[1]))
    return "\n" + "\n".join(f"{len(at)} × {kind}: {words} {at[:FEW]}" for (kind, words), at in often)


@pytest.mark.parametrize("ask", [html_validate, nu])
def test_the_checkers_find_nothing(tools, folder, ask):
    place, names = folder
    found = ask(tools, *sorted(place.iterdir()))
    assert not found, told(found, names)


@pytest.mark.parametrize("ask", [html_validate, nu])
def test_the_checkers_can_find(tools, tmp_path, ask):
    (tmp_path / "bad.html").write_text(BAD, encoding="utf-8")
    assert ask(tools, tmp_path / "bad.html")
