"""How right and how quick answers are, beside two plain searches, and what a whole process takes.

Run by: python -m tests.benchmarks.peers
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from rapidfuzz import fuzz, process

from knowledge.guide import Guide, Question
from knowledge.question.lexicon.gram_index import GramIndex
from knowledge.question.text.normalize import LIMIT
from knowledge.question_set import Expectation
from knowledge.strategy.plan import Strategy
from tests.conftest import SAMPLE, load, make_workspace
from tests.questions.specs import single_questions
from tests.questions.test_noise import ODD, WALLS

MANY = 300_000
# what is read to its end, and repeated up to the limit: numbers, names, kana and letters in a row
ROWS = {
    f"{row} repeated": (row * LIMIT)[:LIMIT]
    for row in ("⑴", "1年", "1, ", "g1 ", "出生数", "births ", "に", "ア", "q ", "a", "と", "(")
}
# the peak memory of a child counts its parent's too, from the fork on: a small parent asks, and says how much it took
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
Search = Callable[[str], str | None]


def questions() -> list[Expectation]:
    """The questions of all sets that stand alone and are about one entity or several."""
    return [item.turns[0] for item in single_questions() if item.turns[0].subjects]


def aliases(strategy: Strategy) -> list[tuple[str, str]]:
    """(alias, entity) for everything that an entity is called."""
    return [
        (word, entity.id)
        for entity in strategy.entities
        for word in (
            entity.name.ja,
            entity.name.en,
            *entity.terms.kana,
            *entity.terms.aliases_ja,
            *entity.terms.aliases_en,
        )
    ]


def wratio(table: list[tuple[str, str]]) -> Search:
    """The entity of the alias that RapidFuzz's WRatio likes best."""
    words = [word for word, _ in table]

    def search(text: str) -> str | None:
        found = process.extract(text, words, scorer=fuzz.WRatio, limit=1)
        return table[found[0][2]][1] if found else None

    return search


def trigrams(table: list[tuple[str, str]]) -> Search:
    """The entity of the alias that an SQLite FTS5 trigram index ranks first."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE aliases USING fts5 (word, entity UNINDEXED, tokenize = 'trigram')")
    db.executemany("INSERT INTO aliases VALUES (?, ?)", table)

    def search(text: str) -> str | None:
        grams = {text[n : n + 3].replace('"', '""') for n in range(len(text) - 2)}
        wanted = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        row = (
            db.execute("SELECT entity FROM aliases WHERE aliases MATCH ? ORDER BY rank LIMIT 1", [wanted]).fetchone()
            if wanted
            else None
        )
        return str(row[0]) if row else None

    return search


def timed(call: Callable[[str], object], texts: list[str]) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def row(name: str, share: float | None, taken: list[float], bar: str = "") -> str:
    """A line of the table."""
    shown = "" if share is None else f"{share * 100:6.1f} %"
    return f"{name:<44}{shown:>10}{median(taken):>10.2f} ms{quantiles(taken, n=100)[98]:>10.2f} ms  {bar}"


def understanding(guide: Guide) -> Iterator[str]:
    """Right entities and time of one answer, beside the two searches."""
    asked = questions()
    texts, table = [wanted.q for wanted in asked], aliases(guide.strategy)
    yield f"{len(asked)} questions, {len(table)} aliases{'':<14}{'right':>10}{'median':>13}{'99th pct':>13}"
    timed(lambda text: guide.ask(Question(text)), texts[:50])
    right = sum(bool(set(guide.ask(Question(wanted.q)).subjects) & set(wanted.subjects)) for wanted in asked)
    yield row(
        "Guide.ask, a whole answer",
        right / len(asked),
        timed(lambda text: guide.ask(Question(text)), texts),
        "bar: 1.2 ms median, 4 ms",
    )
    for name, search in (
        ("rapidfuzz extract, WRatio, the entity alone", wratio(table)),
        ("SQLite FTS5 trigram, the entity alone", trigrams(table)),
    ):
        share = sum(search(wanted.q) in wanted.subjects for wanted in asked) / len(asked)
        yield row(name, share, timed(search, texts))


def many(guide: Guide) -> Iterator[str]:
    """The same searches over as many aliases as all of the country's municipalities would bring."""
    chance = random.Random(1)
    words = [word for word, _ in aliases(guide.strategy)]
    signs = sorted({sign for word in words for sign in word})
    table = [(f"{''.join(chance.sample(signs, 3))}{chance.choice(words)}"[:20], str(n)) for n in range(MANY)]
    texts = [f"{word[:4]}{word[5:]}?" for word, _ in chance.sample(table, 20)]  # each with a slip
    yield f"\n{MANY:,} made-up aliases, 20 misspelt questions"
    yield row("candidate search (GramIndex.ranked)", None, timed(GramIndex(word for word, _ in table).ranked, texts))
    yield row("rapidfuzz extract, WRatio", None, timed(wratio(table), texts[:5]))
    yield row("SQLite FTS5 trigram", None, timed(trigrams(table), texts))


def worst(guide: Guide) -> Iterator[str]:
    """The inputs that take longest."""
    taken = []
    for name, text in {**WALLS, **ODD, **ROWS}.items():
        guide.ask(Question(text))
        taken.append((min(timed(lambda text: guide.ask(Question(text)), [text] * 3)), name))
    yield "\nthe slowest of hostile inputs, 40,000 characters most  (bar: 50 ms)"
    yield from (f"  {name:<42}{milliseconds:>10.1f} ms" for milliseconds, name in sorted(taken, reverse=True)[:3])


def whole_process(folder: Path) -> Iterator[str]:
    """Wall time and peak memory of `shirube ask`."""
    command = [str(Path(sys.executable).with_name("shirube")), "ask", "出生数の目標は?"]
    environment = {"PATH": os.environ["PATH"], "SHIRUBE_DATABASE": str(folder / "process.db")}
    taken = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    measured = subprocess.run([sys.executable, "-IS", "-c", PEAK, *command], env=environment, check=True, capture_output=True)
    peak = int(measured.stdout) / 1024
    yield "\na whole `shirube ask` process, median of 10 on a database that is there"
    yield f"  {'wall time':<42}{median(taken[1:]):>10.3f} s   (bar: 0.25 s)"
    yield f"  {'processor time':<42}{cpu:>10.3f} s"
    yield f"  {'peak memory':<42}{peak:>10.1f} MB  (bar: 80 MB)"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [*whole_process(folder)]  # first, so that no other child's memory is counted
        workspace = make_workspace(folder)
        load(workspace, SAMPLE)
        guide = workspace.guide()
        with suppress(BrokenPipeError):
            for line in (*understanding(guide), *many(guide), *worst(guide), *lines):
                sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
