# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Rules for the words themselves: what no text of the kiosk may say.

A rule is a function in `PASSAGE_RULES` (one run of words) or `ARTICLE_RULES` (a whole article); a
new rule is a new function there. `SIGN_RULES` hold in any language; the others know the words of
those in `JUDGED`. Texts in other languages are left to people, and `article_findings` says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from kiosk.faults import Finding
from kiosk.library.articles import ArticleSource
from kiosk.library.model import Block, Callout, Heading, Listing, Table
from kiosk.library.passages import (
    ArticleText,
    Passage,
    article_passages,
    article_texts,
    reference_passages,
)
from kiosk.library.reference import Reference
from kiosk.library.reference_checks import has_number
from kiosk.library.scaffold import TO_DO

PassageRule = Callable[[Passage], Iterator[Finding]]
PLACEHOLDERS = frozenset(
    {"observation_minutes", "fever_f", "phone", "after_hours_phone", "center", "staff_call"}
)


def article_findings(article: ArticleSource) -> Iterator[Finding]:
    """Yield what the rules find in one article."""
    for text in article_texts(article):
        for article_rule in ARTICLE_RULES:
            yield from article_rule(text)
        if text.language not in JUDGED:
            yield Finding(text.file, 1, *_UNJUDGED, "warning")
    for passage in article_passages(article):
        yield from _judged(passage)


def reference_findings(reference: Reference) -> Iterator[Finding]:
    """Yield what the rules find in the reference."""
    for passage in reference_passages(reference):
        yield from _judged(passage)


def _judged(passage: Passage) -> Iterator[Finding]:
    for rule in PASSAGE_RULES if passage.language in JUDGED else SIGN_RULES:
        yield from rule(passage)


def _placeholders(passage: Passage) -> Iterator[Finding]:
    for match in re.finditer(r"\{([^{}]*)\}|[{}]", passage.text):
        if match[1] not in PLACEHOLDERS:
            known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
            yield passage.finding(
                "placeholder", f"{match[0]!r} is no placeholder.", f"Known are {known}."
            )


def _general_numbers(passage: Passage) -> Iterator[Finding]:
    if passage.general and has_number(passage.text):
        yield passage.finding(
            "general-number",
            "General knowledge without a source holds a number.",
            "Name the source, or take the number out.",
            severity="warning",
        )


_PROMISES = {
    "en": (
        r"(?<!no )(?<!not )(?<!n't )(?<!not a )(?<!no known )\bcure[sd]?\b",
        r"\b(?:guarantee[sd]?|miracles?|miraculous|breakthrough|risk[- ]free)\b",
        r"\b(?:100 ?%|completely|totally|perfectly|always) (?:safe|effective|painless)\b",
        r"\b(?:no|without) side effects\b",
        r"\balways works?\b",
        r"\bnever fails?\b",
        r"\byou(?:'ll| will) (?:(?:feel|get) (?:better|well)|recover|heal|be (?:cured|healed))\b",
        r"\byou(?:'ll| will) be (?:pain|symptom|attack)[- ]free\b",
        r"\bwill (?:end|stop|take away) (?:your|the|all) (?:pain|headaches?|attacks|symptoms)\b",
    ),
    "es": (
        r"(?<!no )(?<!no hay )(?<!no tiene )(?<!ni )\b(?:cura|curan|curará|curar)\b",
        r"\b(?:garantiza\w*|garantías?|milagros?|milagros[oa]s?|revolucionari[oa])\b",
        r"\b(?:sin (?:ningún )?riesgos?|sin efectos secundarios)\b",
        r"\b(?:100 ?%|completamente|totalmente|siempre) (?:segur[oa]|eficaz|efectiv[oa])\b",
        r"\bsiempre funciona\b",
        r"\bnunca falla\b",
        r"\b(?:se sentirá|se va a sentir|va a (?:sentirse|estar)) mejor\b",
        r"\b(?:se va a curar|se recuperará|se aliviará|quedará (?:curad|san)[oa])\b",
        r"\b(?:acabará con|eliminará|le quitará) \w+ (?:dolor(?:es)?|ataques|síntomas|migrañas?)\b",
    ),
}


def _first_look(*patterns: str) -> re.Pattern[str]:
    """Return the patterns without what stands before their words, for case-folded text.

    It finds all that they find, and more, and lets most texts go in a third of the time.
    """
    bare = (re.sub(r"^(?:\(\?<![^()]*\)|\\b)+", "", pattern) for pattern in patterns)
    return re.compile("|".join(bare))


_PROMISES_LOOK = {language: _first_look(*found) for language, found in _PROMISES.items()}


def _promises(passage: Passage) -> Iterator[Finding]:
    if _PROMISES_LOOK[passage.language].search(passage.text.casefold()) is None:
        return
    for pattern in _PROMISES[passage.language]:
        match = re.search(pattern, passage.text, re.IGNORECASE)
        if match:
            yield passage.finding(
                "promise",
                f"{match[0]!r} promises more than medicine can.",
                "Say what it may help with, and for whom.",
            )


