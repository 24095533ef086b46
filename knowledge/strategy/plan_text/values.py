"""The values that a line of text states: 基準値 2019年度 1,945人 → 目標値 2025年度 3,000人, 2,510人(2018) → 3,000人(2024)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.notation.planning import planning
from knowledge.notation.stated import is_missing, read_stated, unit_word
from knowledge.notation.when import read_when
from knowledge.strategy.plan_text.words import plan_words

_KEYS = ("baseline", "interim", "target")
_BRACKETED = r"[(（\[【〔]\s*(?P<{name}>[^()（）\[\]【】〔〕]*?)\s*[)）\]】〕]"
_BEHIND = re.compile(rf"(?P<value>.*\S)\s*{_BRACKETED.format(name='when')}")
_BEFORE = re.compile(rf"{_BRACKETED.format(name='when')}\s*(?P<value>\S.*)")
_SPLIT = re.compile(r"[\s:/、,]+")
_MOVEMENTS = ("increase", "decrease", "maintain", "relative")
_LONGEST_WORDS = 40  # characters of a value that is no number


@dataclass(frozen=True, slots=True)
class TextValue:
    """A value and its time as the text writes them; `when` is empty where it tells none."""

    value: str
    when: str = ""

    @property
    def is_value(self) -> bool:
        """Whether it is a number with what belongs to one, or stands for none."""
        stated = read_stated(self.value)
        return bool(stated.found or stated.ends or stated.missing) or _has_unit(self.value) or _counted(self.value)


@dataclass(frozen=True, slots=True)
class ValueLine:
    """What a line says: the name before its values, and each value by what it is (baseline, interim, target)."""

    name: str
    values: tuple[tuple[str, TextValue], ...]


def read_value_line(text: str) -> ValueLine | None:
    """What a line with values says; None where it states none.

    >>> line = read_value_line("出生数 … 基準値 2019年度 1,945人 → 目標値 2025年度 3,000人")
    >>> line.name, [(key, value.value, value.when) for key, value in line.values]
    ('出生数', [('baseline', '1,945人', '2019年度'), ('target', '3,000人', '2025年度')])
    >>> read_value_line("転入者数:1,200人(R6) ⇒ 1,300人(R11)").values[1][1]
    TextValue(value='1,300人', when='R11')
    >>> read_value_line("転入者数を増やす → 人口の維持") is None
    True
    """
    return _keyed(text) or _arrowed(text)


def _keyed(text: str) -> ValueLine | None:
    """A line whose values stand behind words that say what they are."""
    found = list(_key_form().finditer(text))
    if not found:
        return None
    ends = [*(key.start() for key in found[1:]), len(text)]
    values = []
    for key, end in zip(found, ends, strict=True):
        value = split_time(_trimmed(text[key.end() : end]), key["when"] or "")
        if value.value:
            values.append((_meaning_of(key["word"]), value))
    name = _trimmed(text[: found[0].start()])
    return ValueLine(name, tuple(values)) if values else None


def _arrowed(text: str) -> ValueLine | None:
    """A name, a value, an arrow and another value; where there are three, the middle one is an interim target."""
    parts = [part.strip() for part in _arrow().split(text)]
    if len(parts) not in (2, 3):
        return None
    first = _name_and_value(parts[0])
    rest = [split_time(_trimmed(part)) for part in parts[1:]]
    if first is None or not all(value.is_value for value in rest):
        return None
    name, baseline = first
    keys = ("target",) if len(rest) == 1 else ("interim", "target")
    return ValueLine(name, (("baseline", baseline), *zip(keys, rest, strict=True)))


def _name_and_value(text: str) -> tuple[str, TextValue] | None:
    """A text that ends in a value, parted before the value and its time; the name may be empty."""
    for place in (0, *(found.end() for found in re.finditer(r"[\s:…]+", text))):
        value = split_time(text[place:])
        if value.is_value and not is_missing(_trimmed(text[place:]) or "x"):
            return _trimmed(text[:place]), value
    return None


def split_time(text: str, given: str = "") -> TextValue:
    """A value and its time, which may stand before or behind it, in brackets or beside it.

    >>> split_time("(2019年度) 1,945人"), split_time("2,510人(2018)"), split_time("認証取得 2017年").when
    (TextValue(value='1,945人', when='2019年度'), TextValue(value='2,510人', when='2018'), '2017年')
    >>> split_time("累計120件(2021～2025年度)")
    TextValue(value='120件', when='2021～2025年度累計')
    """
    if given and read_when(given):
        return _with_lead(text, given)
    for form in (_BEHIND, _BEFORE):
        found = form.fullmatch(text)
        if found and read_when(found["when"]):
            return _with_lead(_trimmed(found["value"]), found["when"])
    for gap in _SPLIT.finditer(text):
        before, behind = text[: gap.start()], text[gap.end() :]
        if read_when(before) and behind and not read_stated(before).units:
            return _with_lead(behind, before)
        if read_when(behind) and before and not behind.isdecimal():
            return _with_lead(before, behind)
    return _with_lead(text, "")


def _with_lead(value: str, when: str) -> TextValue:
    """The word before a number that says that it is a total or a mean belongs to its time."""
    for word in sorted(plan_words()["values"]["lead"], key=len, reverse=True):
        rest = value.removeprefix(word).lstrip(" :")
        if rest != value and rest[:1].isdecimal() and when:
            return TextValue(rest, when if word in when else f"{when}{word}")
    return TextValue(value, when)


def _has_unit(value: str) -> bool:
    """Whether a value is a number with a unit that is in no table: 120件以上; 10件増加 is a movement."""
    word = unit_word(value)
    return bool(word and re.fullmatch(plan_words()["values"]["unit"], word)) and not _moves(value)


def _moves(value: str) -> bool:
    """Whether a value is told as a movement from another one, or as keeping it."""
    return any(word in value for key in _MOVEMENTS for word in planning()["direction"][key])


def _counted(value: str) -> bool:
    """Whether a value is a number of years' total that its term still has to be found for: 5年間で50人."""
    found = re.match(plan_words()["values"]["years"], value)
    return bool(found and TextValue(value[found.end() :].strip()).is_value)


