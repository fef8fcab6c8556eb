# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every item of every sound sample form stands on every glass: nothing cut, small or nameless."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.forms import engine
from kiosk.forms.load import load_form
from kiosk.forms.model import Form, Item, ItemControl, ItemType, Value
from kiosk.settings import Theme
from tests.support.forms import CONTACT_FILE, FACTS, SOUND, TODAY, filled_out, sample
from tests.support.questions import choices, item, look_on, sheet
from tests.support.screen import GLASSES
from tests.support.walker import flaws, tab_flaws

SHIPPED = sorted(CONTACT_FILE.parent.glob("*.json"))
_LONG = choices(*(f"Insurance company number {number}" for number in range(15)))


def _asked(form: Form, language: str) -> list[tuple[Item, tuple[Value, ...]]]:
    """Return every question that is ever shown, empty and answered."""
    fresh = engine.initial_answers(form, language, today=TODAY)
    whole = filled_out(form, language)
    return [
        (one, answers.get(one.link_id, ()))
        for answers in (fresh, whole)
        for page in engine.pages(form, answers)
        for one in page.items
        if one.is_question
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("name", SOUND)
def test_questions_of_a_sample_stand_on_the_glass(
    qapp: QApplication, name: str, glass: str, scale: float
) -> None:
    language, theme = ("es", Theme.CONTRAST) if scale > 1 else ("en", Theme.LIGHT)
    look = look_on(glass, scale, theme)
    for asked in _asked(sample(name), language):
        with sheet(qapp, look, asked, language=language) as view:
            assert flaws(view.window, look) == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_questions_of_our_own_forms_stand_on_the_glass(
    qapp: QApplication, file: Path, glass: str, language: str
) -> None:
    look = look_on(glass, 2.0)
    form = load_form(file.read_bytes(), file.name, languages=("en", "es")).filled(FACTS)
    for one in (one for one in form.walk() if one.is_question and not one.hidden):
        with sheet(qapp, look, (one, ()), language=language) as view:
            assert flaws(view.window, look) == []


_BEGUN: dict[str, tuple[Item, tuple[Value, ...]]] = {
    "a month": (item(ItemType.DATE), ()),
    "a day": (item(ItemType.DATE), ("-03-",)),
    "a year": (item(ItemType.DATE), ("-03-04",)),
    "a day that is none": (item(ItemType.DATE), ("1961-02-29",)),
    "a list": (
        item(ItemType.CHOICE, item_control=ItemControl.DROP_DOWN, answer_options=_LONG),
        (_LONG[3].coding,),
    ),
    "a finder": (
        item(ItemType.OPEN_CHOICE, item_control=ItemControl.AUTOCOMPLETE, answer_options=_LONG),
        (),
    ),
    "words that no list has": (
        item(ItemType.CHOICE, item_control=ItemControl.AUTOCOMPLETE, answer_options=_LONG),
        ("Wait and see how it goes",),
    ),
    "a short list": (
        item(ItemType.CHOICE, item_control=ItemControl.DROP_DOWN, answer_options=_LONG[:8]),
        (),
    ),
    "a message": (item(ItemType.TEXT, max_length=500), ("Please call. " * 38,)),
}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("what", _BEGUN)
def test_an_answer_on_its_way_stands_on_the_glass(
    qapp: QApplication, what: str, glass: str, scale: float
) -> None:
    look = look_on(glass, scale)
    with sheet(qapp, look, _BEGUN[what], language="es") as view:
        assert flaws(view.window, look) == []


@pytest.mark.parametrize("what", _BEGUN)
def test_tab_goes_through_an_answer_on_its_way(qapp: QApplication, what: str) -> None:
    with sheet(qapp, look_on("portrait"), _BEGUN[what]) as view:
        assert tab_flaws(view.window) == []
