"""Number formats of spreadsheets: what a number shows under one.

The rules are those of ECMA-376 part 1, 18.8.31: up to four sections for positive, negative, zero and text; `%` outside quotes
multiplies, commas behind the last digit divide by a thousand, quoted and escaped signs are shown as they are, `_x` and `*x` pad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from knowledge.notation.quantity import round_to
from knowledge.notation.units import notation
from knowledge.table.date_format import DATE_LETTERS, shown_date
from knowledge.table.model import Problem

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>general)|(?P<exponent>e[+-][0#?]+)'
    rf"|(?P<digits>[0#?][0#?.,]*|[.][0#?]+,*)|(?P<date>{DATE_LETTERS})|(?P<text>@)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_ELAPSED = re.compile(r"(?:h+|m+|s+)", re.IGNORECASE)
_TEXT_SECTION = 3
_PRECISION = 15  # digits that a spreadsheet keeps


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section: a literal, or a place (kind `digits`, `general`, `date`, `text`) with its pattern."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's sections; `readable` is False where it holds what is not understood, as fractions."""

    pieces: tuple[Piece, ...] = ()
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False
    percents: int = 0
    readable: bool = True

    def has(self, kind: str) -> bool:
        """Whether it has a place of a kind."""
        return any(piece.kind == kind for piece in self.pieces)

    @property
    def literal(self) -> str:
        """All that it shows as it is."""
        return "".join(piece.text for piece in self.pieces if piece.kind in ("literal", "mark"))


@dataclass(slots=True)
class _Builder:
    pieces: list[Piece] = field(default_factory=list)
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False
    percents: int = 0
    readable: bool = True

    def build(self) -> Section:
        places = sum(piece.kind in ("digits", "general") for piece in self.pieces)
        return Section(tuple(self.pieces), self.condition, self.coloured, self.percents, self.readable and places <= 1)


def shown_number(value: int | float, number_format: str) -> tuple[str, Problem | None]:
    """What a number shows, or why that cannot be said.

    >>> shown_number(0.382, "0.0%_ ;[Red]-0.0%"), shown_number(70, '#,##0"千人"')
    (('38.2%', None), ('70千人', None))
    """
    amount = plain_number(value)
    sections = parse_format(number_format)
    section, own_sign = _choose(sections, amount)
    if section is None or not section.readable:
        return "", Problem.FORMAT
    return _show(section, amount, own_sign=own_sign)


def shown_text(value: str, number_format: str) -> str:
    """What a text shows: as it is, or within the section for texts."""
    sections = parse_format(number_format)
    section = sections[_TEXT_SECTION] if len(sections) > _TEXT_SECTION else next((s for s in sections if s.has("text")), None)
    if section is None:
        return value
    return "".join(value if piece.kind == "text" else piece.text for piece in section.pieces)


def date_section(number_format: str) -> Section | None:
    """The section that shows a date; None where a format shows none."""
    first = parse_format(number_format)[0]
    return first if first.has("date") and first.readable else None


def shown_moment(moment: datetime, section: Section) -> str:
    """What a date shows under a section of dates."""
    return shown_date(moment, [(piece.text, piece.kind == "date") for piece in section.pieces])


def plain_number(value: int | float) -> Decimal:
    """A number with as many digits as a spreadsheet keeps: 41.50000000000001 is 41.5."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_PRECISION}g}")


@lru_cache(maxsize=512)
def parse_format(number_format: str) -> tuple[Section, ...]:
    """A format's sections."""
    sections = [_Builder()]
    for match in _TOKEN.finditer(number_format):
        if match["sign"] == ";":
            sections.append(_Builder())
        else:
            _add(sections[-1], match)
    return tuple(section.build() for section in sections)


def _add(section: _Builder, match: re.Match[str]) -> None:
    kind = match.lastgroup
    if kind == "bracket":
        _add_bracket(section, match["bracket"])
    elif kind == "exponent":
        section.readable = False
    elif kind in ("digits", "general", "date", "text"):
        section.pieces.append(Piece(kind, match[0]))
    elif kind == "sign" and match[0] == "%":
        section.percents += 1
        section.pieces.append(Piece("literal", "%"))
    elif kind in ("quoted", "escaped"):
        section.pieces.append(Piece("mark" if match[kind] in "()" else "literal", match[kind]))
    elif kind == "sign":
        section.pieces.append(Piece("mark" if match[0] in "()" else "literal", match[0]))


def _add_bracket(section: _Builder, inside: str) -> None:
    condition, currency = _CONDITION.fullmatch(inside), _CURRENCY.fullmatch(inside)
    if condition:
        section.condition = (condition[1], Decimal(condition[2]))
    elif currency:
        section.pieces.append(Piece("literal", currency[1]))
    elif _ELAPSED.fullmatch(inside):
        section.readable = False
    else:
        section.coloured = True


def _choose(sections: tuple[Section, ...], amount: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether it has to show a minus itself."""
    if any(section.condition for section in sections):
        section = next((section for section in sections if _meets(section, amount)), None)
        return section, amount < 0 and section is not None and _for_negatives(section)
    if amount < 0 and len(sections) > 1:
        return sections[1], True
    if amount == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _meets(section: Section, amount: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, bound = section.condition
    compared = {"<": amount < bound, ">": amount > bound, "=": amount == bound}
    return not compared["="] if sign == "<>" else any(compared[each] for each in sign)


def _for_negatives(section: Section) -> bool:
    sign, bound = section.condition or ("", Decimal(0))
    return sign in ("<", "<=") and bound <= 0


def _show(section: Section, amount: Decimal, *, own_sign: bool) -> tuple[str, Problem | None]:
    negative = amount < 0
    if negative and own_sign:
        negative, problem = _sign_of(section)
        if problem:
            return "", problem
    pieces = "".join(_pieces(section, abs(amount), bracketed=own_sign and amount < 0))
    return f"{'-' if negative else ''}{pieces}", None


def _sign_of(section: Section) -> tuple[bool, Problem | None]:
    """Whether a section for negative numbers needs a minus before it: where it has none of its own but a colour."""
    if not (section.has("digits") or section.has("general")) or any(sign in section.literal for sign in notation().minus):
        return False, None
    if any(piece == Piece("mark", "(") for piece in section.pieces):
        return True, None
    return section.coloured, None if section.coloured else Problem.SIGN


def _pieces(section: Section, amount: Decimal, *, bracketed: bool) -> Iterator[str]:
    for piece in section.pieces:
        if piece.kind == "digits":
            yield _digits(amount.scaleb(2 * section.percents), piece.text)
        elif piece.kind == "general":
            yield f"{amount.normalize():f}"
        elif piece.kind != "mark" or not bracketed:
            yield piece.text


def _digits(amount: Decimal, pattern: str) -> str:
    """A number within a pattern of digit places: 3,520 in `#,##0`."""
    whole, _, decimals = pattern.partition(".")
    scaled = amount.scaleb(-3 * (len(whole) - len(whole.rstrip(",")) + decimals.count(",")))
    places = sum(sign in "0#?" for sign in decimals)
    rounded = round_to(scaled, places)
    text = f"{rounded:,f}" if "," in whole.strip(",") else f"{rounded:f}"
    before, _, after = text.partition(".")
    while len(after) > decimals.count("0") and after.endswith("0"):
        after = after[:-1]
    return before.zfill(whole.count("0")) + (f".{after}" if after else "")
