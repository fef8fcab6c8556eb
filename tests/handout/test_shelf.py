# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The helper gives out what a screen would, with the center's facts filled in."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.handout.shelf import Item, Shelf
from kiosk.library.model import LinkKind
from kiosk.settings import DEMO_CENTER
from tests.support.paper import paragraphs


@pytest.fixture
def shelf(library: Path) -> Iterator[Shelf]:
    with Shelf.open(library, DEMO_CENTER, live=False) as shelf:
        yield shelf


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_placeholder_is_left_on_any_sheet(shelf: Shelf, language: str) -> None:
    sheets = [shelf.sheet(item, language) for item in shelf.items(language)]

    assert {item.kind for item in shelf.items(language)} == {
        LinkKind.ARTICLE,
        LinkKind.SYMPTOM,
        LinkKind.THERAPY,
        LinkKind.FORM,
    }
    assert [sheet.title for sheet in sheets if "{" in "".join(paragraphs(sheet))] == []


def test_live_kiosk_prints_nothing_that_nobody_signed(library: Path) -> None:
    with Shelf.open(library, DEMO_CENTER, live=True) as shelf:
        assert {item.kind for item in shelf.items("en")} == {LinkKind.FORM}
        for kind, ref in ((LinkKind.SYMPTOM, "hives"), (LinkKind.ARTICLE, "your-line")):
            with pytest.raises(LookupError):
                shelf.sheet(Item(kind, ref), "en")


@pytest.mark.parametrize(
    "item",
    [
        Item(LinkKind.ARTICLE, "../../etc/passwd"),
        Item(LinkKind.SYMPTOM, "x' OR 1=1 --"),
        Item(LinkKind.THERAPY, ""),
        Item(LinkKind.FORM, "none"),
        Item(LinkKind.OUTSIDE, "https://example.org"),
    ],
)
def test_what_is_not_there_is_refused(shelf: Shelf, item: Item) -> None:
    with pytest.raises(LookupError):
        shelf.sheet(item, "en")


def test_phones_never_part(shelf: Shelf) -> None:
    center = msgspec.structs.replace(DEMO_CENTER, phone="(555) 555-0100")

    assert center.phone not in repr(shelf.sheet(Item(LinkKind.SYMPTOM, "hives"), "en").parts)
