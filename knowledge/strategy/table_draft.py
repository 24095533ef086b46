"""A strategy file drafted from the table that a city hall has: all that can be read, what was guessed, what could not be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import Fault, StrategyFileError
from knowledge.notation.planning import meaning, planning, squeezed
from knowledge.strategy.drafted_names import complete_names
from knowledge.strategy.labels import split_label
from knowledge.strategy.model import LEVELS
from knowledge.strategy.planning_table import PlanningTable, TableRow, read_planning_table
from knowledge.strategy.points import plan_term
from knowledge.strategy.table_indicator import IndicatorReader
from knowledge.table.model import Cell, Table

FORMAT = 2
_VERDICT = re.compile(r"\s*(?P<word>[^=()]+?)\s*=\s*(?P<least>-?[0-9.]+)\s*%?\s*(?:\((?P<meaning>[^()]+)\)\s*)?")
_JUDGED = re.compile(r"\s*(?P<word>[^=()0-9]+?)\s*(?P<least>)(?:\((?P<meaning>[^()]+)\)\s*)?")  # B70 is B=70 without its sign
_LINE = 4096  # long enough that no text is broken


@dataclass(slots=True)
class Draft:
    """A drafted file as plain data, what was guessed, the heads that were kept as notes, and what was left out unread."""

    data: dict[str, Any] = field(default_factory=dict)
    guesses: list[Fault] = field(default_factory=list)
    further: tuple[str, ...] = ()
    unread: list[Fault] = field(default_factory=list)

    def text(self) -> str:
        """The file."""
        return yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False, width=_LINE)


def draft_from_table(table: Table) -> Draft:
    """The strategy file that a table describes.

    Raises:
        StrategyFileError: the file holds no planning table, or cells that cannot be read; it names each by its address.
    """
    read = read_planning_table(table)
    if read is None:
        raise StrategyFileError("draft.refused", table.name, (Fault("draft.no_table"),))
    return draft_from_plan(read)


def draft_from_plan(read: PlanningTable, *, partial: bool = False) -> Draft:
    """The strategy file that a planning table describes; `partial` leaves out the rows that cannot be read.

    Raises:
        StrategyFileError: what the plan as a whole needs cannot be read, or any row, unless the draft may be partial.
    """
    drafter = _Drafter(read)
    drafter.draft()
    unread = [fault for fault in drafter.faults if partial and fault.line is not None]
    if len(unread) < len(drafter.faults):
        raise StrategyFileError("draft.refused", read.name, tuple(drafter.faults))
    return Draft(drafter.data, drafter.guesses, read.further, unread)


class _Drafter:
    def __init__(self, table: PlanningTable) -> None:
        self.table = table
        self.data: dict[str, Any] = {}
        self.period = ""
        self.guesses: list[Fault] = []
        self.faults: list[Fault] = []
        self.by_id: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, TableRow] = {}
        self.places: dict[tuple[str, ...], tuple[str, dict[str, Any]]] = {}

    def draft(self) -> None:
        """Put the file together: what holds for the plan, then row by row what stands under it."""
        self._plan()
        reader = IndicatorReader(plan_term(self.period or None), self.period)
        for row in self.table.rows:
            parent, place = self._place(row)
            if row.text("name"):
                self._indicator(row, reader, parent, place)
        self.guesses += complete_names(self.data)

    def _plan(self) -> None:
        table = self.table
        title, told = split_period(table.title)
        name = table.one("document") or self._guess("draft.guess.document", title or Path(table.name).stem)
        self.period = table.one("period") or (self._guess("draft.guess.period", told) if told else "")
        city = table.one("municipality") or self._city_in(name)
        self.data |= {"format": FORMAT, "document": name, "city": _named(city, table.one("kana"))}
        if self.period:
            self.data["period"] = self.period
            if plan_term(self.period) is None:
                self.faults.append(_cell_fault("draft.period", table.plan["period"][0]))
        if table.levels:
            self.data["levels"] = list(table.levels)
        if table.one("target_level"):
            self.data["targets_on"] = table.one("target_level")
        self._evaluation()
        source = table.one("source") or Path(table.name).name
        if source != planning()["written"]["none"]:
            self.data["source"] = source
        strategy: dict[str, Any] = _named(name, "", table.one("english"))
        if table.one("vision"):
            strategy["vision"] = _named(table.one("vision"), "")
        if table.plan.get("principle"):
            strategy["principles"] = [_named(cell.text, "") for cell in table.plan["principle"]]
        self.data["strategy"] = strategy
        self.places[()] = ("city", strategy)

    def _city_in(self, name: str) -> str:
        """The municipality that a plan's name holds."""
        pattern = planning()["text"]["municipality_in"].replace("KINDS", "".join(planning()["municipality"]))
        found = re.search(pattern, unicodedata.normalize("NFKC", name))
        if found is None:
            self.faults.append(Fault("draft.no_municipality"))
            return name
        return self._guess("draft.guess.municipality", found["name"])

    def _guess(self, message_id: str, value: str) -> str:
        self.guesses.append(Fault(message_id, {"value": value}))
        return value

    def _evaluation(self) -> None:
        table = self.table
        evaluation: dict[str, Any] = {}
        if table.one("rule"):
            rule = meaning("rule", table.one("rule"))
            if rule is None:
                self.faults.append(_cell_fault("draft.rule", table.plan["rule"][0]))
            evaluation["rule"] = rule
        if table.one("verdicts"):
            verdicts = list(self._verdicts(table.plan["verdicts"][0]))
            evaluation["verdicts"] = verdicts
        if evaluation:
            self.data["evaluation"] = evaluation

    def _verdicts(self, cell: Cell) -> Iterator[dict[str, str]]:
        """The plan's own words, each with the achievement from which it holds where it is computed: A=100, B=70, X(ended)."""
        for part in _split(unicodedata.normalize("NFKC", cell.text), "alias_separators"):
            found = _VERDICT.fullmatch(part) or _JUDGED.fullmatch(part)
            try:
                yield _verdict(found) if found else {}
            except InvalidOperation:
                found = None
            if found is None:
                self.faults.append(_cell_fault("draft.verdicts", cell))

    def _place(self, row: TableRow) -> tuple[str, dict[str, Any]]:
        """The id and the part under which a row stands; parts that are not there yet are made."""
        key: tuple[str, ...] = ()
        for depth, cell in enumerate(row.levels):
            parent_id, parent = self.places[key]
            key = (*key, squeezed(cell.text))
            if key not in self.places:
                kind = LEVELS[depth]
                siblings = parent.setdefault(f"{kind}s", [])
                labelled = split_label(cell.text, self.table.levels[depth])
                part = {"label": labelled.label, **_named(labelled.name, "")}
                siblings.append(part)
                self.places[key] = (f"{parent_id}.{kind}.{len(siblings)}", part)
        return self.places[key]

    def _indicator(self, row: TableRow, reader: IndicatorReader, parent: str, place: dict[str, Any]) -> None:
        indicator_id = row.text("id") or slug(row.text("name"), row.text("english"))
        if not re.fullmatch(r"[a-z][a-z0-9-]*", indicator_id):
            given = row.fields.get("id", row.fields["name"])
            self.faults.append(_cell_fault("draft.id", given))
            return
        if indicator_id in self.by_id:
            self._again(row, indicator_id, parent)
            return
        read = reader.read(row)
        self.faults += read.faults
        if read.faults:
            return
        self.guesses += read.guesses
        part = {
            "id": indicator_id,
            **_named(row.text("name"), row.text("kana"), row.text("english")),
            **self._more(row),
            **read.values,
        }
        if row.quote:
            part["quote"] = dict(zip(("section", "text"), row.quote, strict=True))
        self.by_id[indicator_id], self.rows[indicator_id] = part, row
        place.setdefault("indicators", []).append(part)

    def _again(self, row: TableRow, indicator_id: str, parent: str) -> None:
        """A second row of an indicator lists it there too; one that says something else cannot be both."""
        first = self.rows[indicator_id]
        told = [(name, row.text(name)) for name in ("name", "unit") if row.text(name)]
        told += [(name, each.value.text) for name in ("baseline", "target") if (each := getattr(row, name))]
        known = {**{name: first.text(name) for name in ("name", "unit")}}
        known |= {name: each.value.text for name in ("baseline", "target") if (each := getattr(first, name))}
        differing = [name for name, text in told if squeezed(known.get(name, "")) != squeezed(text)]
        if differing:
            cell = row.fields.get("id", row.fields["name"])
            self.faults.append(_cell_fault("draft.id_twice", cell, id=indicator_id, first=first.number))
        else:
            self.by_id[indicator_id].setdefault("see", []).append(parent)

    def _more(self, row: TableRow) -> dict[str, Any]:
        """The fields that are kept as they are written."""
        more: dict[str, Any] = {}
        aliases = _split(row.text("aliases"), "alias_separators")
        if aliases:
            japanese = [word for word in aliases if not word.isascii()]
            english = [word for word in aliases if word.isascii()]
            more["aliases"] = {**({"ja": japanese} if japanese else {}), **({"en": english} if english else {})}
        if row.text("short"):
            translated = {"en": row.text("short_english")} if row.text("short_english") else {}
            more["short"] = {"ja": row.text("short"), **translated}
        category = meaning("category", row.text("category")) if row.text("category") else None
        if category:
            more["category"] = category
        for name in ("definition", "origin", "keeper"):
            if row.text(name):
                more[name] = row.text(name)
        month = re.search(r"1[0-2]|[1-9]", unicodedata.normalize("NFKC", row.text("month")))
        if month:
            more["due_month"] = int(month[0])
        former = _split(row.text("formerly"), "separators")
        if former:
            more["formerly"] = former
        notes = dict(row.notes) if category else dict(row.notes) | self._other_category(row)
        if notes:
            more["notes"] = notes
        return more

    def _other_category(self, row: TableRow) -> dict[str, str]:
        """A class that is none of this model, as 成果指標, is kept as a note and named once."""
        cell = row.fields.get("category")
        if cell is None or not cell.text:
            return {}
        if not any(guess.message_id == "draft.category" and guess.values["given"] == cell.text for guess in self.guesses):
            self.guesses.append(_cell_fault("draft.category", cell))
        return {planning()["written"]["note"].format(head=planning()["head"]["category"][0]): cell.text}


