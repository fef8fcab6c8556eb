# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This visit's settings: how it looks, how it feels touches, its language. Gone with the visit."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.languages import languages
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import LARGEST
from kiosk.screen.widgets.buttons import TouchButton, in_one_line
from kiosk.screen.widgets.frames import Ground, column, grid
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.segments import Segment, Segments
from kiosk.screen.widgets.sheet import SheetPages
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll

TEXT_SCALES = ("100", "125", "150", "200")
"""Percent of text size (accessibility.md A2, 1.4.4: up to 200 %)."""
SCAN_MS = (1_000, 1_500, 2_500, 4_000)
"""How long scanning for a single switch may rest on each part."""
SEEING, READING, TOUCHING, LANGUAGE = "seeing", "reading", "touching", "language"
"""The pages of the sheet."""
ICONS = {
    SEEING: "eye-outline",
    READING: "book-open-variant",
    TOUCHING: "gesture-tap",
    LANGUAGE: "translate",
}


class SettingsPanel(SheetPages):
    """The sheet in which a visitor changes this visit: four pages of few choices under tabs.

    A further choice is one line: in the method of its page here, and in ``current`` and ``choose``
    of `SettingsDesk`.

    Args:
        look: The look of this visit.
        current: What holds now: a value for each choice; one that is missing is not offered.
        page: The page to show.
        touched: The choice that was touched last, to be in sight; empty for none.

    Signals:
        chosen: A choice and its new value: ``scale`` in percent, ``theme``, ``spacing`` (``normal``
            or ``wide``), ``motion`` (``moving`` or ``calm``), ``lines`` (``all`` or ``few``),
            ``voice`` (``off`` or ``on``), ``glass`` (``shown`` or ``black``), ``speed`` and
            ``volume`` in steps from 0, ``reach`` (``whole`` or ``low``), ``hand`` (``right`` or
            ``left``), ``double`` and ``hold`` in milliseconds, ``language``.
        turned: Another page is shown; carries its name.
        languages_touched: The visitor speaks none of the languages.
        done: The visitor is done.
    """

    chosen = Signal(str, str)
    turned = Signal(str)
    languages_touched = Signal()
    done = Signal()

    def __init__(
        self, look: Look, current: Mapping[str, str], page: str = SEEING, touched: str = ""
    ) -> None:
        super().__init__(look)
        self._look, self._current, self._touched = look, current, touched
        self._is_across = look.is_wide and not look.is_large_text
        self._add_head(page)
        self._add_page(SEEING, self._seeing())
        self._add_page(READING, self._reading())
        self._add_page(TOUCHING, self._touching())
        self._add_page(LANGUAGE, self._languages())
        self.show_page(page)
        self._add_note()

    def _add_head(self, page: str) -> None:
        look = self._look
        # The lowest glass with the largest words: the head leaves room for one choice.
        tight = look.is_wide and look.is_large_text
        tabs = Segments(
            look,
            (
                (SEEING, self.tr("Seeing")),
                (READING, self.tr("Reading")),
                (TOUCHING, self.tr("Touching")),
                (LANGUAGE, self.tr("Language")),
            ),
            page,
            name="tab",
            icons=ICONS,
        )
        tabs.chosen.connect(self._on_tab)
        close = TouchButton(
            look,
            self.tr("Done"),
            name="settings_done",
            role="primary",
            target="target_min" if tight else "target",
            text_role=LARGEST if tight else "label",
        )
        in_one_line(look, close)
        close.clicked.connect(self.done)
        name = self.tr("Settings for this visit")
        self.setAccessibleName(name)
        title = None if tight else Words(name, "heading", level=1)
        line = Ground(horizontal=True, gap=look.px("gap"))
        if title is None:
            # The lowest glass with the largest words has no room for a title besides.
            line.add(tabs, stretch=1)
            line.add(close)
            self.head.add(line)
            return
        title.setObjectName("settings_title")
        if look.is_wide:
            line.add(title, stretch=2)
            line.add(close, stretch=1)
            self.head.add(line, tabs)
        else:
            self.head.add(title, tabs)
            self.foot.add(close)

    def _add_note(self) -> None:
        note = self.tr("These go back to normal when your visit ends.")
        self.add(Words(note, "small", tone="second"))

    def _seeing(self) -> list[QWidget]:
        percent = self.tr("{number}%", "size of the words")
        scales = tuple(
            (scale, percent.format(number=QLocale().toString(int(scale)))) for scale in TEXT_SCALES
        )
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        spacings = (("normal", self.tr("Normal")), ("wide", self.tr("Wide")))
        motions = (("moving", self.tr("Normal")), ("calm", self.tr("Nothing moves")))
        return [
            *self._choice("scale", self.tr("Size of the words"), scales),
            *self._choice("theme", self.tr("Colors"), themes),
            *self._choice("spacing", self.tr("Space around the words"), spacings),
            *self._choice("motion", self.tr("Movement"), motions),
        ]

    def _reading(self) -> list[QWidget]:
        lines = (("all", self.tr("The whole page")), ("few", self.tr("A few lines at a time")))
        voices = (("off", self.tr("No")), ("on", self.tr("Yes")))
        glasses = (("shown", self.tr("Visible")), ("black", self.tr("Black")))
        speeds = (
            ("0", self.tr("Slow")),
            ("1", self.tr("Normal", "speed of the voice")),
            ("2", self.tr("Fast")),
            ("3", self.tr("Very fast")),
        )
        volumes = tuple((f"{number}", QLocale().toString(number + 1)) for number in range(4))
        return [
            *self._choice("voice", self.tr("Read the screen to me"), voices),
            *self._choice("glass", self.tr("The screen while it reads"), glasses),
            *self._choice("speed", self.tr("Speed of the voice"), speeds),
            *self._choice("volume", self.tr("Volume of the voice"), volumes),
            *self._choice("lines", self.tr("How much to show"), lines),
        ]

    def _touching(self) -> list[QWidget]:
        heights = (("whole", self.tr("Whole screen")), ("low", self.tr("Lower part")))
        hands = (("left", self.tr("Left hand")), ("right", self.tr("Right hand")))
        doubles = (("0", self.tr("Both count")), ("500", self.tr("Only the first")))
        seconds = self.tr("{seconds} seconds")
        holds = (
            ("0", self.tr("At once")),
            ("300", seconds.format(seconds=QLocale().toString(0.3, "f", 1))),
            ("600", seconds.format(seconds=QLocale().toString(0.6, "f", 1))),
        )
        return [
            *self._choice("reach", self.tr("Use the screen"), heights),
            *self._choice("hand", self.tr("Touch with"), hands),
            *self._choice("double", self.tr("Two quick touches"), doubles),
            *self._choice("hold", self.tr("A touch counts"), holds),
            *self._choice("scan", self.tr("With one switch: seconds on each part"), self._rests()),
        ]

    def _rests(self) -> tuple[tuple[str, str], ...]:
        """Return how long scanning may rest on a part; the center's own time, while it holds."""
        rests = sorted({*SCAN_MS, int(self._current.get("scan", "0"))} - {0})
        said = ((f"{ms}", QLocale().toString(ms / 1000, "g", 3)) for ms in rests)
        return (("0", self.tr("Off")), *said)

    def _languages(self) -> list[QWidget]:
        more = TouchButton(
            self._look, self.tr("Other languages"), name="settings_languages", icon="translate"
        )
        more.clicked.connect(self.languages_touched)
        own = tuple((code, language.own) for code, language in languages().items())
        choice = self._choice("language", self.tr("Language of the screen"), own)
        for name in (one for part in choice for one in part.findChildren(Segment)):
            name.setProperty("language", name.value)  # a voice of that language says it
        return [*choice, more]

    def _add_page(self, name: str, parts: list[QWidget]) -> None:
        look = self._look
        across = 2 if self._is_across and len(parts) > 2 else 1
        page = Ground(gap=look.px("gap"))
        page.add(grid(look, parts, across=across))
        page.box.addStretch(1)
        self.add_page(name, page)

    def _choice(self, name: str, title: str, choices: tuple[tuple[str, str], ...]) -> list[QWidget]:
        """Return a choice under its title; nothing where it is not offered."""
        if name not in self._current:
            return []
        choice = Segments(self._look, choices, self._current[name], name=name)
        choice.setProperty("choice", name)
        choice.setAccessibleName(title)
        choice.chosen.connect(self._on_chosen)
        whole = column(self._look, Words(title, "label", level=2), choice, gap="gap_small")
        whole.setObjectName(f"choice_{name}")
        return [whole]

    def showEvent(self, event: QShowEvent) -> None:
        """Stay with the choice that was touched: the sheet was only made anew."""
        super().showEvent(event)
        if self._touched:
            later(self, partial(self._bring, self._touched))

    def _scroller(self) -> TouchScroll | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, TouchScroll):
            above = above.parentWidget()
        return above

    def _bring(self, name: str) -> None:
        scroller, part = self._scroller(), self.findChild(QWidget, f"choice_{name}")
        if scroller is not None and part is not None and part.isVisible():
            scroller.ensureWidgetVisible(part, 0, self._look.px("gap"))

    @Slot(str)
    def _on_tab(self, page: str) -> None:
        self.show_page(page)
        if (scroller := self._scroller()) is not None:
            scroller.go_to(0.0)
        self.turned.emit(page)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.chosen.emit(str(self.sender().property("choice")), value)
