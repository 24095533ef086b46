"""A real browser, headless: loads a page and tells what its scripts found, or prints it."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FOUND = re.compile(r'<pre id="found">(.*?)</pre>', re.DOTALL)


def require_browser() -> str:
    """Chromium; without it these tests are skipped, never in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: CI needs it to look at the report")
        pytest.skip("chromium is not installed: the report is looked at in it")
    return found


def chromium(folder: Path, *arguments: str) -> str:
    """What the browser writes to standard output."""
    command = [require_browser(), "--headless", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-sandbox"] if os.geteuid() == 0 else []
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=60, check=True).stdout


def run_in(folder: Path, page: str, script: str, *, width: int = 1100) -> Any:
    """What a script (an expression, maybe a promise) finds in a page that is so many pixels wide."""
    host = folder / "host.html"
    host.write_text(
        f'<!DOCTYPE html><html lang="en"><title>host</title><pre id="found"></pre>'
        f'<iframe title="page" style="width:{width}px;height:900px;border:0" srcdoc="{html.escape(page)}"></iframe>'
        "<script>const frame = document.querySelector('iframe');"
        "frame.onload = async () => { const page = frame.contentWindow;"
        f"document.querySelector('#found').textContent = JSON.stringify(await ({script})); }};</script>",
        encoding="utf-8",
    )
    dom = chromium(folder, "--virtual-time-budget=20000", "--dump-dom", host.as_uri())
    found = _FOUND.search(dom)
    assert found, "the browser gave no page"
    return json.loads(html.unescape(found[1]))
