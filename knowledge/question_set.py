"""A question set against a guide: what each question should get, what it gets, and the share of right answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.errors import Fault, FileFaults
from knowledge.guide import Question

NEAR = Decimal("0.005")  # how far a number may be from the wanted one, as a share of it
_EXACT = ("year", "count")


class ExpectedFact(BaseModel):
    """A fact that the answer must hold; without a value, any of that field."""

    model_config = ConfigDict(extra="ignore")

    subject: str
    field: str
    value: str | None = None


class Expectation(BaseModel):
    """A question and what a right answer holds: the scorer's form."""

    model_config = ConfigDict(extra="ignore")

    q: str
    status: list[AnswerStatus]
    subjects: list[str] = Field(default_factory=list)
    mode: str = "any"
    facts: list[ExpectedFact] = Field(default_factory=list)
    has: list[str] = Field(default_factory=list)
    hasnot: list[str] = Field(default_factory=list)
    lang: str | None = None


class Item(BaseModel):
    """A line of a question set: one question, or the turns of one thread; `origin` names the set that it was first asked in."""

    model_config = ConfigDict(extra="ignore")

    id: str
    cat: str = "-"
    origin: str = ""
    turns: list[Expectation]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question with its answer and everything that is wrong with that; `misleads` where it claims what is not so."""

    name: str
    category: str
    wanted: Expectation
    answer: Answer
    wrong: tuple[str, ...]
    misleads: bool


@dataclass(slots=True)
class Tally:
    """How many questions of a category there were, and how many were answered rightly."""

    right: int = 0
    total: int = 0


@dataclass(slots=True)
class Report:
    """All questions of a set, judged."""

    judged: list[Judgement] = field(default_factory=list)

    @property
    def right(self) -> float:
        """The share of right answers, 0 to 1."""
        return sum(not each.wrong for each in self.judged) / len(self.judged) if self.judged else 0.0

    @property
    def misleading(self) -> int:
        """How many answers mislead."""
        return sum(each.misleads for each in self.judged)

    def categories(self) -> dict[str, Tally]:
        """The tally of each category, in the set's order."""
        tallies: dict[str, Tally] = {}
        for each in self.judged:
            tally = tallies.setdefault(each.category, Tally())
            tally.total += 1
            tally.right += not each.wrong
        return tallies

    def reliability(self, bins: int = 10) -> Iterator[tuple[float, float, int, float]]:
        """For each bin of confidence: its bounds, the number of answers in it, and the share of right ones."""
        for number in range(bins):
            low, high = number / bins, (number + 1) / bins
            inside = [
                each for each in self.judged if low < each.answer.confidence <= high or (not number and not each.answer.confidence)
            ]
            if inside:
                yield low, high, len(inside), sum(not each.wrong for each in inside) / len(inside)


def read_questions(name: str, lines: Iterable[str]) -> list[Item]:
    """The items of a question set.

    Raises:
        FileFaults: lines that are no items; each is named.
    """
    items, faults = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            items.append(_item(line))
        except (ValueError, RecursionError) as error:  # pydantic's ValidationError is a ValueError
            faults.append(Fault("eval.fault", {"reason": str(error).splitlines()[0]}, number))
    if faults:
        raise FileFaults("eval.refused", name, tuple(faults))
    return items


def _item(line: str) -> Item:
    import json

    data = json.loads(line)
    if isinstance(data, dict) and "turns" not in data:
        data = {"id": data.get("id", "?"), "cat": data.get("cat", "-"), "origin": data.get("origin", ""), "turns": [data]}
    return Item.model_validate(data)


class Asked(Protocol):
    """What answers questions, in threads."""

    def ask(self, question: Question) -> Answer:
        """The answer to a question."""
        ...


def evaluate(asked: Asked, items: Iterable[Item]) -> Report:
    """Ask every question and judge every answer."""
    report = Report()
    for item in items:
        thread = item.id if len(item.turns) > 1 else None
        for number, wanted in enumerate(item.turns, start=1):
            answer = asked.ask(Question(wanted.q, thread))
            wrong, misleads = judge(wanted, answer)
            name = f"{item.id}.{number}" if thread else item.id
            report.judged.append(Judgement(name, item.cat, wanted, answer, tuple(wrong), misleads))
    return report


def judge(wanted: Expectation, answer: Answer) -> tuple[list[str], bool]:
    """What is wrong with an answer, and whether it misleads."""
    wrong = list(_wrong(wanted, answer))
    text = unicodedata.normalize("NFKC", answer.text)
    shown = [f"text shows /{pattern}/" for pattern in wanted.hasnot if re.search(pattern, text, re.IGNORECASE)]
    claims = answer.status is AnswerStatus.ANSWERED and AnswerStatus.ANSWERED not in wanted.status
    return wrong + shown, bool(shown) or claims


def _wrong(wanted: Expectation, answer: Answer) -> Iterator[str]:
    if answer.status not in wanted.status:
        yield f"status {answer.status}, wanted {'/'.join(wanted.status)}"
    if answer.status is AnswerStatus.ANSWERED:
        if not _subjects_hold(wanted.mode, answer.subjects, wanted.subjects):
            yield f"subjects {list(answer.subjects)}, wanted {wanted.mode} {wanted.subjects}"
        yield from (f"no fact {fact.model_dump()}" for fact in wanted.facts if not _holds(answer, fact))
    text = unicodedata.normalize("NFKC", answer.text)
    if answer.status is AnswerStatus.ANSWERED or AnswerStatus.ANSWERED not in wanted.status:
        yield from (f"text lacks /{p}/" for p in wanted.has if not re.search(p, text, re.IGNORECASE))
    if wanted.lang and answer.language != wanted.lang:
        yield f"language {answer.language}, wanted {wanted.lang}"


def _subjects_hold(mode: str, got: Sequence[str], wanted: Sequence[str]) -> bool:
    if mode == "exact":
        return sorted(got) == sorted(wanted)
    if mode == "ordered":
        return list(got) == list(wanted)
    if mode == "include":
        return set(wanted) <= set(got)
    return mode != "first" or (bool(got) and got[0] in wanted)


def _holds(answer: Answer, wanted: ExpectedFact) -> bool:
    return any((fact.subject, fact.field) == (wanted.subject, wanted.field) and _alike(fact.value, wanted) for fact in answer.facts)


def _alike(value: str | None, wanted: ExpectedFact) -> bool:
    if wanted.value is None:
        return True
    a, b = _number(value), _number(wanted.value)
    if a is None or b is None:
        return value == wanted.value
    return a == b if wanted.field in _EXACT else abs(a - b) <= abs(b) * NEAR


def _number(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None
