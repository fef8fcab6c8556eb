# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A page that is read aloud: the way to begin, the strip meanwhile, and the word that is said."""

from collections.abc import Iterable
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.library.model import Article, Symptom, Therapy
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import bar_role
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, column, handed
from kiosk.screen.widgets.line_focus import LineFocus
from kiosk.screen.widgets.marking import mark_of
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pieces import Piece, pieces
from kiosk.screen.widgets.said import is_spoken
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words


class Wish(Enum):
    """What a visitor wants of the voice; ``HUSH`` when the page itself must be quiet."""

    LISTEN = auto()
    PAUSE = auto()
    GO_ON = auto()
    STOP = auto()
    SLOWER = auto()
    FASTER = auto()
    HUSH = auto()


class Reading(Enum):
    """What the voice does with the page."""

    OFF = auto()
    ALOUD = auto()
    PAUSED = auto()
    FAILED = auto()


class AloudStrip(Ground):
    """Below the words while they are read: pause, stop and speed, or why nothing is heard.

    Signals:
        wished: Carries a ``Wish``.
    """

    wished = Signal(Wish)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__("bar", parent=parent)
        self.setObjectName("listen_strip")
        self._look = look
        self._reading = Reading.OFF
        self._failed = Words(
            self.tr("This screen cannot speak now. Please ask the staff to read it to you."),
            # The lowest glass with the largest words has room for no more.
            "chrome-strong" if look.is_wide and look.is_large_text else "label",
        )
        self._failed.setObjectName("listen_failed")
        edge = look.px("gap_small")
        self._failed.setContentsMargins(look.px("margin"), edge, look.px("margin"), edge)
        line = Ground(horizontal=True)
        first = (self.tr("Pause"), self.tr("Go on"), self.tr("Try again"))
        others = self.tr("Stop"), self.tr("Slower"), self.tr("Faster")
        sign_px = 0 if look.is_large_text else look.px("chrome") * 2
        edge_px = 2 * look.px("gap_small") + sign_px
        longest = max(first, key=len)
        self._role = bar_role(look, (longest, *others), look.panel.width_px, beside_px=edge_px)
        self._pause = self._button("pause", first[0], "pause")
        self._stop = self._button("stop", others[0], "stop")
        self._slower = self._button("slower", others[1], "speedometer-slow")
        self._faster = self._button("faster", others[2], "speedometer")
        # Each as wide as its words ask for: the longest fit on the lowest glass at twice the size.
        line.add(self._pause, self._stop, self._slower, self._faster)
        self.add(self._failed, line)
        self._pause.clicked.connect(self._on_pause)
        self._stop.clicked.connect(self._on_stop)
        self._slower.clicked.connect(self._on_slower)
        self._faster.clicked.connect(self._on_faster)

    def show_reading(self, reading: Reading, *, slowest: bool, fastest: bool) -> None:
        """Offer what can be wished now.

        Args:
            reading: What the voice does.
            slowest: Whether it cannot speak slower.
            fastest: Whether it cannot speak faster.
        """
        self._reading = reading
        has_failed = reading is Reading.FAILED
        self._failed.setVisible(has_failed)
        words, icon = {
            Reading.PAUSED: (self.tr("Go on"), "play"),
            Reading.FAILED: (self.tr("Try again"), "refresh"),
        }.get(reading, (self.tr("Pause"), "pause"))
        self._pause.words.setText(words)
        self._pause.setAccessibleName(words)
        self._pause.set_icon(icon)
        for button, is_last in ((self._slower, slowest), (self._faster, fastest)):
            button.setVisible(not has_failed)
            if is_last and button.hasFocus():
                self._pause.setFocus()
            button.setEnabled(not is_last)
        if has_failed:
            announce(self._failed, self._failed.text())

    def _button(self, name: str, words: str, icon: str) -> TouchButton:
        button = TouchButton(
            self._look,
            words,
            name=f"listen_{name}",
            role="turn",
            icon=icon,
            above=self._look.is_large_text,
            text_role=self._role,
        )
        button.words.setWordWrap(False)
        # Where height is what lacks, the words need the room of the signs.
        button.show_icon(shown=not self._look.is_low)
        return button

    @Slot()
    def _on_pause(self) -> None:
        self.wished.emit(Wish.PAUSE if self._reading is Reading.ALOUD else Wish.GO_ON)

    @Slot()
    def _on_stop(self) -> None:
        self.wished.emit(Wish.STOP)

    @Slot()
    def _on_slower(self) -> None:
        self.wished.emit(Wish.SLOWER)

    @Slot()
    def _on_faster(self) -> None:
        self.wished.emit(Wish.FASTER)


