# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How what is printed is said: medicine names by their sound, phone numbers digit by digit.

A speech engine reads "911" as a number, "IV" as a Roman one and guesses at medicine names. What is
said here differs from what is printed, and knows where each of its words stands on the page. The
words themselves are data of each language (`kiosk.languages.Spoken`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.languages import Spoken as Sounds
from kiosk.languages import languages
from kiosk.library.facts import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from kiosk.library.model import Therapy

_PLAIN = str.maketrans({NO_BREAK_SPACE: " ", NO_BREAK_HYPHEN: "-"})
_HELP = r"(?P<help>(?<![\w.,-])(?:911|988)(?![\w-]|[.,]\d))"
_PHONE = r"""(?P<phone>(?<![\w-])
        (?:\+?1[ -])?(?:\(\d{3}\)[ ]?|\d{3}[ -])(?:\d{3}|[A-Z]{3})[ -]\d{4}
        (?![\w-]))"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch that is said otherwise than it is printed, by first character and the one after.

    Attributes:
        said: Where it is in what is said.
        shown: Where it is in what is printed; empty where nothing of it is.
    """

    said: tuple[int, int]
    shown: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to be said and the words on the page that they stand for.

    Attributes:
        language: Its code.
        text: What is said.
        shown: What is printed.
        turns: Where the two differ, in order.
    """

    language: str
    text: str
    shown: str
    turns: tuple[Turn, ...] = ()

    def shown_at(self, start: int, length: int) -> tuple[int, int]:
        """Return first character and length on the page of a word that is said."""
        first, end = self._shown(start, 0), self._shown(start + length, 1)
        return first, max(0, end - first)

    def _shown(self, place: int, side: int) -> int:
        shift = 0
        for turn in self.turns:
            if place < turn.said[0] + side:
                break
            if place < turn.said[1] + side:
                return turn.shown[side]
            shift = turn.shown[1] - turn.said[1]
        return place + shift


@dataclass(frozen=True, slots=True)
class Names:
    """How medicine names are said in one language.

    Attributes:
        said: By name in lower case.
    """

    said: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, therapies: Iterable[Therapy]) -> "Names":
        """Return the names of therapies and their brands that have a sound of their own."""
        pairs = (
            pair
            for therapy in therapies
            for pair in (
                (therapy.card.name, therapy.spoken),
                *((brand.name, brand.spoken) for brand in therapy.brands),
            )
        )
        return cls({name.lower(): said for name, said in pairs if said and said != name})


NO_NAMES = Names()


def spoken_text(shown: str, language: str, names: Names = NO_NAMES) -> Spoken:
    """Return how any words of the product, a page or a button, are said.

    Args:
        shown: As printed.
        language: Its code; words of one without sounds of its own are said as they are.
        names: How medicine names are said.
    """
    sounds = _sounds(language)
    if sounds is None:
        return Spoken(language, shown, shown)
    said, turns, end, length = [], [], 0, 0
    pattern = _pattern(language, tuple(names.said))
    for match in pattern.finditer(shown.translate(_PLAIN)):
        words = _words(match, sounds, names)
        if words == match[0]:
            continue
        before = shown[end : match.start()]
        begin = length + len(before)
        said += [before, words]
        end, length = match.end(), begin + len(words)
        turns.append(Turn((begin, length), match.span()))
    return Spoken(language, "".join((*said, shown[end:])), shown, tuple(turns))


def spelled(code: str, language: str) -> Spoken:
    """Return how a receipt code is said: character by character."""
    said, turns, sounds = "", [], _sounds(language)
    for place, character in enumerate(code):
        word = _digits(character, sounds) if sounds else character
        begin = len(said)
        said += word
        turns.append(Turn((begin, len(said)), (place, place + 1)))
        said += ", " if place + 1 < len(code) else ""
    return Spoken(language, said, code, tuple(turns))


def _sounds(language: str) -> Sounds | None:
    known = languages().get(language)
    return known.spoken if known else None


@lru_cache(maxsize=8)
def _pattern(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    sounds = _sounds(language)
    rules = [_PHONE, _HELP, *([_amounts(sounds), _shorts(sounds)] if sounds else [])]
    if names:
        rules.insert(0, rf"(?P<name>(?<![\w-])(?i:{_either(names)})(?![\w-]))")
    return re.compile("|".join(filter(None, rules)), re.VERBOSE)


def _either(words: Iterable[str]) -> str:
    # Verbose: spaces and number signs in words are escaped. The longest that fits is taken.
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _number(sounds: Sounds) -> str:
    return rf"\d+(?:{re.escape(sounds.thousands)}\d{{3}})*(?:{re.escape(sounds.decimal)}\d+)?"


def _amounts(sounds: Sounds) -> str:
    number = _number(sounds)
    unit = rf"(?:[ ]?(?:{_either(sounds.units)})\b)?" if sounds.units else ""
    return (
        rf"(?P<amount>(?<![\w.,/-]){number}(?:[ ]?[\u2013-][ ]?{number})?{unit}"
        r"(?![\w/-]))"
    )


def _shorts(sounds: Sounds) -> str:
    return rf"(?P<short>(?<![\w-])(?:{_either(sounds.short)})(?!\w))" if sounds.short else ""


def _words(match: re.Match[str], sounds: Sounds, names: Names) -> str:
    says: dict[str | None, Callable[[], str]] = {
        "name": lambda: names.said[match[0].lower()],
        "phone": lambda: _phone(match[0], sounds),
        "help": lambda: _digits(match[0], sounds),
        "amount": lambda: _amount(match[0], sounds),
        "short": lambda: sounds.short[match[0]],
    }
    return says[match.lastgroup]()


def _phone(text: str, sounds: Sounds) -> str:
    groups = re.findall(r"\w+", text)
    return ", ".join(_digits(group, sounds) for group in groups)


def _digits(text: str, sounds: Sounds) -> str:
    return " ".join(sounds.digits[int(one)] if one in "0123456789" else one for one in text)


def _amount(text: str, sounds: Sounds) -> str:
    ends = (unit for unit in sounds.units if text.endswith(unit))
    unit = max(ends, key=len, default="")
    numbers = re.findall(_number(sounds), text.removesuffix(unit))
    plain = [
        one.replace(sounds.thousands, "").replace(sounds.decimal, sounds.point) for one in numbers
    ]
    said = f" {sounds.to} ".join(plain)
    return f"{said} {sounds.units[unit][numbers != ['1']]}" if unit else said
