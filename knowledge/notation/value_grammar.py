"""The grammar of `data/values.toml`: what stands around the number of a plan's value, taken off sign by sign.

A value is a number with any of the signs before or behind it: 5年間で累計300人以上, 0人（維持）. What such a sign means is
kept; the number is read by whoever takes the signs off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from knowledge.notation.planning import meanings, squeezed
from knowledge.notation.units import DATA, read_toml

_MOST_SIGNS = 5
_PER = ("day", "week", "month")
_GAP = " :、,・\t\n"
_BRACKETS = {")": "(", "]": "[", "】": "【", "〕": "〔"}


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands around a number.

    `span` are the years over which it is counted, 0 for those of the plan's term, None where none are named; `per` is the part of
    a year that it is counted in (a day, a week, a month), empty for the year itself.
    """

    bound: str | None = None
    aggregate: str | None = None
    span: int | None = None
    per: str = ""
    kept: bool = False

    def with_sign(self, key: str, found: re.Match[str] | None) -> Signs | None:
        """With one more sign; None where it says something else than the others."""
        if key in meanings("bound").values():
            return replace(self, bound=key) if self.bound is None else None
        if key == "span" and found is not None:
            years = int(found.groupdict().get("years") or 0)
            return replace(self, span=years) if self.span in (None, years) else None
        if key in ("total", "average"):
            return replace(self, aggregate=key) if self.aggregate in (None, key) else None
        if key in _PER:
            return replace(self, per=key) if self.per in ("", key) else None
        return replace(self, kept=True) if key == "keep" else self


@dataclass(frozen=True, slots=True)
class Core:
    """What is left of a text without some signs, where it begins in the text, and what the signs say."""

    text: str
    start: int
    signs: Signs


def cores(written: str) -> Iterator[Core]:
    """A text in normal form as it is, then with ever more signs taken off.

    >>> [(core.text, core.signs.span) for core in cores("5年間で300人")][:2]
    [('5年間で300人', None), ('300人', 5)]
    """
    level = {written: Core(written, 0, Signs())}
    for _ in range(_MOST_SIGNS + 1):
        yield from level.values()
        level = {core.text: core for each in level.values() for core in _peeled(each)}


def _peeled(core: Core) -> Iterator[Core]:
    """A text without one sign more at either end, or without the brackets behind it that hold nothing but signs."""
    text = core.text
    for key, before, behind in _forms():
        found = before.match(text) if before else None
        if found and found[0]:
            yield from _core(core, text[found.end() :], found.end(), core.signs.with_sign(key, found))
        found = behind.search(text) if behind else None
        if found and found[0]:
            yield from _core(core, text[: found.start()], 0, core.signs.with_sign(key, found))
    opening = _BRACKETS.get(text[-1:])
    place = text.rfind(opening) if opening else -1
    if place > 0:
        yield from _core(core, text[:place], 0, _all_signs(text[place + 1 : -1], core.signs))


def _core(core: Core, rest: str, skipped: int, signs: Signs | None) -> Iterator[Core]:
    trimmed = rest.lstrip(_GAP)
    text = trimmed.rstrip(_GAP)
    if signs is not None and text:
        yield Core(text, core.start + skipped + len(rest) - len(trimmed), signs)


def _all_signs(inside: str, signs: Signs) -> Signs | None:
    """What a text that is nothing but signs says beside others; None where it is more than that."""
    text = inside.strip(_GAP)
    if not text:
        return signs
    for key, before, behind in _forms():
        for form in filter(None, (before, behind)):
            found = form.search(text)
            more = signs.with_sign(key, found) if found and found[0] else None
            whole = _all_signs(text[: found.start()] + text[found.end() :], more) if found and more else None
            if whole:
                return whole
    return None


def signs_alone(text: str) -> Signs | None:
    """What a text says that is nothing but signs of years, as 5年間の合計; None for any other.

    >>> signs_alone("5年間の合計").span, signs_alone("累計").aggregate, signs_alone("男性"), signs_alone("")
    (5, 'total', None, None)
    """
    signs = _all_signs(text, Signs())
    return signs if signs and (signs.aggregate or signs.span is not None) else None


def totalled_in(name: str) -> Signs | None:
    """What a name says within its words of how its number is counted over years: 累計移住者数, 5年間の新規雇用者数.

    >>> totalled_in("累計移住者数").aggregate, totalled_in("合計特殊出生率")
    ('total', None)
    """
    return Signs(aggregate="total") if re.search(grammar()["named_total"]["form"], name) else None


@cache
def grammar() -> dict[str, Any]:
    """The tables of the file."""
    return dict(read_toml(DATA / "values.toml"))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Each sign with its form at the beginning of a text and at its end; the longest of its words first."""
    tables = grammar()
    found = []
    for key in dict.fromkeys((*tables["before"], *tables["behind"])):
        before, behind = tables["before"].get(key), tables["behind"].get(key)
        found.append((key, _form(before, r"\A(?:{})") if before else None, _form(behind, r"(?:{})\Z") if behind else None))
    for bound in dict.fromkeys(meanings("bound").values()):
        words = sorted((word for word, key in meanings("bound").items() if key == bound), key=len, reverse=True)
        escaped = [re.escape(word).replace(r"\ ", r"\s*") for word in words]
        found.append((bound, _form(escaped, r"\A(?:{})", pieces=False), _form(escaped, r"(?:{})\Z", pieces=False)))
    return tuple(found)


def _form(patterns: list[str], frame: str, *, pieces: bool = True) -> re.Pattern[str]:
    texts = [_expanded(pattern) for pattern in patterns] if pieces else patterns
    return re.compile(frame.replace("{}", "|".join(texts)))


def _expanded(pattern: str) -> str:
    """A pattern with its pieces put in."""
    for name, piece in grammar()["piece"].items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return pattern


@cache
def _whole(table: str, key: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile("|".join(map(_expanded, grammar()[table][key]))).fullmatch


def in_digits(text: str) -> str:
    """A text whose number is a word at its beginning, with the number in digits: 0人 for ゼロ人; any other text as it is.

    >>> in_digits("ゼロ人"), in_digits("±0"), in_digits("10人")
    ('0人', '0', '10人')
    """
    for number in grammar()["number"]:
        found = _number_form(number).match(text)
        if found:
            return f"{number}{text[found.end() :]}"
    return text


@cache
def _number_form(number: str) -> re.Pattern[str]:
    return re.compile("|".join(grammar()["number"][number]))


def is_movement(text: str) -> bool:
    """Whether a text in normal form tells how a value is to move, and not which one it is to reach: 10%減, 前年度以上, 過去最高."""
    return any(_whole("moved", key)(text) for key in grammar()["moved"])


def level_of(text: str) -> str | None:
    """The bound that keeps a value on one side of the present one: 現状以上; None where a text is no such level."""
    return next((key for key in grammar()["level"] if _whole("level", key)(text)), None)


@cache
def _pending() -> frozenset[str]:
    return frozenset(map(squeezed, grammar()["pending"]["words"]))


def is_pending(text: str) -> bool:
    """Whether a text stands for a value that is not known yet.

    >>> is_pending("集計中"), is_pending("0")
    (True, False)
    """
    return squeezed(text) in _pending()


def signed_words() -> tuple[str, ...]:
    """What the names of balances hold, whose values can fall below nothing."""
    return tuple(grammar()["signed"]["words"])
