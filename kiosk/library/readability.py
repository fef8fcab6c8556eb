# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The school grade at which a text can be read, from several formulas.

The gate is the median of the formulas on the text with medicine names masked. A single formula is
no proof (CMS toolkit, part 7): SMOG asks for full understanding and lies about two grades above
Flesch-Kincaid, and one medicine name moved Flesch-Kincaid by up to 2.4 grades (literacy.md,
pitfalls). The median is moved by neither, and the range is always told beside it.

A reader of US grade 6 must manage every text (literacy.md, grade: AMA and NIH, 6 to 8). Scores of
6.0 to 6.9 are grade 6, so a median of 7.0 is an error, and 6.5 is near it.

English is counted by textstat 0.7.8 (syllables by the CMU dictionary): Flesch-Kincaid, SMOG and
Gunning Fog, and Dale-Chall on its word list. That one is computed here, because textstat counts
regular forms of familiar words ("signs", "asked") as hard, which Dale and Chall do not.

Spanish formulas are computed here. textstat takes places for hyphens as syllables and finds about
6 in 100 too few in our texts (it gives "día" one), which would make them look most of a grade
easier than they are. Fernández Huerta's own table gives the grades (90 and more is grade 4,
80 grade 5, 70 grade 6, 60 grades 7 and 8). Szigriszt-Pazos is the same scale fitted to other texts
and has no grades of its own, so it is read with that table and comes out about half a grade harder.
Crawford's years of school come out two grades lower than both on every text of ours, and Gutiérrez
de Polini published no grades: both are told and do not decide.
"""

import re
import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from kiosk.faults import EnvironmentFault, Finding
from kiosk.library.prose import Page, RunKind, sentences

GATE, NEAR = 7.0, 6.5
MASK = {"en": "this medicine", "es": "esta medicina"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Grades of a text.

    Attributes:
        grades: US school grade by the name of the formula that decides, never empty.
        told: Other scores, by name, that do not decide.
    """

    grades: Mapping[str, float]
    told: Mapping[str, float]

    @property
    def median(self) -> float:
        """The grade that decides."""
        return statistics.median(self.grades.values())

    @property
    def band(self) -> str:
        """Lowest and highest grade, as "4-8"."""
        low, high = min(self.grades.values()), max(self.grades.values())
        return f"{max(low, 1):.0f}-{max(high, 1):.0f}"


def reading_of(texts: Iterable[str], language: str) -> Reading:
    """Return the grades of an article's paragraphs and points.

    Args:
        texts: Them, without headings; a missing stop is added at the end of each.
        language: ``en`` or ``es``.

    Raises:
        EnvironmentFault: textstat is not installed.
    """
    text = " ".join(filter(None, map(_plainly, texts)))
    return _english(text) if language == "en" else _spanish(text)


def _plainly(text: str) -> str:
    """A text for the counters: placeholders filled, no stop inside a number, one at its end."""
    text = re.sub(r"\{\w+\}", "30", text.replace("\u2019", "'"))
    text = re.sub(r"(\d)[.,](?=\d)", r"\1", text).strip().rstrip(":;,")
    return text if not text or text[-1] in ".!?" else f"{text}."


# Ends of medicines' generic names in both languages, for those without an entry in the reference.
# Source: WHO, The use of stems in the selection of International Nonproprietary Names.
_STEMS = (
    r"\w{3,}(?:mab|cept|m[iy]cina?|c[ei]ll?ina?|floxacin[ao]?|penem|axona|axone|trexato?e?|"
    r"dronate|dronato)(?:-[a-z]{4})?|(?:zoledronic acid|ácido zoledrónico)"
)


def masked(text: str, names: Iterable[str], language: str) -> str:
    """Return the text with the names of medicines replaced by "this medicine"."""
    ordered = sorted({name for name in names if name}, key=len, reverse=True)
    either = "|".join((*map(re.escape, ordered), _STEMS))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", MASK[language], text, flags=re.IGNORECASE)


def reading_level(page: Page, names: Iterable[str]) -> tuple[Reading, Reading]:
    """Return the grades of a page with medicine names masked, and of the page as it stands."""
    texts = [run.text for run in page.runs if run.kind is not RunKind.CELL]
    plainer = [masked(text, names, page.language) for text in texts]
    raw = reading_of(texts, page.language)
    return (raw if plainer == texts else reading_of(plainer, page.language)), raw


def hard_page(page: Page, reading: Reading, raw: Reading) -> Iterator[Finding]:
    """A page is read at grade 6 or below; the grades are those of `reading_level`."""
    if reading.median >= NEAR:
        is_error = reading.median >= GATE
        yield page.finding(
            page.parsed.lines[0],
            "reading-level",
            f"The text is at grade {reading.median:.1f} (formulas {reading.band};"
            f" with medicine names {raw.median:.1f}); {'at most' if is_error else 'close to'}"
            f" the end of grade 6{' is allowed' if is_error else ''}.",
            f"Shorten sentences and choose plainer words{_hardest(page)}.",
            "error" if is_error else "warning",
        )


