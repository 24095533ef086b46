import sys
from importlib import import_module


def _import_sqlite_utils() -> None:
    """Read sqlite_utils as if there were no numpy.

    It looks for numpy's types, which no table here holds, and would read all of it wherever charts have brought it along:
    0.1 s and 11 MB at every start of a command.
    """
    if "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment] # makes an import of it fail
    try:
        import_module("sqlite_utils")
    finally:
        del sys.modules["numpy"]


_import_sqlite_utils()
