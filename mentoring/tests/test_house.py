"""The walls of the house that import-linter cannot see: sizes, circles, inline code, unfinished words."""

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("mentoring", "programs", "monitoring")
SIZE_EXEMPT = re.compile(r"/(migrations|starter|tests)/|/choices/state_words")
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 120
ENGINES = {"weasyprint", "pikepdf", "docx", "openpyxl", "lxml", "pymorphy3", "scipy", "numpy"}
INLINE = re.compile(r"\sstyle\s*=|<style\b|<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
PAPER_AND_MAIL = re.compile(r"^templates/(pdf|email)/")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
TEXT_FILES = ("py", "html", "txt", "scss", "css", "js", "sh", "md", "toml", "yaml")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@cache
def modules():
    """{"mentoring/kit/text.py": its syntax tree} of every module of the three floors."""
    paths = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    return {name_of(path): ast.parse(path.read_text()) for path in paths}


def templates():
    places = [ROOT / "templates", *(ROOT / floor / "templates" for floor in FLOORS)]
    return sorted(path for place in places for path in place.rglob("*") if path.suffix in {".html", ".txt", ".svg"})


def sized_modules():
    return {name: tree for name, tree in modules().items() if not SIZE_EXEMPT.search(name)}


def test_no_module_is_longer_than_the_ceiling():
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in sized_modules()}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_the_ceiling():
    long = {
        f"{name}:{node.name}": node.end_lineno - node.lineno + 1
        for name, tree in sized_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {where: lines for where, lines in long.items() if lines > FUNCTION_LINES} == {}


def test_no_template_is_longer_than_the_ceiling():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in templates()}
    assert {name: lines for name, lines in lengths.items() if lines > TEMPLATE_LINES} == {}


def test_screen_templates_hold_no_inline_style_script_or_handler():
    """The content security policy would drop them in silence."""
    found = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in templates()
        if not PAPER_AND_MAIL.match(name_of(path))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


def test_nothing_is_left_unfinished():
    kept = [path for place in (*FLOORS, "templates", "static", "docs", "deploy") for path in (ROOT / place).rglob("*")]
    kept += [path for path in ROOT.iterdir() if path.is_file()]
    found = [
        f"{name_of(path)}:{number}"
        for path in kept
        if path.is_file() and path.suffix.lstrip(".") in TEXT_FILES and "/vendor/" not in name_of(path)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_a_web_worker_starts_without_the_heavy_engines():
    """WeasyPrint, Word, Excel and the dictionaries are loaded by the function that needs them, not by every worker."""
    script = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        f"print(*sorted({ENGINES!r} & set(sys.modules)))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "mentoring.settings_test"}
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (answer.stdout.split(), answer.stderr) == ([], "")


def test_there_is_no_import_circle():
    """Between any modules, a package and its own parts included; imports inside functions count."""
    arrows = import_graph()
    assert circle(arrows) == []


def test_a_circle_would_be_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b", "c"]


def import_graph():
    """{module: modules of ours it imports}; `from package import part` points at the part when it is a module."""
    dotted = {re.sub(r"/__init__$", "", name.removesuffix(".py")).replace("/", "."): name for name in modules()}
    arrows = {module: set() for module in dotted}
    for module, name in dotted.items():
        package = module if name.endswith("__init__.py") else module.rpartition(".")[0]
        for node in ast.walk(modules()[name]):
            for target in imported_names(node, package):
                found = target if target in dotted else target.rpartition(".")[0]
                if found in dotted and found != module:
                    arrows[module].add(found)
    return arrows


def imported_names(node, package):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join(above + ([node.module] if node.module else []))
    return [f"{base}.{alias.name}" for alias in node.names]


def circle(arrows):
    """Modules on a circle: what remains when those that import nothing, or that nobody imports, are peeled off."""
    left = {module: set(targets) for module, targets in arrows.items()}
    while True:
        imported = set().union(*left.values()) if left else set()
        peel = {module for module, targets in left.items() if not targets or module not in imported}
        if not peel:
            return sorted(left)
        left = {module: targets - peel for module, targets in left.items() if module not in peel}


def test_psycopg_3_is_not_importable():
    """Django would prefer it to psycopg2 in silence."""
    assert importlib.util.find_spec("psycopg") is None


def test_every_requirement_is_pinned_exactly():
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.split("#")[0].strip() for line in (ROOT / file).read_text().splitlines()]
        assert [line for line in lines if line and "==" not in line] == []


