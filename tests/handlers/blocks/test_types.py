"""Every block that the bot can produce fits Slack's own types, as the TypeScript compiler sees them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.showcase import Scene
from handlers.showcase.shape import shape
from tests.scenarios.emulator import NODE, require_node

Part = dict[str, Any]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder among the packages, where the compiler finds Slack's types."""
    require_node()
    made = NODE / "node_modules" / ".shirube"
    made.mkdir(exist_ok=True)
    yield made
    for file in made.iterdir():
        file.unlink()


def compile_parts(folder: Path, parts: Iterable[Part], of: str = "BlockOf") -> str:
    """What the compiler says of blocks or views, each held against the type that it names; nothing where they fit."""
    lines = [f'import type {{ {of} }} from "../../blocks.js";']
    lines += [f"export const b{n}: {of}<{json.dumps(part['type'])}> = {json.dumps(part)};" for n, part in enumerate(parts)]
    file = folder / "shown.ts"
    file.write_text("\n".join(lines))
    compiler = [
        "node",
        "node_modules/typescript/bin/tsc",
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "nodenext",
        str(file),
    ]
    return subprocess.run(compiler, cwd=NODE, capture_output=True, text=True, timeout=120, check=False).stdout


def shapes(blocks: Iterable[Part]) -> list[Part]:
    """The blocks, one of each shape: texts do not matter to a type, so that what differs in them alone is checked once."""
    seen = {json.dumps(shape(block), sort_keys=True): block for block in blocks}
    return list(seen.values())


def test_every_block_fits_the_type_that_slack_publishes(gallery: list[Scene], folder: Path) -> None:
    blocks = shapes(block for scene in gallery for block in scene.blocks)
    assert {block["type"] for block in blocks} >= {"rich_text", "data_table", "data_visualization", "context_actions", "section"}
    assert compile_parts(folder, blocks) == ""


def test_every_view_fits_the_type_that_slack_publishes(gallery: list[Scene], folder: Path) -> None:
    views = shapes({**scene.view, "blocks": []} for scene in gallery if scene.view)
    assert {view["type"] for view in views} == {"home", "modal"}
    assert compile_parts(folder, views, "ViewOf") == ""


def test_the_compiler_finds_what_does_not_fit(folder: Path) -> None:
    wrong = [
        {"type": "data_visualization", "title": "t", "chart": {"type": "line", "series": []}},
        {"type": "data_table", "rows": [[{"type": "raw_text", "text": "a"}]]},
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "colour": "red"},
        {"type": "divider"},
    ]
    output = compile_parts(folder, wrong)
    assert [f"shown.ts({n}," in output for n in (2, 3, 4, 5)] == [True, True, True, False]
    views = [{"type": "home", "blocks": [], "title": "t"}, {"type": "modal", "blocks": []}, {"type": "home", "blocks": []}]
    output = compile_parts(folder, views, "ViewOf")
    assert [f"shown.ts({n}," in output for n in (2, 3, 4)] == [True, True, False]