def split_period(title: str) -> tuple[str, str]:
    """A plan's title without the years that stand in brackets in it, and these as they are written.

    >>> split_period("青葉町総合戦略(令和3年度～令和7年度)"), split_period("青葉町総合戦略(改訂版)")
    (('青葉町総合戦略', '令和3年度～令和7年度'), ('青葉町総合戦略(改訂版)', ''))
    """
    for found in re.finditer(r"[(（【\[](?P<years>[^()（）【】\[\]]+)[)）】\]]", title):
        if plan_term(found["years"]):
            return f"{title[: found.start()]}{title[found.end() :]}".strip(), found["years"]
    return title, ""


def _split(text: str, separators: str) -> list[str]:
    """The words of a cell that holds several."""
    signs = re.escape(planning()["text"][separators])
    return [word.strip() for word in re.split(rf"[{signs}\n]", text) if word.strip()]


def _named(name: str, kana: str, english: str = "") -> dict[str, Any]:
    """A name with its English and readings; where a dash says that there is none, nothing is to be filled in."""
    none = planning()["written"]["none"]
    names = {"ja": name, **({"en": name if english == none else english} if english else {})}
    readings = [] if kana == none else _split(kana, "alias_separators")
    return {"name": names, **({"kana": readings} if kana else {})}


def _cell_fault(message_id: str, cell: Cell, **values: object) -> Fault:
    return Fault(message_id, {"cell": cell.address, "place": cell.place, "given": cell.text, **values}, cell.row)


def slug(name: str, english: str) -> str:
    """An id made from a name: the words of its English, else letters that stay the same as long as the name does.

    >>> slug("出生数", "Number of births"), slug("出生数", "")
    ('number-of-births', 'i-398044')
    """
    words = re.findall(r"[a-z0-9]+", english.lower())
    if words and words[0][0].isalpha():
        return "-".join(words)[:60].rstrip("-")
    return f"i-{sha256(squeezed(name).encode()).hexdigest()[:6]}"


def _verdict(found: re.Match[str]) -> dict[str, str]:
    least = {"least": str(Decimal(found["least"]))} if found["least"] else {}
    meaning = {"meaning": found["meaning"].strip()} if found["meaning"] else {}
    return {"word": found["word"], **least, **meaning}
