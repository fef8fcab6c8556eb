# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words as search compares them: which say nothing, which are forms of one, where they stand.

Both languages are met at once, because a visitor may type either. A stem is no word of a language:
it only has to be equal for *itchy*, *itching* and *itches*, or for *mareo* and *mareada*.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.library.words import fold, tokens

FILLERS = frozenset(
    tokens("""
    a about after all also am an and any anything are as at be because been being but by can cant
    come could d dad daughter day days did didnt do does doing dont everything everywhere father
    feel feeling feels felt for from get gets getting go goes going got had has have having he her
    him his how husband i id if im in is isnt it its ive just keep keeps kind know let like ll look
    looking looks lot m make makes many may me might mom more mother much my need no not now of on
    or our really s say says seem seems she should so some somebody someone son t than that the
    their them then there these they thing things think this those time times to today too ve very
    want was we were what whats when where which while who whos why wife will with wont would yes
    you your

    al alguien algun alguna ando aqui asi cada como con creo cual cuando cuanto cuantos da dan de
    debo del desde despues dia dias donde e el ella ellos en era es esa ese eso esposa esposo esta
    estan estar este esto estoy fue ha hace hacer hacia hago han hasta hay he hija hijo hoy la las
    le les lo los madre mama mas me mi mis mucha muchas mucho muchos muy nada necesito ni nos o
    padre papa para pero poco poner por porque puede pueden puedo que quien quiero sale salen se
    sea ser si sido siente siento son soy su sus tal tan tanto te tener tengo tiempo tiene tienen
    toda todas todo todos traigo tu un una unas uno unos va van veces vez voy y ya yo
    """)
)
"""Words that tell nothing about what is asked; they count only where there are no others."""

# Spanish endings without accents, as all words here are folded. The longest that fits goes.
_ENDINGS = """
    s es ed ing ings y e ies ied iness ness edness ish ous ion ions ancy ant ly
    a o as os an en ar er ir ado ada ados adas ido ida idos idas ando iendo
    acion aciones iones ionado ionada azon azones ancio ento enta entos entas or ores
    ita itas ito itos
"""
_FIRST, _FURTHER = (
    re.compile(rf"(.{{{least},}}?)(?:{'|'.join(_ENDINGS.split())})") for least in (3, 5)
)
# Forms that no ending tells, each line led by what they are taken for.
_FORMS = {
    form: line.split()[0]
    for line in """
        swell swollen
        tooth teeth
        foot feet
        child children kid kids
        bleed bled
        throw threw thrown
        vaccin shot shots vaccine vaccines vaccination vacuna vacunas
        dol duele duelen duelo
        tembl tiemblo tiembla tiemblan
        dorm duermo duerme duermen
        perd pierdo pierde pierden
        infect infeccion infecciones
        prim primer primera primero
        """.strip().splitlines()
    for form in line.split()[1:]
}
# An apostrophe inside a word is as good as none: who types seldom finds it.
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_APOSTROPHES = frozenset("'`\u2019\u02bc\u00b4")
_SILENT = re.compile(f"(?<=[a-z0-9])[{''.join(_APOSTROPHES)}](?=[a-z0-9])")
_HYPHENATED = re.compile(r"(?=\b([a-z0-9]+-[a-z0-9]+)\b)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text.

    Attributes:
        text: The word without case, accents and apostrophes.
        stem: What its forms have in common.
        start: Place of its first character in the text.
        end: Place after its last character.
        joined: Whether it is two words that a hyphen joins, which stand for themselves too.
    """

    text: str
    stem: str
    start: int
    end: int
    joined: bool = False


def stem(word: str) -> str:
    """Return what the forms of a folded word have in common; the word itself where it is short."""
    if word in _FORMS:
        return _FORMS[word]
    found = _FIRST.fullmatch(word)
    while found:
        word = found[1]
        found = _FURTHER.fullmatch(word)
    return word


def terms(text: str) -> tuple[Term, ...]:
    """Return the words of a text in order, each with its place in it."""
    letters = [_letter(character) for character in text]
    plain = "".join(letters)
    # Folding may make a text longer (a ligature) or shorter (an accent of its own).
    places: Sequence[int] = range(len(text))
    if len(plain) != len(text) or "" in letters:
        places = [place for place, folded in enumerate(letters) for _ in folded]
    found = list[Term]()
    before_end = -1
    for match in _WORD.finditer(plain):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and not letters[end]:
            end += 1
        word = match[0].replace("'", "")
        if found and plain[before_end : match.start()] == "-":
            whole = found[-1].text + word
            found.append(Term(whole, stem(whole), found[-1].start, end, joined=True))
        found.append(Term(word, stem(word), start, end))
        before_end = match.end()
    return tuple(found)


def _letter(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    return character.lower() if character.isascii() else fold(character)


def telling(found: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the words that tell something; all where none does."""
    return tuple(one for one in found if one.text not in FILLERS) or found


def forms(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the different words of a text of the library as `terms` has them, and their stems."""
    plain = _SILENT.sub("", fold(text))
    found = set(tokens(plain))
    found.update(one.replace("-", "") for one in _HYPHENATED.findall(plain))
    return frozenset(found), frozenset(map(_stem, found))


_stem = lru_cache(maxsize=50_000)(stem)