_SALES = {
    "en": r"state[- ]of[- ]the[- ]art|cutting[- ]edge|world[- ]class|best[- ]in[- ]class|"
    r"top[- ]rated|award[- ]winning|revolutionary|game[- ]chang(?:er|ing)|unmatched|"
    r"unparalleled|unrivaled|premier|life[- ]changing|amazing|incredible|"
    r"leading (?:center|centre|clinic|provider|experts?|specialists?)|"
    r"the (?:very )?best (?:care|treatment|medicine|center|clinic|staff|team|price|infusion)|"
    r"(?:book|act|order|sign up|call) now and|act now|book (?:now|today)|don't (?:wait|miss)|"
    r"limited[- ]time|special (?:offer|price)|detox\w*|rejuvenat\w+|pamper\w*|luxur(?:y|ious)|"
    r"boosts? your (?:energy|immun\w+|mood|health)",
    "es": r"de vanguardia|de última (?:generación|tecnología)|de (?:clase mundial|primer nivel)|"
    r"premiad[oa]s?|inigualables?|sin igual|increíbles?|maravillos[oa]s?|de lujo|"
    r"(?:centro|clínica|expertos?|especialistas|equipo) líder(?:es)?|líder(?:es)? en|"
    r"(?:el|la|los|las) mejor(?:es)? (?:atención|cuidados?|tratamientos?|medicinas?|centros?|"
    r"clínicas?|equipo|precios?|infusión|infusiones)|le cambiará la vida|"
    r"(?:llame|reserve|actúe) ya(?! al (?:911|988))|aproveche|no se lo pierda|no espere más|"
    r"oferta (?:especial|limitada)|por tiempo limitado|desintoxic\w+|rejuvenec\w+|"
    r"(?:sube|aumenta|refuerza) sus? (?:energía|defensas|ánimo)",
}


_SALES_LOOK = {language: _first_look(found) for language, found in _SALES.items()}


def _sales(passage: Passage) -> Iterator[Finding]:
    """No text sells: readers cannot judge praise, and 21 CFR 208.20 asks the same of makers."""
    if _SALES_LOOK[passage.language].search(passage.text.casefold()) is None:
        return
    match = re.search(rf"\b(?:{_SALES[passage.language]})\b", passage.text, re.IGNORECASE)
    if match:
        yield passage.finding(
            "sales",
            f"{match[0]!r} sells and tells nothing.",
            "Say what it is and what it does, or leave it out.",
        )


_ILLNESS = {
    "en": r"(?:infection|allerg(?:y|ies)|(?:allergic )?reaction|anaphylaxis|sepsis|stroke|"
    r"blood clots?|clot|heart attack|cancer|migraines?|disease|pneumonia|meningitis|"
    r"high blood pressure|diabetes|depression|condition)",
    "es": r"(?:infección|alergia|reacción(?: alérgica)?|anafilaxia|sepsis|derrame|coágulo|"
    r"infarto|ataque al corazón|cáncer|migrañas?|enfermedad|neumonía|meningitis|"
    r"presión alta|diabetes|depresión)",
}
_YOU_HAVE = {
    "en": r"\byou(?:'ve got| (?:\w+ly )?(?:have|suffer from|are having))(?: \w+){0,2}? "
    + _ILLNESS["en"],
    "es": r"\busted (?:\w+mente )?(?:tiene|padece|sufre)(?: de)?(?: \w+){0,2}? " + _ILLNESS["es"],
}
# Words after which "you have" supposes or asks and states nothing.
_SUPPOSES = {
    "en": r"\b(?:if|when|whether|unless|until|while|once|because|since|in case|that|any|do|did|"
    r"what|which|who|where|how|as|after|before|every time|think|tell|ask|say|says|suppose)\b",
    "es": r"\b(?:si|cuando|que|aunque|mientras|porque|donde|cada vez|como|hasta|antes|después|"
    r"piensa|cree|diga|dígales?|pregunte)\b",
}


def _diagnoses(passage: Passage) -> Iterator[Finding]:
    """The kiosk educates and never says what a reader has (DESIGN.md, promise 6)."""
    if passage.conditional:
        return
    for match in re.finditer(_YOU_HAVE[passage.language], passage.text, re.IGNORECASE):
        clause = re.split(r"[.!?;:¿¡]", passage.text[: match.start()])[-1]
        asked = passage.text[match.end() :].split(".")[0].endswith("?")
        if not asked and not re.search(_SUPPOSES[passage.language], clause, re.IGNORECASE):
            yield passage.finding(
                "diagnosis",
                f"{match[0]!r} tells readers what they have.",
                "Write 'if you have …', or say what it can be a sign of.",
            )


