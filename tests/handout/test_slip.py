# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The slip of a receipt; what comes out of a printer is read in tests/desktop/test_printing.py."""

from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.handout.compose import Letterhead
from kiosk.handout.draw import draw
from kiosk.handout.parts import Code, Sheet
from kiosk.handout.slip import slip_sheet
from kiosk.library.codes import call_code, modules_of
from kiosk.settings import DEMO_CENTER, Center, Paper
from tests.support.paper import paragraphs, squeezed, text_layer

CODE = "K7M-4QX"
CALL = modules_of(call_code(DEMO_CENTER.phone))
SUNDAY = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)


def slip(
    language: str = "en",
    *,
    late: bool = False,
    now: datetime = SUNDAY,
    center: Center = DEMO_CENTER,
    demo: bool = True,
) -> Sheet:
    head = Letterhead(center, demo=demo, language=language)
    return slip_sheet(CODE, head, CALL, late=late, now=now)


def said(sheet: Sheet) -> str:
    return "\n".join(paragraphs(sheet)).replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "en",
            ("We will contact you by Tuesday, November 24.", "You will hear from: Infusion guide.",
             "Nobody called?", "Printed on November 22, 2026 at 3:05 PM"),
        ),
        (
            "es",
            ("Le contactaremos a más tardar el martes 24 de noviembre.", "Guía de infusión",
             "¿Nadie le llamó?", "Impreso el 22 de noviembre de 2026 a las 3:05 p.m."),
        ),
    ],
)  # fmt: skip
def test_slip_says_who_calls_by_when_and_what_to_do_if_nobody_does(
    language: str, wanted: tuple[str, ...]
) -> None:
    text = said(slip(language))

    assert [words for words in wanted if words not in text] == []
    assert "{" not in text


def test_code_is_the_title_in_the_largest_letters() -> None:
    assert slip().title == CODE


def test_late_slip_names_no_day() -> None:
    text = said(slip(late=True))

    assert "Safe here, but late: the front desk is faster." in text
    assert "November 24" not in text
    assert "contact you" not in text


@pytest.mark.parametrize(("days", "words"), [(1, "1 working day."), (2, "2 working days.")])
def test_clock_that_is_plainly_wrong_gives_days_and_no_date(days: int, words: str) -> None:
    center = msgspec.structs.replace(DEMO_CENTER, answer_within_days=days)

    text = said(slip(now=datetime(1970, 1, 1, tzinfo=UTC), center=center))

    assert words in text
    assert "1970" not in text
    assert "Printed" not in text


def test_center_that_names_its_guide_is_believed() -> None:
    center = msgspec.structs.replace(DEMO_CENTER, guide_title="Nurse navigator")

    assert "Nurse navigator" in said(slip("es", center=center))


def test_phone_calls_the_center_with_the_slip() -> None:
    (code,) = [part for part in slip().parts if isinstance(part, Code)]

    assert call_code(DEMO_CENTER.phone) == "tel:+15555550100"
    assert code.modules == CALL


@pytest.mark.parametrize("demo", [True, False])
def test_only_a_demonstration_says_that_it_is_one(demo: bool) -> None:
    assert bool(slip(demo=demo).notice) is demo


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", list(Paper))
def test_slip_is_one_page_with_every_word(
    language: str, paper: Paper, qapp: QGuiApplication
) -> None:
    document = draw(slip(language), paper)

    text = squeezed(text_layer(document.data))
    assert document.pages == 1
    assert DEMO_CENTER.name.replace(" ", "") in text
    lost = [words for words in paragraphs(slip(language)) if squeezed(words) not in text]
    assert lost == []
