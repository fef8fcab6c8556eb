# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The keys on every glass, in every size of words: large enough, whole, and never over the field.

Source:
    Issue "The keyboard"; accessibility.md A1 (12 mm at least, 20 where it fits), A2 2.4.11.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.paths import resources_dir
from kiosk.screen.route import Route, RouteName
from kiosk.screen.shell import SETTLE_S, Shell
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import Look, make_look, measure_panel
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.field import AnyField, MessageField, TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard import Keyboard, KeyCap
from kiosk.screen.widgets.keyboard_layout import Action, Layout
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.sheet import SheetPages
from kiosk.screen.widgets.text import Words
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, Clock, configuration

SCALES = (1.0, 1.5, 2.0)
ON_GLASS = pytest.mark.parametrize(("glass", "scale"), [*product(GLASSES, SCALES)])
LEAST_MM, TARGET_MM = 12.0, 19.5
LAYERS = ("", "key_accents", "key_symbols")


class FieldsPage(Page):
    """A page with more fields than any form shows at once."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, RouteName.REQUEST)
        stack = Ground(gap=look.px("gap"))
        self.fields: list[AnyField] = [
            TextField(look, name=f"field_{count}", keys=Layout.NAME.value) for count in range(4)
        ]
        self.fields.append(MessageField(look, name="field_message", keys=Layout.MESSAGE.value))
        for part in self.fields:
            stack.add(Words("Tell us more about this", "label"), part)
        self.set_column(stack)


@contextmanager
def glass_with_fields(
    qtbot: QtBot, folder: Path, glass: str, scale: float, language: str = "en"
) -> Iterator[tuple[Shell, FieldsPage]]:
    """Give out the real window with a page of fields, taking input."""
    size = GLASSES[glass]
    panel = measure_panel(
        QSize(size.width_px, size.height_px), (0.0, 0.0), Display(width_mm=size.width_mm)
    )
    look, clock, pages = make_look(Theme.LIGHT, panel, scale, calm=True), Clock(), []
    choices = VisitChoices(language, Theme.LIGHT, scale, calm=True)
    load_type_face()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet(render_sheet(look))

    def make_page(_route: Route, look: Look) -> Page:
        pages.append(FieldsPage(look))
        return pages[-1]

    shell = Shell(
        configuration(folder / "library.db", folder),
        choices,
        make_page=make_page,
        make_settings=SheetPages,
        make_look=lambda: look,
        monotonic_s=clock,
    )
    shell.prepare(QRect(0, 0, size.width_px, size.height_px), frameless=False)
    shell.start(Route(RouteName.REQUEST))
    with qtbot.waitExposed(shell):
        shell.present()
    clock.advance(SETTLE_S + 0.1)
    try:
        yield shell, pages[-1]
    finally:
        # It ignores being closed, as a kiosk does.
        shell.hide()
        shell.deleteLater()
        with qtbot.waitSignal(shell.destroyed):
            pass
        app.setStyleSheet("")


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    """Words in Spanish."""
    words = QTranslator()
    assert words.load(str(resources_dir() / "i18n" / "kiosk_es.qm"))
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def bring(qtbot: QtBot, page: FieldsPage, part: AnyField, layout: Layout) -> Keyboard:
    """Put the cursor into a field of a layout, and wait for its keys."""
    shell = page.window()
    keys = shell.findChild(Keyboard)
    assert keys is not None
    part.keys = layout.value
    shell.setFocus()
    keys.put_away()
    part.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: keys.isVisible() and keys.has_field)
    for _ in range(4):
        QApplication.processEvents()
    return keys


def place(part: QWidget, area: QRect | None = None) -> QRect:
    """Return where a part, or an area of it, lies in the window."""
    area = area or part.rect()
    return area.translated(part.mapTo(part.window(), QPoint(0, 0)))


def caps(keys: Keyboard) -> list[KeyCap]:
    return [cap for cap in keys.findChildren(KeyCap) if cap.isVisible()]


def layers(qtbot: QtBot, keys: Keyboard) -> Iterator[str]:
    """Turn to each layer that the keys have."""
    for name in LAYERS:
        found = [cap for cap in caps(keys) if cap.objectName() == name]
        if found:
            QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
            QApplication.processEvents()
        if found or not name:
            yield name


@ON_GLASS
def test_keys_never_cover_the_field(qtbot: QtBot, tmp_path: Path, glass: str, scale: float) -> None:
    covered = []
    with glass_with_fields(qtbot, tmp_path, glass, scale) as (_, page):
        for layout, part in product(Layout, page.fields):
            keys = bring(qtbot, page, part, layout)
            # What is higher than the room shows at least the line with the cursor.
            wanted = part.rect()
            if isinstance(part, MessageField):
                wanted = part.cursorRect().translated(part.viewport().pos())
            shown = part.visibleRegion().boundingRect()
            if not shown.contains(wanted) or place(part, wanted).bottom() >= place(keys).top():
                covered.append(f"{layout} {part.objectName()}")

    assert not covered


@ON_GLASS
def test_keys_leave_half_of_the_glass_to_the_page(
    qtbot: QtBot, tmp_path: Path, glass: str, scale: float
) -> None:
    with glass_with_fields(qtbot, tmp_path, glass, scale) as (shell, page):
        heights = {layout: bring(qtbot, page, page.fields[0], layout).height() for layout in Layout}
        half = shell.height() / 2

    assert max(heights.values()) <= half + 1


@ON_GLASS
def test_keys_can_be_hit_and_do_not_overlap(
    qtbot: QtBot, tmp_path: Path, glass: str, scale: float
) -> None:
    flaws = []
    with glass_with_fields(qtbot, tmp_path, glass, scale) as (shell, page):
        mm = shell.look.panel.mm_per_px
        for layout in Layout:
            keys = bring(qtbot, page, page.fields[0], layout)
            for layer in layers(qtbot, keys):
                found = caps(keys)
                small = [cap for cap in found if min(cap.width(), cap.height()) * mm < LEAST_MM]
                flaws += [f"{layout} {layer} {cap.objectName()} is small" for cap in small]
                areas = sorted((place(cap) for cap in found), key=lambda at: (at.y(), at.x()))
                if any(one.intersects(other) for one, other in pairwise(areas)):
                    flaws.append(f"{layout} {layer} keys overlap")
                if not all(shell.rect().contains(area) for area in areas):
                    flaws.append(f"{layout} {layer} reaches beyond the glass")

    assert not flaws


@pytest.mark.parametrize("glass", ["portrait", "landscape"])
def test_keys_have_twenty_millimetres_where_they_fit(
    qtbot: QtBot, tmp_path: Path, glass: str
) -> None:
    with glass_with_fields(qtbot, tmp_path, glass, 1.0) as (shell, page):
        mm = shell.look.panel.mm_per_px
        for layout in set(Layout) - {Layout.EMAIL}:
            found = caps(bring(qtbot, page, page.fields[0], layout))
            assert min(cap.height() for cap in found) * mm >= TARGET_MM


@pytest.mark.parametrize("glass", ["portrait", "landscape"])
def test_keys_grow_with_the_words(qtbot: QtBot, tmp_path: Path, glass: str) -> None:
    sizes = []
    for scale in SCALES:
        with glass_with_fields(qtbot, tmp_path, glass, scale) as (_, page):
            keys = bring(qtbot, page, page.fields[0], Layout.NAME)
            (cap,) = (cap for cap in caps(keys) if cap.objectName() == "key_a")
            sizes.append((cap.height(), cap.words.fontMetrics().capHeight()))

    assert sizes[0][0] < sizes[1][0] < sizes[2][0]
    assert sizes[0][1] < sizes[1][1] < sizes[2][1]


def _cut(qtbot: QtBot, folder: Path, glass: str, scale: float, language: str) -> list[str]:
    """Return the keys whose words do not fit."""
    cut = []
    with glass_with_fields(qtbot, folder, glass, scale, language) as (_, page):
        for layout in Layout:
            keys = bring(qtbot, page, page.fields[0], layout)
            for _ in layers(qtbot, keys):
                cut += [f"{layout} {cap.key.name}" for cap in caps(keys) if not _is_whole(cap)]
    return cut


@ON_GLASS
def test_words_on_keys_are_whole(qtbot: QtBot, tmp_path: Path, glass: str, scale: float) -> None:
    assert not _cut(qtbot, tmp_path, glass, scale, "en")


@ON_GLASS
@pytest.mark.usefixtures("spanish")
def test_spanish_words_on_keys_are_whole(
    qtbot: QtBot, tmp_path: Path, glass: str, scale: float
) -> None:
    assert not _cut(qtbot, tmp_path, glass, scale, "es")


def _is_whole(cap: KeyCap) -> bool:
    """Whether all of the words on a cap can be seen."""
    words = cap.words
    if words.isHidden():
        return True
    metrics = words.fontMetrics()
    flags = Qt.TextFlag.TextWordWrap if words.wordWrap() else Qt.TextFlag.TextSingleLine
    needs = metrics.boundingRect(QRect(0, 0, words.width(), 9999), int(flags), words.text())
    lines = round(needs.height() / metrics.height())
    ink = (lines - 1) * metrics.lineSpacing() + metrics.tightBoundingRect("Áj").height()
    return needs.width() <= words.width() and ink <= cap.height()


@pytest.mark.parametrize("layout", Layout)
def test_hide_keys_gives_the_room_back(qtbot: QtBot, tmp_path: Path, layout: Layout) -> None:
    with glass_with_fields(qtbot, tmp_path, "small", 1.0) as (_, page):
        before = page.height()
        keys = bring(qtbot, page, page.fields[0], layout)
        (hide,) = (cap for cap in caps(keys) if cap.key.action is Action.HIDE)
        assert hide.accessibleName() == "Hide keys"

        QTest.mouseClick(hide, Qt.MouseButton.LeftButton)

        qtbot.waitUntil(lambda: page.height() == before)
