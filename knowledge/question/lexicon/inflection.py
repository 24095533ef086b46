"""How English words are inflected, and the general words that say nothing by themselves, in all their forms."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.notation.units import DATA, read_toml

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh", "o")


def third_person(verb: str) -> str:
    """A verb's form in -s.

    >>> third_person("carry"), third_person("pass"), third_person("play")
    ('carries', 'passes', 'plays')
    """
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(_HISSING) else "s")


def past(verb: str) -> str:
    """A regular verb's form in -ed.

    >>> past("accept"), past("carry"), past("agree")
    ('accepted', 'carried', 'agreed')
    """
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def present_participle(verb: str) -> str:
    """A verb's form in -ing.

    >>> present_participle("make"), present_participle("agree"), present_participle("carry")
    ('making', 'agreeing', 'carrying')
    """
    return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb) + "ing"


def adverb(adjective: str) -> str:
    """The adverb of an adjective.

    >>> adverb("absolute"), adverb("basic"), adverb("happy"), adverb("possible")
    ('absolutely', 'basically', 'happily', 'possibly')
    """
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    if adjective.endswith(("le", "y")):
        return f"{adjective[:-1]}{'y' if adjective.endswith('le') else 'ily'}"
    return adjective + ("y" if adjective.endswith("ll") else "ly")


def _ends_in_consonant_and_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in _VOWELS


def general_words() -> Iterator[tuple[str, str]]:
    """The class and each form of the general words."""
    table = read_toml(DATA / "language" / "en" / "general_words.toml")
    verbs = table["verb"]
    yield from (
        ("verb", form) for verb in verbs["regular"] for form in (verb, third_person(verb), past(verb), present_participle(verb))
    )
    for verb in verbs["doubling"]:
        yield from (("verb", form) for form in (verb, third_person(verb), f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"))
    yield from (("verb", form) for verb in verbs["irregular"] for form in (verb, third_person(verb), present_participle(verb)))
    yield from (("verb", form) for form in verbs["forms"])
    for adjective in table["adjective"]["words"]:
        yield "adjective", adjective
        yield "adverb", adverb(adjective)
    yield from (("adverb", word) for word in table["adverb"]["words"])
