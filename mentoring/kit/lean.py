"""Keeping web workers small: openpyxl loads numpy wherever it is installed, and needs it for nothing we do."""

import sys
from threading import Lock

_lock = Lock()


def load_openpyxl():
    """Import openpyxl without numpy (decision 23: only the background worker has it). Call before importing its parts."""
    if "openpyxl" in sys.modules:
        return
    with _lock:
        hidden = "numpy" not in sys.modules
        if hidden:
            sys.modules["numpy"] = None
        try:
            import openpyxl  # noqa: F401 kept in sys.modules for those who import it next
        finally:
            if hidden:
                del sys.modules["numpy"]
