# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences of glasses that nobody has chosen a language on."""

from kiosk.languages import languages
from kiosk.screen.widgets import each


def test_sentence_is_there_in_each_language() -> None:
    said = each.translate("Notice", "Out of order.")

    assert list(said) == list(languages())
    assert (said["en"], said["es"]) == ("Out of order.", "Fuera de servicio.")


def test_words_of_the_source_stand_in_for_those_that_are_not_there() -> None:
    said = each.translate("Notice", "Nobody says this.")

    assert set(said.values()) == {"Nobody says this."}
