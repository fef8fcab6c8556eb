# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words that many readers do not know, and the rule that they are explained at first use.

Source: literacy.md, words (NHS A to Z of health writing; PEMAT item 4). The list is ours and may
grow; what each word means is written in the article, beside it.
"""

import re
from collections.abc import Iterator

from kiosk.faults import Finding
from kiosk.library.prose import Page, Run, RunKind, headings
from kiosk.library.words import tokens

# Patterns of folded words (no case, no accents), as `words.tokens` gives them.
TERMS = {
    "en": (
        "anaphylaxis", "anemia", "antibod(?:y|ies)", "anticoagulants?", "antihistamines?", "aura",
        "autoimmune", "biologics?", "biosimilars?", "catheters?", "central line", "cgrp",
        "chronic migraine", "coinsurance", "copayments?", "copays?", "corticosteroids?",
        "deductibles?", "dehydration", "edema", "ferritin", "formulary", "gastroenterologists?",
        "hematologists?", "hemoglobin", "hypersensitivity", "hypertension", "hypotension",
        "immune globulin", "immunocompromised", "immunoglobulins?", "immunosuppress(?:ants?|ion)",
        "infiltration", "intravenous", "ivig", "jcv", "lesions?", "midline", "nephrologists?",
        "neurologists?", "off label", "osteonecrosis", "osteoporosis", "out of pocket maximum",
        "phlebitis", "picc", "placebo", "pml", "premedications?", "prior authorization",
        "progressive multifocal leukoencephalopathy", "raynaud s", "relapses?", "remission",
        "rheumatologists?", "sepsis", "step therapy", "subcutaneous", "thrombosis", "triptans?",
    ),
    "es": (
        "anafilaxia", "anemia", "anticoagulantes?", "anticuerpos?", "antihistaminicos?", "aura",
        "autoinmunes?", "autorizacion previa", "biologic[oa]s?", "biosimilar(?:es)?",
        "cateter(?:es)?", "cgrp", "coaseguro", "copagos?", "corticoesteroides?",
        "corticosteroides?", "deducibles?", "deshidratacion", "edema", "ferritina", "flebitis",
        "formulario de medicamentos", "fuera de etiqueta", "gastroenterolog[oa]s?",
        "hematolog[oa]s?", "hemoglobina", "hipersensibilidad", "hipertension", "hipotension",
        "infiltracion", "inmunocomprometid[oa]s?", "inmunoglobulinas?",
        "inmunosupres(?:ion|or|ores)", "intravenos[oa]s?", "ivig", "lesion(?:es)?", "linea central",
        "migrana cronica", "nefrolog[oa]s?", "neurolog[oa]s?", "osteonecrosis", "osteoporosis",
        "picc", "placebo", "pml", "premedicacion", "raynaud", "recaidas?", "remision",
        "reumatolog[oa]s?", "sepsis", "subcutane[oa]s?", "terapia escalonada", "triptan(?:es)?",
        "trombosis",
    ),
}  # fmt: skip
_EITHER = {
    language: re.compile(rf"(?<= )(?:{'|'.join(terms)})(?= )") for language, terms in TERMS.items()
}
# What stands before or after a word whose meaning is told in the same sentence.
_BEFORE = {
    "en": r"\b(?:called|known as|named|means?|short for)(?: an?| the)?\s+[\"“]?$",
    "es": r"\b(?:llamad[oa]s?|llama(?:n|mos)?|conocid[oa]s? como|quiere decir|significa)"
    r"(?: el| la| un| una)?\s+[\"“]?$",
}
_AFTER = {
    "en": r"\w{0,2}(?:,\s*(?:an?|the|or|that is|which)\b|\s+means?\b|"
    r"\s+(?:is|are|was) (?!not\b|given\b|made\b|often\b|\w+ed\b))",
    "es": r"\w{0,2}(?:,\s*(?:una?|el|la|o|que)\b|\s+(?:significa|quiere decir)\b|"
    r"\s+(?:es|son|era) (?!\w+[ai]d[oa]s?\b|com[uú]n))",
}


def unexplained_terms(page: Page) -> Iterator[Finding]:
    """A word of the list has its meaning where it first stands in an article.

    A meaning is a term line (``*[word]: …``), words in brackets after it or around it, "called"
    before it, "is", "means" or an explanation after a comma behind it, or a heading that asks what
    it is right above.
    """
    seen = set[str]()
    explained = {" ".join(tokens(term)) for run in page.runs for term in run.terms}
    for run in page.runs:
        if run.kind is RunKind.QUESTION:
            continue
        text = f" {' '.join(tokens(run.text))} "
        for match in _EITHER[page.language].finditer(text):
            word, base = match[0], re.sub("e?s$", "", match[0])
            if base in seen:
                continue
            seen.add(base)
            found = re.search(_as_written(word), run.text, re.IGNORECASE)
            if found is None or _marked(word, explained) or _asked_above(page, run, base):
                continue
            if not _explained(run.text[: found.start()], run.text[found.end() :], page.language):
                yield page.finding(
                    run.line,
                    "term-unexplained",
                    f"{found[0]!r} stands here first, without its meaning.",
                    f"Say it in plain words, or add a line *[{found[0]}]: with its meaning.",
                )


def _asked_above(page: Page, run: Run, base: str) -> bool:
    """Whether the heading above a run asks about the word ("What is a biosimilar?")."""
    above = [text for line, text in headings(page) if line <= run.line]
    return bool(above) and "?" in above[-1] and base in " ".join(tokens(above[-1]))


def _marked(word: str, explained: set[str]) -> bool:
    """Whether a term line explains the word, or a longer or shorter form of it."""
    return any(
        word in term or (len(term) > 3 and term in word) or term == re.sub("e?s$", "", word)
        for term in explained
    )


def _explained(before: str, after: str, language: str) -> bool:
    """Whether the words around the first use of a word tell its meaning."""
    return bool(
        before.count("(") > before.count(")")
        or re.match(r"\w*\s*[(:]", after)
        or re.search(_BEFORE[language], before, re.IGNORECASE)
        or re.match(_AFTER[language], after, re.IGNORECASE)
    )


_ACCENTS = {"a": "aá", "e": "eé", "i": "ií", "o": "oó", "u": "uúü", "n": "nñ"}


def _as_written(word: str) -> str:
    """A pattern for a folded word in a text with its accents, hyphens and apostrophes."""
    letters = (f"[{_ACCENTS.get(letter, letter)}]" for letter in word)
    return r"\b" + r"[\W_]+".join("".join(letters).split("[ ]"))
