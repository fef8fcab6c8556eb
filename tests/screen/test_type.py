# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Type: every letter has a glyph, titles have no widows, running text has the measure of a book.

Source:
    accessibility.md, 1557 notice (glyphs of languages to come) and A1; LOOK.md (45 to 75 letters in
    a line, leading, hanging bullets).
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.library.model import Span, Term, Text
from kiosk.paths import resources_dir
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.theme.tokens import load_scale
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.terms import TermProse
from kiosk.screen.widgets.text import Words
from kiosk.settings import Display, Theme
from tests.support.letters import MISSING, SAMPLES, Line, dress, families, lines
from tests.support.screen import Screen, configuration, screen

FACE, *FALLBACKS = load_scale().families
TITLES = (
    "Infusions for migraine: what to know",
    "Your request is safe with us.",
    "Before your infusion today: tell us first",
    "Infusiones para la migraña: lo que debe saber",
)
PANELS = {
    "portrait": (1080, 1920, 268.0),
    "landscape": (1920, 1080, 476.0),
    "small": (1280, 800, 217.0),
}
"""Pixels, and millimetres across: 21.5 inch Full HD standing and lying, a 10.1 inch tablet."""


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """An application in the calm light look."""
    dress(qapp)
    yield qapp
    qapp.setStyleSheet("")


@pytest.fixture
def look() -> Look:
    return make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX))


# Letters


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("weight", [400, 600, 800])
@pytest.mark.parametrize("language", SAMPLES)
def test_no_letter_is_missing(language: str, weight: int) -> None:
    used = families(SAMPLES[language], weight)

    assert MISSING not in used
    assert used <= {FACE, *FALLBACKS}


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("language", ["English", "Spanish", "Tagalog"])
def test_latin_needs_no_other_face(language: str) -> None:
    assert families(SAMPLES[language], 400) == {FACE}


def test_sealed_screen_finds_the_same_letters() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.letters"],
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    used = set().union(*json.loads(done.stdout).values())
    assert used == {FACE, *FALLBACKS}


def test_bundled_fonts_stay_light() -> None:
    fonts = resources_dir() / "fonts"

    assert sum(path.stat().st_size for path in fonts.glob("Noto*.ttf")) < 700_000


def test_every_bundled_family_has_its_licence_beside_it() -> None:
    fonts = resources_dir() / "fonts"
    licences = {path.stem.partition("-")[2] for path in fonts.glob("OFL*.txt")}
    families = {path.name.partition("-")[0] for path in fonts.glob("Noto*.ttf")}

    assert "" in licences
    assert families <= licences


# Titles


def _drawn(label: QLabel) -> QRect:
    """Return the bounds of the ink, found from the pixels."""
    label.setStyleSheet("color: black; background: white")
    image = label.grab().toImage()
    dark = [
        QPoint(x, y)
        for y in range(0, image.height(), 2)
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < QColor(Qt.GlobalColor.gray).lightness()
    ]
    across, down = ([point.x() for point in dark], [point.y() for point in dark])
    return QRect(QPoint(min(across), min(down)), QPoint(max(across), max(down)))


