"""From what somebody typed to a plain text: mark-up away, NFKC, lower case, dashes and spelling variants made one."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from knowledge.notation.letter_names import initialisms, letter_names_pattern, letters
from knowledge.notation.numerals import katakana_numbers
from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Traced

LIMIT = 1000  # characters of a text that are read; a longer question is asked for in fewer words

_MARKUP = re.compile(
    r"<(?:[@#!][^<>|]*|[a-z]+:[^<>|]*)(?:\|(?P<label>[^<>]*))?>"  # mentions, channels, links
    r"|https?://[!-~]+"  # a link as it is typed
    r"|:(?=[a-z0-9_+-]*[a-z_])[a-z0-9_+'-]+:(?!\w)"  # emoji by name
    r"|(?P<entity>&(?:amp|lt|gt|quot|nbsp|\#\d{1,6});)",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<=\s)-{1,3}(?=\s)|-{2,}")  # a dash typed on a keyboard, which sets clauses apart
_POINTED = re.compile(r"(?<![a-z])(?:[a-z]\.){2,}[a-z]{0,2}(?![a-z])")  # letters with points between them: k.p.i.
_COMPOSED = re.compile(r"[^\x00-\x7f][\u3099\u309a\uff9e\uff9f\u0300-\u036f]?|[A-Z]|[\x00-\x08\x0b-\x1f\x7f]")


def _plain_markup(match: re.Match[str]) -> str:
    if match["entity"]:
        return html.unescape(match["entity"])
    if match["label"]:
        return f" {match['label']} "
    return signs().emoji if match[0].startswith(":") else " "


def _compose(match: re.Match[str]) -> str:
    return _composed(match[0])


@lru_cache(maxsize=4096)
def _composed(text: str) -> str:
    """A character, with the marks that belong to it, as it is read."""
    if "\u2160" <= text <= "\u217f":
        return str(int(unicodedata.numeric(text)))  # a Roman numeral of one sign is a number
    if text < "\x20" or text == "\x7f":
        return " "
    return plain(text)


def plain(text: str) -> str:
    """A text in NFKC and lower case, with the kanji in use today for older forms.

    >>> plain("元氣高齡者數")
    '元気高齢者数'
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_old_kanji())


@cache
def _old_kanji() -> dict[int, str]:
    variants = read_toml(DATA / "generated" / "kanji_variants.toml")["variants"]
    return {ord(old): new for new, olds in variants.items() for old in olds}


@cache
def _long_pattern() -> re.Pattern[str]:
    """A dash that stands for a long vowel: after kana, before kana or the word's end."""
    return re.compile(rf"(?<=[\u3041-\u30fe])[{re.escape(signs().long_variants)}](?=[\u3041-\u30fe]|$|\W)")


@cache
def _initialism_pattern() -> re.Pattern[str]:
    """An initialism in capitals behind a word in small letters: jobs in IT, and no pronoun."""
    return re.compile(rf"(?<=[a-z] )(?:{'|'.join(initialisms())})(?![A-Za-z'’])")


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    """The point of an abbreviation, which ends no sentence."""
    words = "|".join(map(re.escape, signs().abbreviations))
    return re.compile(rf"(?<![a-z])(?:{words})(?P<point>\.)(?=\s|\d|$)")


@cache
def spelling_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the spelling variants, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)")


def normalize(typed: str, spelling: Mapping[str, str]) -> Traced:
    """The typed text without mark-up, in NFKC and lower case, with each spelling variant made the one that it maps to."""
    return normalized(Traced.of(typed[:LIMIT]), spelling)


def normalized(traced: Traced, spelling: Mapping[str, str]) -> Traced:
    """The same of a text that was worked on already."""
    traced = traced.replace(_MARKUP, _plain_markup).replace(_initialism_pattern(), lambda match: initialisms()[match[0]])
    traced = traced.replace(_COMPOSED, _compose)
    traced = traced.replace(_long_pattern(), lambda _: signs().long)
    traced = traced.replace(_DASH, lambda _: "—")
    traced = traced.replace(_abbreviation_pattern(), lambda match: match[0].removesuffix(".") + " ")
    traced = traced.replace(_POINTED, lambda match: match[0].replace(".", ""))
    traced = traced.replace(letter_names_pattern(), lambda match: letters(match[0]))
    number, worth = katakana_numbers()
    traced = traced.replace(number, lambda match: str(worth[match[0]]))
    if not spelling:
        return traced
    return traced.replace(spelling_pattern(tuple(spelling)), lambda match: spelling[match[0]])
