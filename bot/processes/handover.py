"""What the process that keeps requests and the one that answers share: who answers, and that there is something to answer."""

from __future__ import annotations

import asyncio
import mmap
import os
from collections.abc import Callable
from contextlib import suppress

_NAME_BYTES = 32  # a ProcessLease's name
_NOBODY = b"0" * _NAME_BYTES  # before somebody answers; no process has that name
_MOST_READ = 65_536


class Handover:
    """Made before the two processes are forked; outlives each of them. What is to be answered itself stands in the inbox."""

    def __init__(self) -> None:
        self._name = mmap.mmap(-1, _NAME_BYTES)
        self._name[:] = _NOBODY
        self._heard, self._said = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._said, False)

    @property
    def begun(self) -> bool:
        """Whether a process has begun to answer since the start; it may have ended since, and another one not have begun yet."""
        return self._name[:] != _NOBODY

    @property
    def answering(self) -> str:
        """The name under which the answering process owns rows of the queue; that of the last one, where it is no more."""
        return self._name[:].decode("ascii")

    def begin_answering(self, name: str, wake: Callable[[], None]) -> None:
        """Say who answers from now on; `wake` is called, in the event loop, when there is something to answer."""
        self._name[:] = name.encode("ascii")
        asyncio.get_running_loop().add_reader(self._heard, self._woken, wake)

    def wake(self) -> None:
        """Tell the answering process that there is something to answer."""
        with suppress(BlockingIOError):  # as many bytes as a pipe holds tell it already
            os.write(self._said, b".")

    def _woken(self, wake: Callable[[], None]) -> None:
        with suppress(BlockingIOError):
            os.read(self._heard, _MOST_READ)
        wake()
