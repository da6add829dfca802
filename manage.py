#!/usr/bin/env python3
"""Django's command line; re-executes itself inside .venv when run with the system Python."""

import os
import sys
from pathlib import Path


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
        if not python.exists() or Path(sys.executable) == python:
            sys.exit("Django is not installed: run `sh setup.sh` first.")
        os.execv(python, [str(python), *sys.argv])
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
