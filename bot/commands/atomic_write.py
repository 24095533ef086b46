"""Files that commands write: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from knowledge.errors import ShirubeError


def write_files(files: Mapping[Path, bytes], *, overwrite: bool, folder: Path | None = None) -> None:
    """Write files, each in one step; `folder` is made for them where it is missing, and no other one.

    Raises:
        ShirubeError: one is there already and is not to be overwritten, or one cannot be written.
    """
    there = next((path for path in files if path.exists()), None)
    if there and not overwrite:
        raise ShirubeError("file.exists", path=there)
    for path, content in files.items():
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            if path.parent == folder:
                folder.mkdir(exist_ok=True)
            partial.write_bytes(content)
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise ShirubeError("file.cannot_write", path=path, reason=error.strerror or "") from error
