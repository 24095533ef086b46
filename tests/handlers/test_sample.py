"""Wherever an invented figure is shown, it is said that it is invented."""

from __future__ import annotations

import json
import re

from bot.workspace import Workspace
from handlers.showcase import Scene
from knowledge.measurement.sample import invented
from tests.questions.specs import sampled_questions

SAID = re.compile("架空|invented", re.IGNORECASE)


def only_invented(workspace: Workspace) -> set[str]:
    """The invented figures, without those whose digits the document has too."""
    document = workspace.settings.shirube_strategy.read_text(encoding="utf-8")
    series = [m for indicator in workspace.strategy.indicators for m in workspace.measurements.series(indicator.id)]
    assert all(invented([m]) for m in series)
    figures = {re.sub("[^0-9.,]", "", m.wording) for m in series}
    return {each for each in figures if len(each) > len("1.5") and each not in document}


def test_every_scene_with_an_invented_figure_says_so(koriyama_gallery: list[Scene], measured: Workspace) -> None:
    figures = only_invented(measured)
    assert len(figures) > 10
    shown = re.compile("|".join(rf"(?<![0-9.,]){re.escape(each)}(?![0-9.,])" for each in figures))
    asked = {name: question.text for name, question in sampled_questions()}  # whose own figures are no answer
    texts = [
        (scene.name, json.dumps(scene.blocks, ensure_ascii=False).replace(asked.get(scene.name, "\0"), ""))
        for scene in koriyama_gallery
    ]
    silent = sorted({name for name, text in texts if shown.search(text) and not SAID.search(text)})
    assert [name for name, text in texts if shown.search(text)]
    assert not silent, silent