def _title(text: str, width: int, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Words:
    title = Words(text, "sentence")
    title.setAlignment(align)
    title.ensurePolished()
    title.resize(width, title.heightForWidth(width))
    return title


def _widths(title: Words, room: QRect) -> list[int]:
    """Return the width of each line of a title, broken at spaces as Qt breaks it in ``room``."""
    metrics, found, line = title.fontMetrics(), list[int](), ""
    for word in title.text().split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > room.width():
            found.append(metrics.horizontalAdvance(line))
            longer = word
        line = longer
    return [*found, metrics.horizontalAdvance(line)]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("width", [620, 760, 900, 1080])
@pytest.mark.parametrize("text", TITLES)
def test_last_line_of_a_title_is_no_widow(text: str, width: int) -> None:
    title = _title(text, width)

    *_, last = found = _widths(title, title.text_rect())

    assert len(found) == 1 or last >= 0.4 * max(found)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("width", [620, 760, 900, 1080])
@pytest.mark.parametrize("text", TITLES)
def test_balancing_adds_no_line(text: str, width: int) -> None:
    title = _title(text, width)
    plain = _widths(title, title.contentsRect())

    assert len(_widths(title, title.text_rect())) == len(plain)


@pytest.mark.usefixtures("dressed")
def test_title_on_one_line_keeps_all_its_room() -> None:
    title = _title("Help", 900)

    assert title.text_rect() == title.contentsRect()


@pytest.mark.usefixtures("dressed")
def test_running_words_are_not_balanced() -> None:
    words = Words(TITLES[0], "reading")
    words.resize(300, 400)

    assert words.text_rect() == words.contentsRect()


@pytest.mark.usefixtures("dressed")
def test_balanced_title_says_its_plain_text() -> None:
    title = _title(TITLES[0], 760)
    title.grab()

    assert title.text() == TITLES[0]


@pytest.mark.usefixtures("dressed")
def test_title_is_balanced_again_when_its_words_change() -> None:
    title = _title(TITLES[0], 760)
    before = title.text_rect()

    title.setText("Help")

    assert before != title.contentsRect() == title.text_rect()


@pytest.mark.usefixtures("dressed")
def test_balanced_title_starts_at_the_left() -> None:
    title = _title(TITLES[1], 860)

    ink = _drawn(title)

    assert ink.left() < 12
    assert ink.right() < title.text_rect().right() < 700


@pytest.mark.usefixtures("dressed")
def test_centered_title_stays_centered() -> None:
    title = _title(TITLES[1], 860, Qt.AlignmentFlag.AlignCenter)

    ink = _drawn(title)

    assert ink.width() < 700
    assert abs(ink.left() - (title.width() - 1 - ink.right())) < 12


# Running text


@pytest.mark.parametrize(
    ("spans", "ending"),
    [
        ((Text("It takes half an hour."),), "an\N{NO-BREAK SPACE}hour."),
        ((Text("Call "), Text("us now", strong=True)), "us\N{NO-BREAK SPACE}now"),
        ((Text("Tell "), Text("us", strong=True)), "Tell\N{NO-BREAK SPACE}us"),
        ((Text("a possible administration reaction"),), "administration reaction"),
        ((Text("Alone"),), "Alone"),
    ],
)
def test_paragraph_ends_in_more_than_one_short_word(
    qtbot: QtBot, look: Look, spans: tuple[Span, ...], ending: str
) -> None:
    prose = Prose(spans, look)
    qtbot.addWidget(prose)

    assert prose.text().endswith(ending)
    assert "\N{NO-BREAK SPACE}" not in prose.accessibleName()


def test_term_of_two_words_stays_in_one_line(qtbot: QtBot, look: Look) -> None:
    prose = TermProse((Text("Ask about a "), Term("port line", "a way in"), Text(".")), look)
    qtbot.addWidget(prose)
    whole = prose.term_places()[0].letters.width()

    for width in range(2 * whole, 6 * whole, 7):
        prose.resize(width, prose.heightForWidth(width))
        assert prose.term_places()[0].letters.width() == pytest.approx(whole, abs=2)


def test_meaning_of_a_term_is_no_part_of_the_paragraph(qtbot: QtBot, look: Look) -> None:
    prose = TermProse((Text("Ask about a "), Term("port", "a way in")), look)
    qtbot.addWidget(prose)

    assert prose.text().endswith("a\N{NO-BREAK SPACE}port")


@pytest.fixture(params=PANELS)
def article(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    library: Path,
    tmp_path: Path,
) -> Iterator[Screen]:
    """A real article, whole, on each kind of panel."""
    width, height, width_mm = PANELS[request.param]
    config = configuration(library, tmp_path, display=Display(width_mm=width_mm))
    with screen(qtbot, qapp, config, (width, height)) as view:
        view.present()
        view.settle()
        view.begin()
        view.open(Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
        view.lay_out()
        yield view


def _paragraphs(view: Screen) -> list[list[Line]]:
    return [lines(label) for label in view.parts(Prose)]


def _full_lines(view: Screen) -> list[int]:
    """Return the letters of every line that does not end its paragraph.

    Cells of tables are left out: they are narrower than the column by design.
    """
    widest = max(label.width() for label in view.parts(Prose))
    return [
        len(line.text)
        for label in view.parts(Prose)
        if label.width() > 0.85 * widest
        for line in lines(label)
        if not line.is_last
    ]


def test_lines_of_an_article_are_as_long_as_a_book_has_them(article: Screen) -> None:
    letters = _full_lines(article)

    assert len(letters) > 10
    assert statistics.median(letters) >= 45
    assert max(letters) <= 75


def test_leading_of_an_article_is_that_of_a_book(article: Screen) -> None:
    em = article.shell.look.px("reading")
    steps = [
        (lower.box.top() - upper.box.top()) / em
        for paragraph in _paragraphs(article)
        for upper, lower in pairwise(paragraph)
    ]

    assert 1.35 <= min(steps) <= max(steps) <= 1.6


def test_bullets_hang_beside_their_text(article: Screen) -> None:
    bullets = [sign for sign in article.parts(Words) if sign.text() == "•"]

    assert bullets
    for sign in bullets:
        item = sign.parentWidget()
        assert item is not None
        (text,) = item.findChildren(Prose)
        assert text.mapTo(item, QPoint(0, 0)).x() > sign.geometry().right()
        assert {line.box.left() for line in lines(text)} == {0.0}


def test_lines_are_measured_as_they_are_drawn(article: Screen) -> None:
    for label in article.parts(Prose):
        assert lines(label)[-1].box.bottom() <= label.heightForWidth(label.width()) + 1
