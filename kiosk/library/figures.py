# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How texts may state how often something happens: as numbers, and in one way per list.

Source: literacy.md, numbers (NHS content guide; Webster 2017; PMC4153005): readers take "common",
which means 1 to 10 in 100, for about 45 in 100.
"""

import itertools
import re
from collections.abc import Iterable, Iterator

from kiosk.faults import Finding
from kiosk.library.passages import reference_passages
from kiosk.library.prose import Page, sentences
from kiosk.library.reference import Reference
from kiosk.library.shapes import EFFECT_LISTS

# What states a risk, and what only colors a sentence: the first is an error, the second a warning.
_RISK_WORDS = {
    "en": r"(?:un)?common(?:ly)?|rare(?:ly)?|(?:in)?frequent(?:ly)?|(?:un)?likely",
    "es": r"(?:poco )?(?:común|comunes|comúnmente|frecuentes?|frecuentemente|probables?)|"
    r"infrecuentes?|rar[oa]s?|raramente|rara vez|raras veces",
}
_LOOSE_WORDS = {
    "en": r"often|usually|most people|many people|few people",
    "es": r"a menudo|usualmente|normalmente|generalmente|por lo general|suelen?|"
    r"muchas personas|pocas personas|la mayoría de las personas",
}
# Words that look like a frequency and state none.
_NO_FREQUENCY = {
    "en": r"\b(?:how|as|too) (?:common|often|likely|rare)\b|\bmore (?:likely|often)\b|"
    r"\bless (?:likely|often)\b|\bas usual\b|\bcommon (?:sense|cold|name)\b",
    "es": r"\b(?:qué tan|cuán|con qué) (?:común|frecuentes?|a menudo|probable)\b|"
    r"\b(?:más|menos) (?:común|comunes|frecuentes?|probables?|a menudo)\b|\b(?:se|le|les|algo|"
    r"sentirse|siente) (?:\w+ )?rar[oa]s?\b|\bcomo de costumbre\b|\bsentido común\b",
}
_FIGURE = re.compile(
    r"\d|\b(?:half|one in|two in|three in|a third|a quarter|la mitad|un tercio|un cuarto|"
    r"(?:una?|dos|tres) de cada)\b",
    re.IGNORECASE,
)
_PART = {
    "en": re.compile(
        r"(?<![\w/.])\d[\d,.]*\s+(?:people\s+)?(?:in|of|out of)\s+(?:every\s+)?"
        r"(?P<all>\d{1,3}(?:,\d{3})+|\d+)\b(?![./]\d)"
    ),
    "es": re.compile(
        r"(?<![\w/.])\d[\d,.]*\s+(?:personas\s+)?(?:(?:de|en|entre)\s+cada|de|entre)\s+"
        r"(?P<all>\d{1,3}(?:[.,]\d{3})+|\d+)\b(?![./]\d)"
    ),
}
_PERCENT = re.compile(r"\d\s?%|\d\s+(?:percent|por ciento)\b", re.IGNORECASE)


def frequency_words(page: Page) -> Iterator[Finding]:
    """A word for how often something happens has its number in the same sentence."""
    summary = page.head.lines.at(("summary",)), page.head.value.summary
    for line, text in (summary, *((run.line, run.text) for run in page.runs)):
        for problem, severity in _bare_words(text, page.language):
            yield page.finding(line, "frequency-word", problem, _FREQUENCY_MEND, severity)


_FREQUENCY_MEND = "Write the number beside it ('9 in 100 people'), or leave the word out."


def _bare_words(text: str, language: str) -> Iterator[tuple[str, str]]:
    for sentence in sentences(text) if language in _NO_FREQUENCY else ():
        if _FIGURE.search(sentence):
            continue
        judged = re.sub(_NO_FREQUENCY[language], " ", sentence, flags=re.IGNORECASE)
        for words, severity in ((_RISK_WORDS, "error"), (_LOOSE_WORDS, "warning")):
            if match := re.search(rf"\b(?:{words[language]})\b", judged, re.IGNORECASE):
                yield f"{match[0]!r} has no number beside it.", severity
                break


def mixed_denominators(page: Page) -> Iterator[Finding]:
    """The numbers of one list, table or paragraph are parts of the same whole."""
    groups = dict[int, list[tuple[int, str]]]()
    for run in page.runs:
        groups.setdefault(run.group, []).append((run.line, run.text))
    for runs in groups.values():
        yield from _mixed(page.file, page.language, runs)


def _mixed(file: str, language: str, texts: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    first = None
    for line, text in texts:
        for whole in wholes(text, language):
            first = first or whole
            if whole != first:
                problem = f"Here stands a part of {whole}, and above it a part of {first}."
                mend = "Write all numbers of a list as parts of the same whole."
                yield Finding(file, line, "mixed-denominators", problem, mend)
                return


def wholes(text: str, language: str) -> tuple[str, ...]:
    """Return what the parts named in a text are parts of ("9 in 100" names 100); % is 100."""
    found = [match["all"] for match in _PART[language].finditer(text)]
    found = [re.sub("[.,]", "", whole) for whole in found]
    named = [whole for whole in found if not 1900 <= int(whole) <= 2100]
    return (*named, *(["100"] if _PERCENT.search(text) else ()))


def percentages(page: Page) -> Iterator[Finding]:
    """A part is written "9 in 100" and not "9%"."""
    for run in page.runs:
        if match := _PERCENT.search(run.text):
            problem = f"{match[0]!r} is harder to understand than a number of people."
            yield page.finding(run.line, "percent", problem, "Write '… in 100'.", "warning")


def reference_figures(reference: Reference) -> Iterator[Finding]:
    """The same for the reference, whose texts stand in TOML."""
    for passage in reference_passages(reference):
        for problem, severity in _bare_words(passage.text, passage.language):
            yield passage.finding("frequency-word", problem, _FREQUENCY_MEND, severity)
    for therapy in reference.therapies.values():
        for language, name in itertools.product(_PART, EFFECT_LISTS):
            texts = [
                (therapy.lines.at((name, number, "numbers")), words)
                for number, effect in enumerate(therapy.value.effects(name))
                if effect.numbers and (words := effect.numbers.by(language))
            ]
            yield from _mixed(therapy.file, language, texts)