def test_the_lock_pins_every_requirement_with_hashes_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text()
    pins = re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    locked = set(re.findall(r"^([\w.-]+==[\w.]+)", lock, re.MULTILINE))
    assert {pin.lower().replace("_", "-") for pin in pins} <= locked
    assert lock.count("--hash=sha256:") > len(locked)
    assert "://" not in lock


def test_the_list_of_parts_agrees_with_the_lock():
    """deploy/sbom.json (CycloneDX) is written by `sh setup.sh lock` together with the lock."""
    bom = json.loads((ROOT / "deploy/sbom.json").read_text())
    named = {(part["name"], part["version"]): part for part in bom["components"]}
    lock = (ROOT / "requirements.lock").read_text()
    assert bom["bomFormat"] == "CycloneDX"
    assert set(named) == set(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    assert all(part["purl"] == f"pkg:pypi/{name}@{version}" for (name, version), part in named.items())
    told = {one["content"] for part in named.values() for way in part["externalReferences"] for one in way["hashes"]}
    assert told == set(re.findall(r"--hash=sha256:(\w+)", lock))


def test_the_environment_example_names_every_variable_the_settings_read():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "mentoring/settings.py").read_text()))
    named = set(re.findall(r"[A-Z_]{4,}", (ROOT / "deploy/environment.example").read_text()))
    assert read - named == set()


def test_djlint_knows_every_block_component():
    """Declared names are what lets it find an unclosed component tag.

    Not declared: `empty`, which it would mix up with that of {% for %}, and `section_head`, whose end may be left out.
    """
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["djlint"]["custom_blocks"]
    sources = [ast.unparse(tree) for name, tree in modules().items() if "/templatetags/" in name]
    blocks = re.findall(r"@component\(block=True\)\s+def (\w+)", "\n".join(sources))
    assert sorted(set(blocks) - {"empty", "section_head"}) == declared.split(",")


def test_an_address_made_in_one_block_is_not_used_in_another():
    """It would be empty there, and a button without an address presses nothing."""
    lost = [
        f"{path.name}: {name}" for path in (ROOT / "templates").rglob("*.html") for name in strangers(path.read_text())
    ]
    assert lost == []
    assert list(strangers("{% block a %}{% url 'x' as u %}{% endblock %}{% block b %}{{ u }}{% endblock %}")) == ["u"]


def strangers(source):
    """Names used in a block of a template and made by «as» only in other blocks."""
    blocks = blocks_of(source)
    around = lambda place: {span for span in blocks if span[0] <= place < span[1]}  # noqa: E731
    made = {}
    for found in re.finditer(r"{%[^%]*?\bas (\w+)\s*%}", source):
        made.setdefault(found[1], []).append(around(found.start()))
    for name, places in made.items():
        uses = [around(found.start()) for found in re.finditer(rf"(?:\w=|{{{{ *){name}\b", source)]
        if any(all(place - use for place in places) for use in uses):
            yield name


def blocks_of(source):
    """[(begin, end)] of the template's blocks, inner ones too."""
    begun, found = [], []
    for tag in re.finditer(r"{%\s*(block\s+\w+|endblock)\b.*?%}", source):
        if tag[1] != "endblock":
            begun.append(tag.end())
        else:
            found.append((begun.pop(), tag.start()))
    return found