_MEDICINE = {
    "en": r"(?:medicines?|medications?|drugs?|pills?|tablets?|doses?|treatments?|infusions?|"
    r"ibuprofen|acetaminophen|aspirin|antihistamines?|steroids?|antibiotics?|painkillers?|"
    r"tylenol|benadryl|advil)",
    "es": r"(?:medicinas?|medicamentos?|fármacos?|pastillas?|tabletas?|dosis|tratamientos?|"
    r"infusi(?:ón|ones)|ibuprofeno|acetaminof[eé]n|paracetamol|aspirina|antihistamínicos?|"
    r"esteroides?|antibióticos?|analgésicos?)",
}
_START = {
    "en": r"(?:^|[.;:!?]\s+|,\s+(?:then |and )?|"
    r"\b(?:and|then|you (?:should|must|need to|have to))\s+)"
    r"(?:please |just |simply )?",
    "es": r"(?:^|[.;:!?¡¿]\s*|,\s+(?:y |entonces )?|\b(?:y|luego|(?:usted )?debe|tiene que)\s+)"
    r"(?:por favor,? )?",
}
_ORDER = {
    "en": r"(?:take(?! note)|skip|stop(?: taking| using)?|quit(?: taking)?|double|increase|lower|"
    r"(?:start|begin|restart|keep)(?: taking| using)|(?:start|begin|restart|switch|cut down on)|"
    r"(?:do not|don't|never) take)",
    "es": r"(?:tome|tomar|omita|omitir|salte|suspend[ae]r?|deje de (?:tomar|usar)|dejar de tomar|"
    r"interrumpa|aumente|reduzca|duplique|(?:empiece|empezar|comience|vuelva|siga) (?:a )?"
    r"(?:tomar|tomando|usar|usando)|empiece|comience|(?:no|nunca) tome)",
}


def _orders(passage: Passage) -> Iterator[Finding]:
    """No text tells readers to stop, skip or take a medicine. Source: symptoms.md, rule 8."""
    language = passage.language
    pattern = (
        _START[language] + f"({_ORDER[language]}" + r")\b(?: [\w'-]+){0,3}? " + _MEDICINE[language]
    )
    match = re.search(pattern + r"\b", passage.text, re.IGNORECASE)
    if match and not passage.conditional:
        yield passage.finding(
            "medicine-order",
            f"{match[1]!r} tells readers what to do with a medicine.",
            "Write 'ask us before …' or 'tell us if …'.",
        )


def _unfinished(passage: Passage) -> Iterator[Finding]:
    if any(words in passage.text for words in TO_DO.values()):
        yield passage.finding(
            "to-do",
            "This waits for words: it is still the guidance of a new article.",
            "Write over it.",
            severity="warning",
        )


SIGN_RULES: tuple[PassageRule, ...] = (_placeholders, _general_numbers, _unfinished)
PASSAGE_RULES = (*SIGN_RULES, _promises, _sales, _diagnoses, _orders)
JUDGED = frozenset(_ORDER)
"""Languages whose words the rules know."""
_UNJUDGED = (
    "language-unjudged",
    "No rule reads this language: promises, diagnoses and orders about medicines pass unseen.",
    "Have a clinician who reads it look for them (content review export).",
)

_NUMBERS: Mapping[str, int] = {
    **{str(number): number for number in range(2, 21)},
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nine": 9,
    "ten": 10,
    "nueve": 9,
    "diez": 10,
}
_COUNTED = re.compile(
    rf"\b({'|'.join(_NUMBERS)}) (?:\w+ )?(?:benefits|reasons|ways|steps|tips|things|questions|"
    r"signs|facts|points|jobs|kinds|types|rules|medicines|treatments|beneficios|razones|"
    r"maneras|formas|pasos|consejos|cosas|preguntas|señales|datos|puntos|tareas|clases|tipos|"
    r"reglas|medicinas|tratamientos)\b",
    re.IGNORECASE,
)


def _counts(text: ArticleText) -> Iterator[Finding]:
    """A heading that says "5 benefits" stands over 5 of them."""
    if not (match := _COUNTED.search(text.title)):
        pass
    elif _NUMBERS[match[1].lower()] not in _counts_below(text.blocks, 1):
        yield _miscounted(text, 1, match[0])
    for number, (line, block) in enumerate(text.blocks):
        words = block.text if isinstance(block, Heading) else ""
        words = block.title if isinstance(block, Callout) else words
        match = _COUNTED.search(words)
        if match is None:
            continue
        if isinstance(block, Callout):
            counts = {len(inner.items) for inner in block.blocks if isinstance(inner, Listing)}
        else:
            level = block.level if isinstance(block, Heading) else 2
            counts = _counts_below(text.blocks[number + 1 :], level)
        if _NUMBERS[match[1].lower()] not in counts:
            yield _miscounted(text, line, match[0])


def _counts_below(blocks: tuple[tuple[int, Block], ...], level: int) -> set[int]:
    """How many things stand below a heading: points, rows, and headings one level down."""
    counts, below = set[int](), 0
    for _, block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        below += isinstance(block, Heading) and block.level == level + 1
        if isinstance(block, Listing):
            counts.add(len(block.items))
        if isinstance(block, Table):
            counts |= {len(block.rows), len(block.header) - 1}
    return counts | {below}


def _miscounted(text: ArticleText, line: int, words: str) -> Finding:
    problem = f"{words!r} is promised, and no list below has that many points."
    return Finding(text.file, line, "count", problem, "Count the points and mend the number.")


ARTICLE_RULES: tuple[Callable[[ArticleText], Iterator[Finding]], ...] = (_counts,)
