"""What a preview of an evaluation, and what recording did, says in words: the same on the terminal and in Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.evaluation.file_rows import EvaluationRow
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.recording import EvaluationPreview
from knowledge.evaluation.text import evaluated_name, evaluation_lines, fiscal
from knowledge.record_log import Edit
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages


def preview_lines(preview: EvaluationPreview, strategy: Strategy, words: Messages) -> Iterator[str]:
    """What recording an evaluation would do: of what it is, what the figures propose, and what it says."""
    evaluation = preview.evaluation
    name = evaluated_name(strategy[evaluation.target], strategy, words)
    yield words.say("evaluation.of", name=name, year=fiscal(evaluation.fiscal_year, words))
    if preview.proposed:
        yield words.say("evaluation.proposed", verdict=preview.proposed)
    yield from evaluation_lines(evaluation, strategy, words)


def edit_line(edit: Edit[Evaluation], strategy: Strategy, words: Messages) -> str:
    """What was done to an entity's year."""
    found = strategy.get(edit.entity)
    name = evaluated_name(found, strategy, words) if found else edit.entity
    done = "new" if edit.before is None else "gone" if edit.after is None else "changed"
    return words.say(f"evaluation.edit.{done}", name=name, year=fiscal(edit.year, words))


def added_text(preview: EvaluationPreview, words: Messages) -> str:
    """What an evaluation says that is not recorded yet, each field behind its heading; all of it where nothing is new."""
    before, content = preview.before.content if preview.before else {}, preview.evaluation.content
    added = {name: text for name, text in content.items() if before.get(name) != text}
    return _fields(added or content, words)


def replaced_text(preview: EvaluationPreview, words: Messages) -> str:
    """What is recorded of a year and would be said no more; that there is nothing where the year has none."""
    if preview.before is None:
        return words.say("edit.nothing")
    content = preview.evaluation.content
    replaced = {name: text for name, text in preview.before.content.items() if content.get(name) != text}
    return _fields(replaced or preview.before.content, words)


def doubt_lines_of(row: EvaluationRow, words: Messages) -> Iterator[str]:
    """What somebody should look at twice in an evaluation of a file."""
    year = fiscal(row.preview.evaluation.fiscal_year - 1, words)
    for section in row.copied:
        yield words.say("import.doubt.copied", section=words.heading(section), year=year)
    for section, line in row.shared:
        yield words.say("import.doubt.shared", section=words.heading(section), line=line)


def _fields(content: Mapping[str, str], words: Messages) -> str:
    """Fields of an evaluation in one line."""
    shown = ((name, " ".join(text.split())) for name, text in content.items())
    lines = (words.say("evaluation.section", title=_title(name, words), text=text) for name, text in shown)
    return words.say("detail.separator").join(lines)


def _title(name: str, words: Messages) -> str:
    if name in (*map(str, Section), "source"):
        return words.heading(name)
    return words.say("evaluation.label.verdict" if name == "verdict" else "evaluation.label.verdict_reason")