class AloudPage(Page):
    """Base of the pages that can be read aloud.

    They give what the library, the form and the product say; what a visitor typed or chose only
    where `holds_answers`, and after the visitor was asked.

    Attributes:
        can_speak: Whether listening is offered; to be set before the content is shown.
        content: What of the library the page shows, for the language of its words.
        says_answers: Whether the visitor wants what was answered to be said now.

    Signals:
        wished: Carries a ``Wish``.
    """

    wished = Signal(Wish)

    def __init__(self, look: Look, name: RouteName, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.can_speak = self.says_answers = False
        self.content: Article | Symptom | Therapy | None = None
        self._roots: list[QWidget] = []
        self._strip: AloudStrip | None = None
        self._reading = Reading.OFF
        self._follows = False
        self._marked: Piece | None = None
        self._lines: LineFocus | None = None

    @property
    def reading(self) -> Reading:
        """What the voice does with this page."""
        return self._reading

    @property
    def holds_answers(self) -> bool:
        """Whether what would be read was typed or chosen: people near may hear it."""
        return False

    @property
    def is_busy(self) -> bool:
        """Whether somebody listens now, which is a use of the screen."""
        return self._reading is Reading.ALOUD or super().is_busy

    def read(self, *roots: QWidget) -> None:
        """Name more parts of the page whose words are read, in reading order."""
        self._roots += roots

    def read_nothing(self) -> None:
        """Be quiet and forget the parts: others take their place."""
        self.hush()
        self._roots.clear()

    def with_listen(self, words: QWidget) -> QWidget:
        """Return ``words`` at the head of the page with the button that has it read beside them."""
        if not self.can_speak:
            return words
        look = self.look
        listen = TouchButton(
            look,
            self.tr("Listen"),
            name="listen",
            role="chip",
            icon="volume-high",
            target="target_min",
        )
        listen.words.setWordWrap(False)
        listen.clicked.connect(self._on_listen)
        # At the left nothing but the gap keeps the words from it.
        line = Ground(horizontal=True, gap=look.px("gap" if look.left else "gap_small"))
        if look.is_large_text:
            line.box.addStretch(1)
            line.box.insertWidget(0 if look.left else 1, listen)
            return column(look, words, line, gap="gap_small")
        for part in handed(look, words, listen):
            if part is listen:
                line.box.addWidget(listen, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                line.add(part, stretch=1)
        return line

    def language_notes(self) -> tuple[Words, ...]:
        """Return the note that the content is in another language than the visit, if it is."""
        return self.note_of(self.content.language) if self.content is not None else ()

    def note_of(self, language: str) -> tuple[Words, ...]:
        """Return the note that words are in this language, unless the visit is in it."""
        if is_spoken(language):
            return ()
        note = Words(self.tr("This page is not yet in your language."), "small", tone="accent")
        note.setObjectName("language_note")
        return (note,)

    def pieces(self) -> tuple[Piece, ...]:
        """Return all words to be read, in order; parts still to come are made for it."""
        self.fill_now()
        return tuple(pieces(self._roots, personal=self.holds_answers and self.says_answers))

    def first_in_sight(self, among: Iterable[Piece]) -> int:
        """Return the number of the first piece that begins in sight; 0 at the top of the page."""
        scroller = self.scroller
        if scroller is None or scroller.fraction() == 0:
            return 0
        inside = (
            number
            for number, piece in enumerate(among)
            if scroller.isAncestorOf(piece.part)
            and scroller.above_px(piece.part) + scroller.gap_px >= scroller.top_px()
        )
        return next(inside, 0)

    def show_reading(
        self, reading: Reading, *, slowest: bool = False, fastest: bool = False
    ) -> None:
        """Show the strip that belongs to what the voice does; see `AloudStrip.show_reading`."""
        if reading is Reading.ALOUD and self._reading is not Reading.ALOUD:
            self._follows = True
        self._reading = reading
        if reading is Reading.OFF:
            self._end_reading()
            return
        if self._strip is None:
            self._strip = AloudStrip(self.look, self)
            self._strip.wished.connect(self.wished)
            self.outer.addWidget(self._strip)
        self._strip.show_reading(reading, slowest=slowest, fastest=fastest)
        self._strip.show()

    def _end_reading(self) -> None:
        self.unmark()
        self.says_answers = False
        if self._strip is None:
            return
        here, listen = QApplication.focusWidget(), self.findChild(TouchButton, "listen")
        if here is not None and listen is not None and self._strip.isAncestorOf(here):
            listen.setFocus()
        self._strip.hide()

    def set_column(
        self,
        stack: Ground,
        *,
        narrow: bool = True,
        side: QWidget | None = None,
        filling: bool = False,
    ) -> None:
        """Make ``stack`` the column, and see when a visitor scrolls it."""
        super().set_column(stack, narrow=narrow, side=side, filling=filling)
        self._lines = None
        if self.scroller is None:
            return
        self.scroller.moved_by_hand.connect(self._on_moved)
        if self.look.lined and self.content is not None:
            self._lines = LineFocus(self.look, self.scroller)
            if QApplication.focusWidget() in {None, self.window()}:
                self._lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_word(self, piece: Piece, start: int, length: int) -> None:
        """Mark what is being said.

        Args:
            piece: The words of it.
            start: First character.
            length: How many.
        """
        if self._marked is not None and self._marked.part is not piece.part:
            self._marked.show_mark(None)
        self._marked, mark = piece, mark_of(self.look, start, length)
        piece.show_mark(mark)
        scroller = self.scroller
        if self._follows and scroller is not None and scroller.isAncestorOf(piece.part):
            place, above_px = piece.place(mark), scroller.above_px(piece.part)
            if self._lines is not None:
                self._lines.follow(piece.part, place)
            scroller.follow(above_px + place.top(), above_px + place.bottom())

    def unmark(self) -> None:
        """Mark nothing."""
        if self._marked is not None:
            self._marked.show_mark(None)
            self._marked = None

    def hush(self) -> None:
        """Be quiet: the page goes, or something comes over it."""
        if self._reading is not Reading.OFF:
            self.wished.emit(Wish.HUSH)

    def hideEvent(self, event: QHideEvent) -> None:
        """Be quiet once the page is left."""
        super().hideEvent(event)
        self.hush()

    @Slot()
    def _on_listen(self) -> None:
        self.wished.emit(Wish.LISTEN)

    @Slot()
    def _on_moved(self) -> None:
        self._follows = False
