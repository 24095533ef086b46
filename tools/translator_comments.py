"""Writes what translators are told about messages into the catalogues: `python -m tools.translator_comments`.

A message with placeholders gets a `#.` line: where it is shown, and what each placeholder stands for. That is written
down once, in knowledge/locale/comments.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parents[1] / "knowledge" / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
_ID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


class Unexplained(LookupError):
    """comments.toml does not tell where a message is shown, or what a placeholder stands for."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((LOCALE / "comments.toml").read_text(encoding="utf-8"))


def comment(message_id: str, text: str) -> str:
    """What is told about a message with that text; nothing where it has no placeholder.

    Raises:
        Unexplained: the table says nothing of it.
    """
    placeholders = sorted(set(_PLACEHOLDER.findall(text)))
    if not placeholders:
        return ""
    parts, table = message_id.split("."), _table()
    beginnings = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    shown = next((table["shown"][each] for each in beginnings if each in table["shown"]), None)
    meanings = table["placeholder"] | table["in"].get(parts[0], {})
    unknown = [name for name in placeholders if name not in meanings]
    if shown is None or unknown:
        raise Unexplained(f"{message_id}: {', '.join(unknown) or 'where it is shown'}")
    return f"Shown {shown}. " + "; ".join(f"{{{name}}}: {meanings[name]}" for name in placeholders)


def commented(catalogue: str) -> str:
    """A catalogue's text with its comments as the table has them.

    Raises:
        Unexplained: comments.toml says nothing of a message or a placeholder in it.
    """
    return "\n\n".join(map(_commented, catalogue.split("\n\n")))


def _commented(entry: str) -> str:
    """One message with its comments; its comments so far go."""
    bare = "\n".join(line for line in entry.split("\n") if not line.startswith("#."))
    found = _ID.search(bare)
    told = comment(found.group(1), bare) if found else ""
    return f"#. {told}\n{bare}" if told else bare


def main() -> None:
    """Write them into both catalogues."""
    for file in CATALOGUES:
        file.write_text(commented(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
