"""README, SECURITY.md and docs/ name only what is there; deploy/ starts what README says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("mentoring", "programs", "monitoring")
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
PATH = re.compile(r"`((?:mentoring|programs|monitoring|templates|static|docs|deploy|\.ci)/[\w./-]*)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_names_is_there(page):
    text = page.read_text()
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    named = [ROOT / path for path in PATH.findall(text)] + [page.parent / link for link in links]
    assert [str(path) for path in named if not path.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_is_there(page):
    named = set(re.findall(r"manage\.py (\w+)", page.read_text()))
    assert named - set(get_commands()) == set()


def known_tests():
    sources = [path.read_text() for floor in FLOORS for path in (ROOT / floor).rglob("test_*.py")]
    return set(re.findall(r"^ *def (test_\w+)", "\n".join(sources), re.MULTILINE))


def test_every_promise_of_security_names_a_test_that_is_there():
    promised = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text()))
    assert len(promised) > 30
    assert promised - known_tests() == set()


def test_sixty_items_of_security_each_name_a_test_or_a_reason():
    rows = re.findall(r"^\| (\d+) \|(.+)\|$", (ROOT / "docs/security.md").read_text(), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 61))
    named = {number: set(re.findall(r"`(test_\w+)`", row)) for number, row in rows}
    assert [number for number, row in rows if not named[number] and "Deviation:" not in row] == []
    assert set().union(*named.values()) - known_tests() == set()


def test_every_requirement_has_its_line():
    told = (ROOT / "docs" / "dependencies.md").read_text().lower()
    pins = [
        pin
        for file in ("requirements.txt", "requirements-dev.txt")
        for pin in re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(), re.MULTILINE)
    ]
    assert [pin for pin in pins if not re.search(rf"^\|.*\b{re.escape(pin.lower())}\b.*\|", told, re.MULTILINE)] == []


def test_units_run_the_commands_of_readme():
    readme = (ROOT / "README.md").read_text()
    for unit in UNITS:
        command = re.search(r"^ExecStart=/opt/nastavnik/(.+)$", unit.read_text(), re.MULTILINE).group(1)
        assert command in readme, unit.name
        assert unit.name in readme


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for unit in (ROOT / "deploy").glob("nastavnik-*"):
        text = re.sub(r"/opt/nastavnik/\.venv/bin/\w+", "/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert (answer.returncode, answer.stderr) == (0, "")
