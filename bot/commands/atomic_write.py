"""Files that commands write: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from knowledge.errors import ShirubeError


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each replaced in one step; folders are made where they are missing.

    Raises:
        ShirubeError: one cannot be written.
    """
    for path, content in files.items():
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content)
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise ShirubeError("file.cannot_write", path=path, reason=error.strerror or "") from error
