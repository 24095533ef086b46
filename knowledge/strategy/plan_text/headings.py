"""Headings of a plan's text: 基本目標1 …, 施策(2) …, 第1章 …, Ⅱ …, (1) …; what they are called, their label and their name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.notation.planning import planning
from knowledge.strategy.labels import split_label
from knowledge.strategy.plan_text.words import level_words, plan_words

_LONGEST = 90  # characters of a heading


@dataclass(frozen=True, slots=True)
class Style:
    """How headings of one rank are written: with a level's name (基本目標), or with a form of label alone ((1), 第1章)."""

    word: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `name` is empty where it stands on the line below."""

    style: Style
    label: str
    name: str

    @property
    def text(self) -> str:
        """Label and name, as a planning table's cell has them."""
        return f"{self.label} {self.name}".strip()


def read_heading(text: str) -> Heading | None:
    """The heading that a line is, its bullets taken off; None where it is none.

    >>> read_heading("基本目標 1 : しごと").text, read_heading("【施策2】移住の促進").text, read_heading("(1) 防災").style.form
    ('1 しごと', '2 移住の促進', '()')
    >>> read_heading("基本目標1の数値目標"), read_heading("施策1に取り組みます。"), read_heading("基本目標:一体となる").label
    (None, None, '')
    """
    if len(text) > _LONGEST or plan_words()["line"]["sentence"] in text or re.search(plan_words()["line"]["contents"], text):
        return None
    return _with_word(text) or _with_label(text)


@cache
def _word_form() -> re.Pattern[str]:
    words = "|".join(map(re.escape, level_words()))
    label, separator = plan_words()["heading"]["label"], plan_words()["heading"]["separator"]
    return re.compile(
        rf"[【\[(〔《]?\s*(?P<word>{words})\s*(?P<label>{label})?\s*(?P<closed>[】\])〕》])?\s*"
        rf"(?P<separator>{separator}*)\s*(?P<name>.*)"
    )


def _with_word(text: str) -> Heading | None:
    found = _word_form().fullmatch(text)
    if found is None:
        return None
    label, name = found["label"] or "", found["name"].strip()
    parted = bool(found["closed"] or found["separator"] or text[found.end("label") : found.start("name")])
    if not label and not (found["separator"].strip() and name):
        return None
    if not parted and (name[:1].isdecimal() or name.startswith(_particles())):
        return None
    return Heading(Style(found["word"]), label, name)


@cache
def _particles() -> tuple[str, ...]:
    return tuple(plan_words()["particles"]["words"])


def _with_label(text: str) -> Heading | None:
    label, name = split_label(text)
    form = _form(label)
    if not form or not any(unicodedata.category(letter)[0] == "L" for letter in name):
        return None
    return Heading(Style("", form), label, name)


def _form(label: str) -> str:
    """The form of a label: of a number its parts, of a bracket its pair; empty for what is no number."""
    plain = unicodedata.normalize("NFKC", label)
    if label[:1] in planning()["label"]["circled"] and label:
        return "circled"
    if re.fullmatch(r"[0-9]{1,2}(?:[-‐–.][0-9]{1,2})*\.?", plain):
        return "1" + "-1" * len(re.findall(r"[-‐–.](?=[0-9])", plain))
    if re.fullmatch(r"\([0-9]{1,2}\)", plain):
        return "()"
    if found := re.fullmatch(plan_words()["heading"]["chapter"], plain):
        return str(found["form"])
    return "roman" if label and unicodedata.name(label[0], "").startswith("ROMAN NUMERAL") else ""
