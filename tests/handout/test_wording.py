# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The handouts' own words say the same in each language."""

import re
from dataclasses import fields

import pytest

from kiosk.handout.wording import ENGLISH, SPANISH, wording_of
from kiosk.library.model import ArticleKind, CalloutKind, Topic

_PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", [field.name for field in fields(ENGLISH)])
def test_placeholders_are_the_same(name: str) -> None:
    english, spanish = getattr(ENGLISH, name), getattr(SPANISH, name)

    assert sorted(_PLACEHOLDER.findall(str(english))) == sorted(_PLACEHOLDER.findall(str(spanish)))


@pytest.mark.parametrize("wording", [ENGLISH, SPANISH])
def test_every_kind_has_its_word(wording: object) -> None:
    assert set(wording.kinds) == set(ArticleKind)  # type: ignore[attr-defined]
    assert set(wording.boxes) == set(CalloutKind)  # type: ignore[attr-defined]
    untitled = {Topic.WHAT_FOR, Topic.WHAT_IS, Topic.VACCINES}
    assert set(wording.topics) == set(Topic) - untitled  # type: ignore[attr-defined]


def test_unknown_language_is_english() -> None:
    assert wording_of("fr") is ENGLISH
