# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The handouts' own words say the same in each language, and follow its habits."""

import re
from dataclasses import fields
from datetime import date, datetime

import pytest

from kiosk.handout.wording import (
    SOURCE,
    Wording,
    day_words,
    near_day,
    time_words,
    wording_of,
)
from kiosk.languages import languages, source_language
from kiosk.library.model import ArticleKind, CalloutKind, Topic

_PLACEHOLDER = re.compile(r"\{\w+\}")
OTHERS = [code for code in languages() if code != source_language()]
NAMES = [field.name for field in fields(Wording) if field.name != "language"]
DAY = date(2027, 3, 2)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_are_the_same(name: str, code: str) -> None:
    source, own = getattr(SOURCE, name), getattr(wording_of(code), name)

    assert sorted(_PLACEHOLDER.findall(str(source))) == sorted(_PLACEHOLDER.findall(str(own)))


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"continued"}))
@pytest.mark.parametrize("code", OTHERS)
def test_words_are_those_of_the_language(name: str, code: str) -> None:
    assert getattr(wording_of(code), name) != getattr(SOURCE, name)


def test_every_kind_has_its_word() -> None:
    assert set(SOURCE.kinds) == set(ArticleKind)
    assert set(SOURCE.boxes) == set(CalloutKind)
    untitled = {Topic.WHAT_FOR, Topic.WHAT_IS, Topic.VACCINES}
    assert set(SOURCE.topics) == set(Topic) - untitled


def test_unknown_language_has_the_words_of_the_source() -> None:
    assert wording_of("xx").page == SOURCE.page
    assert day_words(DAY, wording_of("xx")) == "March 2, 2027"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Tuesday, March 2"), ("es", "martes 2 de marzo")]
)
def test_a_near_day_has_its_day_of_the_week(code: str, said: str) -> None:
    assert near_day(DAY, wording_of(code)) == said


@pytest.mark.parametrize(("code", "said"), [("en", "2:05 PM"), ("es", "2:05 p.m.")])
def test_times_are_written_as_people_write_them(code: str, said: str) -> None:
    words = time_words(datetime(2027, 3, 2, 14, 5), wording_of(code))  # noqa: DTZ001 - a wall clock

    assert " ".join(words.split()) == said
