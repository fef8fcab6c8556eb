# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A hard word has its meaning where it first stands."""

import pytest

from kiosk.library.glossary import TERMS, unexplained_terms
from kiosk.library.words import fold
from tests.support.pages import places

NAMED = [("term-unexplained", 12)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may get a PICC.", "en"),
        ("Ask about prior authorization.", "en"),
        ("This is for Raynaud's.", "en"),
        ("Antibodies help.", "en"),
        ("Biosimilars are approved by the FDA.", "en"),
        ("Take a port or a PICC.", "en"),
        ("Se usa un catéter.", "es"),
        ("Pida la autorización previa.", "es"),
        ("Las medicinas biológicas ayudan.", "es"),
    ],
)
def test_a_bare_term_is_named_with_its_line(text: str, language: str) -> None:
    assert places(unexplained_terms, f"Sit down.\n\n{text}", language) == NAMED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may get a PICC.\n\n*[PICC]: A long, thin tube.", "en"),
        ("You may get a PICC (a long, thin tube).", "en"),
        ("A long, thin tube (PICC) goes in.", "en"),
        ("This is a thin tube, called a catheter.", "en"),
        ("A biosimilar is a medicine much like another one.", "en"),
        ("Remission means that signs go away.", "en"),
        ("## What is a biosimilar?\n\nA biosimilar comes from living cells.", "en"),
        ("Se usa un catéter (un tubo delgado).", "es"),
        ("Es un tubo delgado llamado catéter.", "es"),
        ("Un biosimilar es una medicina muy parecida a otra.", "es"),
        ("La migraña crónica es dolor de cabeza 15 días al mes.", "es"),
        ("Use el catéter.\n\n*[catéter]: Un tubo delgado.", "es"),
        ("Rest and drink water.", "en"),
    ],
)
def test_an_explained_term_passes(text: str, language: str) -> None:
    assert places(unexplained_terms, text, language) == []


def test_only_the_first_use_is_named() -> None:
    assert places(unexplained_terms, "Sit.\n\nA PICC helps.\n\nPICCs stay in.") == NAMED


def test_a_question_to_ask_may_use_the_word() -> None:
    body = '!!! questions "Ask us"\n    - Do I need prior authorization?\n'

    assert places(unexplained_terms, body) == []


def test_the_list_is_written_as_folded_words() -> None:
    patterns = [pattern for terms in TERMS.values() for pattern in terms]

    assert [pattern for pattern in patterns if fold(pattern) != pattern] == []
