# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Texts of a library in a language that it has only in part."""

import msgspec
import pytest

from kiosk.library.model import LANGUAGES
from kiosk.library.passages import Passage
from kiosk.library.reference import is_whole
from kiosk.library.rules import JUDGED, SIGN_RULES
from kiosk.library.shapes import FactFile, InEach, SymptomFile, WhenFile

WORDS = msgspec.convert(
    {"en": {"name": "Hives"}, "es": {"name": "Ronchas"}, "area": "skin"}, SymptomFile
)


def test_every_language_of_the_kiosk_is_a_key_of_every_text() -> None:
    assert InEach.__struct_fields__ == LANGUAGES


def test_what_a_language_lacks_is_asked_in_the_first() -> None:
    fact = msgspec.convert({"en": "Rest."}, FactFile)

    assert fact.by("es") is None
    assert fact.asked("es") == "Rest."


def test_file_is_whole_in_a_language_that_has_each_of_its_texts() -> None:
    assert is_whole(WORDS, "es")


@pytest.mark.parametrize("line", [None, "with-breathing"])
def test_file_is_not_whole_where_one_text_is_missing_a_shared_line_too(line: str | None) -> None:
    when = msgspec.structs.replace(msgspec.convert({"en": "you rest"}, WhenFile), line=line)
    file = msgspec.structs.replace(WORDS, emergency=(when,))

    assert is_whole(file, "en")
    assert not is_whole(file, "es")


def test_no_word_rule_is_asked_about_a_language_that_it_does_not_know() -> None:
    passage = Passage("articles/x/fr.md", 1, "fr", "Arrêtez {nothing} tout de suite.")

    found = {finding.rule for rule in SIGN_RULES for finding in rule(passage)}

    assert "fr" not in JUDGED
    assert found == {"placeholder"}
