"""Numbers and dates as they are written in a language, by Babel."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from knowledge.notation.quantity import decimals, round_to
from knowledge.notation.time_tables import calendar
from knowledge.notation.when import Year, is_stated, names_era
from knowledge.strategy.model import Language
from knowledge.words.catalogue import Catalogue, UnknownMessage


class Formats(Catalogue):
    """Numbers and dates, beside the messages that they stand in."""

    def count(self, message_id: str, number: int, /, **values: object) -> str:
        """The message in the form that the number asks for; `{count}` is the number as written.

        Raises:
            UnknownMessage: no catalogue has the id.
        """
        text = self._catalogue.ngettext(message_id, message_id, number)
        if text == message_id:
            raise UnknownMessage(message_id)
        return text.format(count=self.number(Decimal(number)), **values)

    def number(self, number: Decimal, places: int | None = None) -> str:
        """A number with grouping; with exactly so many decimals, or as many as it has."""
        shown = decimals(number) if places is None else places
        shape = "#,##0" + ("." + "0" * shown if shown else "")
        return _written(round_to(number, shown), shape, self.language)

    def percent(self, share: Decimal) -> str:
        """A share of 1 in percent with one decimal."""
        return self.say("number.percent", number=self.number(share * 100, 1))

    def year(self, year: int | None, *, era: bool = False) -> str:
        """A year, as the document tells it where it does; with its era beside it where the question used one."""
        if year is None or not is_stated(year):
            return self.say("year.unstated")
        written = self._written(year)
        named = isinstance(year, Year) and (year.when.first is not None or names_era(year.when.wording))
        found = calendar().era_of(year) if era and not named else None
        if found is None:
            return written
        number = year - found.first + 1
        name = found.japanese if self.language is Language.JAPANESE else found.english
        of_era = self.say("year.of_era.first", era=name) if number == 1 else self.say("year.of_era", era=name, number=number)
        return self.say("year.with_era", year=written, era=of_era)

    def _written(self, year: int) -> str:
        """A year in the document's own words in Japanese, and in English what they mean."""
        if not isinstance(year, Year):
            return self.say("year.plain", year=year)
        when = year.when
        if self.language is Language.JAPANESE:
            return when.wording
        if when.date:
            return self.day(when.date)
        form = "year.fiscal" if when.fiscal else "year.plain"
        written = self.say(form, year=int(year))
        if when.first:
            written = self.say("year.term", first=self.say(form, year=when.first), last=written)
        elif when.month:
            written = self.say("year.month", month=self.month(when.month), year=written)
        return self.say(f"year.{when.aggregate}", years=written) if when.aggregate else written

    def dated(self, value: str, year: int | None, kind: str = "value") -> str:
        """A value with its year, or alone where it has none; of the kind `value` or `baseline`."""
        written = year is not None and is_stated(year)
        return self.say(f"cell.{kind}" if written else f"cell.{kind}.undated", value=value, year=self.year(year))

    def month(self, month: int) -> str:
        """A month's name."""
        from babel.dates import format_date  # heavy, and few answers hold a date

        return str(format_date(date(2000, month, 1), "LLLL", locale=self.language))

    def day(self, day: date) -> str:
        """A date."""
        from babel.dates import format_date  # heavy, and few answers hold a date

        return str(format_date(day, self.say("date.pattern"), locale=self.language))

    def weekday(self, number: int) -> str:
        """A day of the week; 1 is Monday."""
        from babel.dates import get_day_names

        return str(get_day_names(locale=self.language)[number - 1])

    def clock(self, at: time) -> str:
        """A time of the day."""
        return f"{at.hour}:{at.minute:02}"

    def moment(self, moment: datetime) -> str:
        """A date and time."""
        from babel.dates import format_datetime

        return str(format_datetime(moment, self.say("moment.pattern"), locale=self.language))


@lru_cache(maxsize=4096)
def _written(number: Decimal, shape: str, language: Language) -> str:
    """A number by Babel, which takes longer than everything else that an answer is written with."""
    return str(format_decimal(number, shape, locale=language)).replace("-", "−")
