# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How what is printed is said: medicine names by their sound, phone numbers digit by digit.

A speech engine reads "911" as a number, "IV" as a Roman one and guesses at medicine names. What is
said here differs from what is printed, and knows where each of its words stands on the page.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.library.facts import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from kiosk.library.model import (
    Therapy,
)

_PLAIN = str.maketrans({NO_BREAK_SPACE: " ", NO_BREAK_HYPHEN: "-"})
_DIGITS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}
_TO = {"en": "to", "es": "a"}
_POINT = {"en": ".", "es": " punto "}
# For one and for more than one.
_UNITS = {
    "en": {
        "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
        "°C": ("degree Celsius", "degrees Celsius"),
        "mcg": ("microgram", "micrograms"),
        "mg": ("milligram", "milligrams"),
        "kg": ("kilogram", "kilograms"),
        "g": ("gram", "grams"),
        "mL": ("milliliter", "milliliters"),
        "cm": ("centimeter", "centimeters"),
        "lb": ("pound", "pounds"),
        "oz": ("ounce", "ounces"),
    },
    "es": {
        "°F": ("grado Fahrenheit", "grados Fahrenheit"),
        "°C": ("grado Celsius", "grados Celsius"),
        "mcg": ("microgramo", "microgramos"),
        "mg": ("miligramo", "miligramos"),
        "kg": ("kilogramo", "kilogramos"),
        "g": ("gramo", "gramos"),
        "mL": ("mililitro", "mililitros"),
        "cm": ("centímetro", "centímetros"),
        "lb": ("libra", "libras"),
        "oz": ("onza", "onzas"),
    },
}
# Where an engine would read a Roman number or a word.
_SHORT = {
    "en": {"IV": "I V", "IVs": "I Vs", "IVIG": "I V I G", "IG": "I G", "ER": "E R", "PICC": "pick"},
    "es": {"IV": "i ve", "IVIG": "i ve i ge", "IG": "i ge", "PICC": "pic"},
}
_RULES = r"""
    (?P<phone>(?<![\w-])
        (?:\+?1[ -])?(?:\(\d{3}\)[ ]?|\d{3}[ -])(?:\d{3}|[A-Z]{3})[ -]\d{4}
        (?![\w-]))
  | (?P<help>(?<![\w.,-])(?:911|988)(?![\w-]|[.,]\d))
  | (?P<amount>(?<![\w.,/-])
        \d+(?:,\d{3})*(?:\.\d+)?(?:[ ]?[\u2013-][ ]?\d+(?:,\d{3})*(?:\.\d+)?)?
        (?:[ ]?(?:°F|°C|mcg|mg|kg|g|mL|cm|lb|oz)\b)?
        (?![\w/-]))
  | (?P<short>(?<![\w-])(?:IVIG|IVs|IV|IG|ER|PICC)(?!\w))
"""


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
        language: ``en`` or ``es``.
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
        language: ``en`` or ``es``; others are said as they are.
        names: How medicine names are said.
    """
    if language not in _DIGITS:
        return Spoken(language, shown, shown)
    said, turns, end, length = [], [], 0, 0
    for match in _pattern(tuple(names.said)).finditer(shown.translate(_PLAIN)):
        words = _words(match, language, names)
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
    said, turns = "", []
    for place, character in enumerate(code):
        digits = _DIGITS.get(language)
        word = digits[int(character)] if digits and character in "0123456789" else character
        begin = len(said)
        said += word
        turns.append(Turn((begin, len(said)), (place, place + 1)))
        said += ", " if place + 1 < len(code) else ""
    return Spoken(language, said, code, tuple(turns))


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    # Verbose: spaces and number signs in names are escaped.
    alternatives = "|".join(re.escape(name) for name in longest_first)
    name = rf"(?P<name>(?<![\w-])(?i:{alternatives})(?![\w-])) |" if names else ""
    return re.compile(name + _RULES, re.VERBOSE)


def _words(match: re.Match[str], language: str, names: Names) -> str:
    says: dict[str | None, Callable[[], str]] = {
        "name": lambda: names.said[match[0].lower()],
        "phone": lambda: _phone(match[0], language),
        "help": lambda: _digits(match[0], language),
        "amount": lambda: _amount(match[0], language),
        "short": lambda: _SHORT[language].get(match[0], match[0]),
    }
    return says[match.lastgroup]()


def _phone(text: str, language: str) -> str:
    groups = re.findall(r"\w+", text)
    return ", ".join(_digits(group, language) for group in groups)


def _digits(text: str, language: str) -> str:
    words = _DIGITS[language]
    return " ".join(words[int(one)] if one.isdecimal() else one for one in text)


def _amount(text: str, language: str) -> str:
    *_, unit = re.findall(r"°F|°C|[a-zA-Z]+$", text) or [""]
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", text.removesuffix(unit))
    plain = [one.replace(",", "").replace(".", _POINT[language]) for one in numbers]
    said = f" {_TO[language]} ".join(plain)
    if not unit:
        return said
    return f"{said} {_UNITS[language][unit][numbers != ['1']]}"