def _hardest(page: Page) -> str:
    """Name where an author gains most: the longest sentence."""
    places = [(len(one.split()), run.line) for run in page.runs for one in sentences(run.text)]
    return f"; the longest sentence is on line {max(places)[1]}" if places else ""


# English.


def _english(text: str) -> Reading:
    count = _textstat()
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())
    share = 100 * sum(not _is_familiar(word) for word in words) / max(len(words), 1)
    length = len(words) / max(len(sentences(text)), 1)
    return Reading(
        {
            "Flesch-Kincaid": float(count.flesch_kincaid_grade(text)),
            "SMOG": float(count.smog_index(text)),
            "Gunning Fog": float(count.gunning_fog(text)),
            "Dale-Chall": _between(_dale_chall(share, length), _DALE_CHALL_GRADES),
        },
        {},
    )


@cache
def _textstat() -> Any:  # the package has no types
    try:
        import textstat  # type: ignore[import-untyped]  # noqa: PLC0415  # slow, seldom needed
    except ImportError as error:
        problem = "reading levels need textstat: install infusion-kiosk[authors]"
        raise EnvironmentFault(problem) from error
    return textstat


@cache
def _is_familiar(word: str) -> bool:
    """Whether a word, or the word it is a regular form of, is on Dale and Chall's list."""
    return any(_textstat().is_easy_word(form, 0) for form in _forms(word))


def _dale_chall(hard_in_100: float, words_a_sentence: float) -> float:
    """Dale and Chall 1948: words off the list, and 3.6365 more when they are over 5 in 100."""
    extra = 3.6365 if hard_in_100 > 5 else 0
    return 0.1579 * hard_in_100 + 0.0496 * words_a_sentence + extra


# Grades of Dale and Chall's table: up to 4.9 grade 4, 5.0 to 5.9 grades 5 and 6, and so on.
_DALE_CHALL_GRADES = ((4.0, 4.0), (5.0, 5.0), (6.0, 7.0), (7.0, 9.0), (8.0, 11.0), (10.0, 16.0))
_ENDINGS = (
    ("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"), ("r", ""), ("er", ""), ("ier", "y"), ("st", ""), ("est", ""),
    ("iest", "y"), ("ly", ""), ("ily", "y"), ("n't", ""), ("'ll", ""), ("'re", ""), ("'ve", ""),
)  # fmt: skip


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and the words that it may be a regular form of."""
    forms = [word]
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            form = word.removesuffix(ending) + other
            forms += [form, form[:-1]] if form[-1:] == form[-2:-1] else [form]
    return tuple(forms)


# Spanish.


def _spanish(text: str) -> Reading:
    words = re.findall(r"[a-záéíóúüñ]+", text.lower())
    count, ends = max(len(words), 1), max(len(sentences(text)), 1)
    syllables, letters = sum(map(spanish_syllables, words)) / count, sum(map(len, words)) / count
    length = count / ends
    huerta = 206.84 - 60 * syllables - 1.02 * length
    perspicuity = 206.835 - 62.3 * syllables - length
    return Reading(
        {
            "Fernández Huerta": _between(huerta, _EASE_GRADES),
            "Szigriszt-Pazos": _between(perspicuity, _EASE_GRADES),
        },
        {
            "Crawford": 4.9 * syllables - 20.5 / length - 3.407,
            "Gutiérrez de Polini": 95.2 - 9.7 * letters - 0.35 * length,
        },
    )


# Fernández Huerta's table: 90 to 100 grade 4, 80 to 90 grade 5, 70 to 80 grade 6, 60 to 70 grades 7
# and 8, 50 to 60 before university; the end of each band is the start of the next grade.
_EASE_GRADES = ((0.0, 17.0), (30.0, 15.0), (50.0, 11.0), (60.0, 9.0), (70.0, 7.0), (100.0, 4.0))
_STRONG, _ACCENTED_WEAK = "aeoáéó", "íú"


def spanish_syllables(word: str) -> int:
    """Return the syllables of a Spanish word in lower case, by its vowels.

    Two strong vowels, or a weak one with an accent beside any other, are apart ("le-er", "dí-a");
    other neighbours are one ("ciu-dad"). The ``u`` of ``que`` and ``gue`` is silent.
    """
    sounded = re.sub(r"qu|gu(?=[eiéí])", "g", word)
    sounded = re.sub(r"y(?![aeiouáéíóúü])", "i", sounded)
    groups = re.findall(r"[aeiouáéíóúü]+", sounded)
    breaks = sum(
        one in _ACCENTED_WEAK or other in _ACCENTED_WEAK or (one in _STRONG and other in _STRONG)
        for group in groups
        for one, other in pairwise(group)
    )
    return max(len(groups) + breaks, 1)


def _between(score: float, table: tuple[tuple[float, float], ...]) -> float:
    """Return the grade of a score, in proportion between two rows and flat beyond the ends."""
    if score <= table[0][0]:
        return table[0][1]
    for (low, first), (high, last) in pairwise(table):
        if score <= high:
            return first + (last - first) * (score - low) / (high - low)
    return table[-1][1]
