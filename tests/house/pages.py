"""The documentation: the two READMEs and the pages of docs/, and what stands in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.ja.md")
PAGES = (*READMES, *sorted((ROOT / "docs").glob("*/*.md")))
OTHERS = tuple(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"))


def name(path: Path) -> str:
    """A page's path within the project."""
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """A page's text."""
    return path.read_text(encoding="utf-8")


def scripts(path: Path) -> list[str]:
    """The blocks of a page that are executed: those of shell that call the program and install nothing."""
    blocks = re.findall(r"^```sh\n(.+?)^```$", text(path), re.DOTALL | re.MULTILINE)
    return [block for block in blocks if "pip install" not in block]


def questions(path: Path) -> list[tuple[bool, str, str]]:
    """Each question of a page's tables with what its answer holds, and whether it needs recorded figures."""
    tables = re.findall(r"^\| ((?:Question|聞き方)[^|]*) \|[^\n]+\n\|[-|]+\n((?:\|[^\n]+\n)+)", text(path), re.MULTILINE)
    rows = [(head, [cell.strip() for cell in line.split("|")[1:3]]) for head, table in tables for line in table.splitlines()]
    return [("recorded" in head or "記録" in head, question, answer) for head, (question, answer) in rows]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