def over_years(value: TextValue, period: str, years: int | None) -> TextValue:
    """A total over as many years as the plan has, with the plan's period as its time.

    >>> over_years(TextValue("5年間で50人"), "2021～2025年度", 5)
    TextValue(value='50人', when='2021～2025年度累計')
    >>> over_years(TextValue("50人(5年間)"), "2021～2025年度", 4)
    TextValue(value='50人(5年間)', when='')
    """
    behind = _BEHIND.fullmatch(value.value)
    text = f"{behind['when']}{behind['value']}" if behind else value.value
    found = re.match(plan_words()["values"]["years"], text)
    if value.when or found is None or years is None or int(found["years"]) != years or not period:
        return value
    return TextValue(text[found.end() :].strip(), f"{period}{found['aggregate'] or plan_words()['values']['total']}")


def is_readable(value: TextValue) -> bool:
    """Whether a value is safe to take: a number, a range, none, or words that hold no number that might have been meant."""
    if value.is_value:
        return True
    return len(value.value) <= _LONGEST_WORDS and (_moves(value.value) or not any(letter.isdecimal() for letter in value.value))


def is_broken(text: str, below: str) -> bool:
    """Whether a line goes on below: it ends before the value that it announces, or within a bracket that is closed there.

    >>> is_broken("出生数 100人 → 目標値", "2025年度 120人"), is_broken("出生数:120人(令和", "7年度)")
    (True, True)
    """
    if _key_form().match(below):
        return False
    opened = max(text.rfind(sign) for sign in "([【")
    if opened > max(text.rfind(sign) for sign in ")]】") and re.match(r"[^(\[【]*[)\]】]", below):
        return True
    keys = list(_key_form().finditer(text))
    announced = bool(keys) and keys[-1].end() == len(text) and keys[-1].start() > 0
    return (announced or bool(_arrow().search(text[-2:]))) and any(letter.isdecimal() for letter in below[:8])


def holds_values(text: str) -> bool:
    """Whether a line looks as if it stated values: a word for one, or an arrow, and a digit."""
    return any(letter.isdecimal() for letter in text) and bool(_key_form().search(text) or _arrow().search(text))


def _trimmed(text: str) -> str:
    stripped = _arrow().sub(" ", text).strip()
    ends = f" \t:、,;/|{plan_words()['values']['ends']}"
    return stripped if is_missing(stripped) else stripped.lstrip(ends).rstrip(f"{ends}.-―")


@cache
def _arrow() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, plan_words()["values"]["arrows"])))


@cache
def _key_words() -> dict[str, str]:
    return {word: key for key in _KEYS for word in (*planning()["head"][key], *plan_words()["values"][key])}


def _meaning_of(word: str) -> str:
    return _key_words()[word]


@cache
def _key_form() -> re.Pattern[str]:
    """A word for a value at the beginning of a line or behind a sign, with the time in its bracket and a sign behind it."""
    words = "|".join(map(re.escape, sorted(_key_words(), key=len, reverse=True)))
    before, behind = plan_words()["values"]["before"], plan_words()["values"]["behind"]
    return re.compile(
        rf"(?:(?<=^)|(?<={before}))[【\[(（]?(?P<word>{words})[】\])）]?\s*(?:{_BRACKETED.format(name='when')})?"
        rf"(?={behind})\s*:?\s*"
    )
