"""What a document prints before the name of what stands on a level, and the name: 「Ⅱ 選ばれるまち」, 「(2) 移住の促進」."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from knowledge.notation.planning import planning, squeezed


class Labelled(NamedTuple):
    """A name, and what stands before it; empty where nothing does."""

    label: str
    name: str


def split_label(text: str, level: str = "") -> Labelled:
    """The label and the name of an entity as its table writes them; the name of its level may stand before the label.

    >>> split_label("Ⅱ 選ばれるまち"), split_label("1-2 快適な住環境"), split_label("健康・福祉")
    (Labelled(label='Ⅱ', name='選ばれるまち'), Labelled(label='1-2', name='快適な住環境'), Labelled(label='', name='健康・福祉'))
    >>> split_label("基本目標1:しごと", "基本目標"), split_label("①介護予防"), split_label("【住む】くらし")
    (Labelled(label='1', name='しごと'), Labelled(label='①', name='介護予防'), Labelled(label='【住む】', name='くらし'))
    >>> split_label("重点1 ふるさと回帰", "重点プロジェクト"), split_label("1-ア 若者の定住")
    (Labelled(label='重点1', name='ふるさと回帰'), Labelled(label='1-ア', name='若者の定住'))
    >>> split_label("政策目標2", "政策目標"), split_label("政策目標", "政策目標")
    (Labelled(label='2', name='政策目標2'), Labelled(label='', name='政策目標'))
    """
    written = " ".join(text.split())
    bare = written.removeprefix(level).lstrip() if level and squeezed(written) != squeezed(level) else written
    for found in (_bracketed(bare), _circled(bare), _numbered(bare)):
        if found:
            return found
    if bare != written and _form().fullmatch(squeezed(bare)):
        return Labelled(bare, written)  # 政策目標2 and nothing behind it
    return Labelled("", written)


def _bracketed(text: str) -> Labelled | None:
    pair = next((pair for pair in planning()["label"]["brackets"] if text.startswith(pair[0])), None)
    end = text.find(pair[1], 1) if pair else -1
    name = _without_separator(text[end + 1 :])
    return Labelled(text[: end + 1], name) if end > 1 and name else None


def _circled(text: str) -> Labelled | None:
    name = text[1:].lstrip("".join(planning()["label"]["after"]))
    return Labelled(text[0], name) if text and text[0] in planning()["label"]["circled"] and name else None


@cache
def _form() -> re.Pattern[str]:
    """A whole label without its brackets: a number, several joined, one in round brackets, or a word with one of these."""
    label = planning()["label"]
    number = rf"(?:{'|'.join(label['numbers'])})"
    part = rf"(?:{number}|\({number}\))"
    joined = rf"{part}(?:(?:[{re.escape(label['joins'])}]|(?=\()){part}){{0,2}}"
    words = "|".join(map(re.escape, sorted(map(squeezed, label["words"]), key=len, reverse=True)))
    return re.compile(rf"(?P<word>{words})?(?P<number>{joined})|{'|'.join(label['ordinals'])}", re.IGNORECASE)


def has_word(label: str) -> bool:
    """Whether a label says by itself what level it is of, as 重点1 does; 1-2 and 第2章 do not say it."""
    found = _form().fullmatch(squeezed(label))
    return bool(found and found["word"])


def ordinal_number(label: str) -> str | None:
    """The number of a label that is an ordinal, in digits; None of any other.

    >>> ordinal_number("第2章"), ordinal_number("1-2"), ordinal_number("第二章")
    ('2', None, None)
    """
    written = squeezed(label)
    ordinal = any(re.fullmatch(form, written) for form in planning()["label"]["ordinals"])
    number = re.search(r"[0-9]+", written) if ordinal else None
    return number[0] if number else None


def number_of(label: str) -> str:
    """A label's number without the word before it: 1 of 重点1.

    >>> number_of("重点1"), number_of("1-2"), number_of("【住む】")
    ('1', '1-2', '【住む】')
    """
    found = _form().fullmatch(squeezed(label))
    return unicodedata.normalize("NFKC", label)[-len(found["number"]) :] if found and found["word"] else label


def _numbered(text: str) -> Labelled | None:
    """A number, with something behind it that parts it from the name; one in brackets or of several parts stands close."""
    after = "".join(planning()["label"]["after"])
    for end in range(min(len(text) - 1, _LONGEST), 0, -1):
        label = text[:end]
        if label != label.strip() or not _form().fullmatch(squeezed(label)):
            continue
        close = not label[-1].isalnum() or label[-1] in planning()["label"]["circled"]
        if text[end] in after or close:
            name = _without_separator(text[end:])
            return Labelled(label, name) if name else None
    return None


_LONGEST = 12  # signs of a label


def _without_separator(text: str) -> str:
    return text.lstrip("".join(planning()["label"]["after"])).strip()
