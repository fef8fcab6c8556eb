# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What staff see and do at the kiosk; never anything of a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.languages import following, languages
from kiosk.library.codes import Modules
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.opaque import OpaqueCover
from kiosk.screen.widgets.paper import PaperPart, Printing
from kiosk.screen.widgets.qr import QrView
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.staff.kept import LEVELS
from kiosk.staff.panel import PanelAct

WHAT_SHARE, HOW_SHARE = 2, 3
"""Shares of the width of what a line is about, and of how it is."""
CODE_PART = 0.4
"""Side of the support code, of the shorter side of the glass."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the panel: what, and how it is; ``is_bad`` wants somebody to look."""

    what: str
    how: str
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """Everything the panel tells, in the words of the visit.

    Attributes:
        requests: About requests on their way.
        content: About texts and settings.
        machine: About connection, clock and glass.
        paper: About the printer.
        has_printer: Whether a sheet can be printed now.
        language: Code of the language that visits begin in.
        notice: A sentence for staff, or empty.
        senses: About sound and light, as far as either can be set.
        volume: Loudness in percent; None where it cannot be set.
        brightness: Brightness in percent, likewise.
    """

    requests: tuple[Fact, ...]
    content: tuple[Fact, ...]
    machine: tuple[Fact, ...]
    paper: tuple[Fact, ...]
    has_printer: bool
    language: str
    notice: str
    senses: tuple[Fact, ...] = ()
    volume: int | None = None
    brightness: int | None = None


class _Facts(Ground):
    """Lines of facts; made once, then only their words change."""

    def __init__(self, look: Look) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._look = look
        self._lines: list[tuple[Ground, Words, Words]] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; a bad one is marked by a word too, not by color alone."""
        while len(self._lines) < len(facts):
            what, how = Words("", "small", tone="second"), Words("", "strong")
            line = Ground(horizontal=not self._look.is_large_text, gap=self._look.px("gap"))
            line.add(what, stretch=WHAT_SHARE)
            line.add(how, stretch=HOW_SHARE)
            self.add(line)
            self._lines.append((line, what, how))
        for index, (line, what, how) in enumerate(self._lines):
            shown = index < len(facts)
            line.setVisible(shown)
            if shown:
                fact = facts[index]
                what.setText(fact.what)
                how.setText(f"! {fact.how}" if fact.is_bad else fact.how)


class _Section(Ground):
    """A card of the panel: a title, facts, things to do, and what became of the last one."""

    def __init__(self, look: Look, title: str, name: str) -> None:
        super().__init__("card", pad=look.px("pad"), gap=look.px("gap_small"))
        self.facts = _Facts(look)
        self.said = Words("", "strong", tone="accent")
        self.said.setObjectName(f"panel_said_{name}")
        self.said.hide()
        if title:
            self.add(Words(title, "label"))
        self.add(self.facts, self.said)

    def say(self, words: str) -> None:
        """Say what became of what was touched."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        announce(self.said, words)


class StaffPanel(OpaqueCover):
    """The panel of somebody who is signed in.

    Args:
        look: The look of this visit.
        name: Display name of the person.
        acts: What may be offered.
        parent: The window.

    Signals:
        act_touched: Something shall be done; carries ``PanelAct``.
        code_touched: The support code is wanted.
        sheet_touched: A test sheet shall be printed.
        left: Done.
    """

    act_touched = Signal(object)
    code_touched = Signal()
    sheet_touched = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, acts: tuple[PanelAct, ...], parent: QWidget) -> None:
        super().__init__(look, parent, name="staff_panel", spoken=self.tr("For staff"))
        self._look, self._acts = look, acts
        self._buttons: dict[PanelAct, TouchButton] = {}
        self._sections: dict[PanelAct, _Section] = {}
        self._code: QWidget | None = None
        self._session = self._section("", "session", PanelAct.END_SESSION, PanelAct.BEGIN_CLEANING)
        self._requests = self._section(self.tr("Requests"), "requests", PanelAct.SEND_NOW)
        self._content = self._section(self.tr("Texts and settings"), "content", PanelAct.CHECK_NEWS)
        self._paper = self._section(self.tr("Printer"), "paper", PanelAct.CHECK_PRINTER)
        self._sheet = PaperPart(look, "panel_sheet", self.tr("Print a test sheet"))
        self._sheet.print_touched.connect(self.sheet_touched)
        self._paper.add(self._sheet)
        self._senses = self._section(
            self.tr("Sound and brightness"),
            "senses",
            PanelAct.SOFTER,
            PanelAct.LOUDER,
            PanelAct.DARKER,
            PanelAct.BRIGHTER,
        )
        self._senses.hide()
        self._machine = self._section(
            self.tr("This kiosk"),
            "machine",
            PanelAct.RESTART_SCREEN,
            PanelAct.NEXT_LANGUAGE,
        )
        self._support = self._make_support()
        self._lay_out(name)

    # What it is made of

    def _section(self, title: str, name: str, *acts: PanelAct) -> _Section:
        section = _Section(self._look, title, name)
        offered = [self._act_button(act) for act in acts if act in self._acts]
        self._sections |= dict.fromkeys(acts, section)
        if offered:
            across = 1 if self._look.is_large_text else min(2, len(offered))
            section.add(grid(self._look, offered, across=across, gap="gap_small"))
        return section

    def _act_button(self, act: PanelAct) -> TouchButton:
        button = self._button(_words(act), f"panel_{act.value}", _ICONS.get(act, ""))
        button.clicked.connect(self._on_touched)
        self._buttons[act] = button
        return button

    def _button(self, text: str, name: str, icon: str = "", role: str = "quiet") -> TouchButton:
        return TouchButton(
            self._look,
            text,
            name=name,
            icon=icon,
            role=role,
            text_role="chrome-strong",
            target="target",
        )

    def _make_support(self) -> _Section:
        section = _Section(self._look, self.tr("Support"), "support")
        code = self._button(self.tr("Show the support code"), "panel_code", "qrcode")
        code.clicked.connect(self.code_touched)
        section.add(code)
        self._sections[PanelAct.CLOSE_KIOSK] = section
        if PanelAct.CLOSE_KIOSK in self._acts:
            close = self._act_button(PanelAct.CLOSE_KIOSK)
            close.clicked.disconnect()
            close.clicked.connect(self._on_close)
            self._sure = Ground(gap=self._look.px("gap_small"))
            yes = self._button(self.tr("Close the kiosk now"), "panel_close_yes", role="primary")
            no = self._button(self.tr("Keep it running"), "panel_close_no")
            yes.clicked.connect(self._on_close_sure)
            no.clicked.connect(self._on_keep)
            self._sure.add(
                Words(self.tr("Nobody can use it then until it is started again."), "strong"),
                yes,
                no,
            )
            self._sure.hide()
            section.add(close, self._sure)
        return section

    def _lay_out(self, name: str) -> None:
        look = self._look
        self._name = Words(name, "heading")
        self._name.setObjectName("panel_name")
        self._notice = Words("", "strong", tone="accent")
        self._notice.hide()
        done = self._button(self.tr("Done"), "panel_done", role="primary")
        done.clicked.connect(self.left)
        head = Ground(horizontal=not look.is_large_text, gap=look.px("gap"))
        margin, gap = look.px("margin"), look.px("gap_small")
        head.box.setContentsMargins(margin, gap, margin, gap)
        head.add(self._name, stretch=1)
        head.add(done)
        parts = [self._session, self._requests, self._content]
        others = [self._paper, self._senses, self._machine, self._support]
        across = look.is_wide and not look.is_large_text
        stack = Ground(horizontal=across, gap=look.px("gap"))
        for some in (parts, others):
            column = Ground(gap=look.px("gap"))
            column.add(*some)
            column.box.addStretch(1)
            stack.add(column, stretch=1)
        whole = Ground(gap=look.px("gap_small"))
        whole.box.setContentsMargins(margin, gap, margin, look.px("gap_large"))
        whole.add(self._notice, stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        line = QHBoxLayout()
        self._scroller = TouchScroll(look, whole, name="panel_scroll")
        line.addWidget(self._scroller)
        box.addLayout(line, 1)

    # What it shows

    def show_facts(self, facts: PanelFacts) -> None:
        """Show the news; what is being done stays as it is."""
        self._requests.facts.show_facts(facts.requests)
        self._content.facts.show_facts(facts.content)
        self._paper.facts.show_facts(facts.paper)
        self._machine.facts.show_facts(facts.machine)
        self._notice.setText(facts.notice)
        self._notice.setVisible(bool(facts.notice))
        if (button := self._buttons.get(PanelAct.NEXT_LANGUAGE)) is not None:
            offered = languages()[following(facts.language)]
            said = self.tr("Begin in {language}").format(language=offered.own)
            button.words.setText(said)
            button.setAccessibleName(said)
            button.setEnabled(len(languages()) > 1)
        self._offer_steps(facts.volume, PanelAct.SOFTER, PanelAct.LOUDER)
        self._offer_steps(facts.brightness, PanelAct.DARKER, PanelAct.BRIGHTER)
        self._senses.facts.show_facts(facts.senses)
        self._senses.setVisible(bool(facts.senses))
        self._follow(None, has_printer=facts.has_printer)
        # Longer facts need more lines: the column takes its new height before it is painted. What
        # a layout remembers of its parts' heights goes first, the innermost's too.
        for part in self._scroller.findChildren(QWidget):
            part.updateGeometry()
        lay_out_now()

    def _offer_steps(self, level: int | None, down: PanelAct, up: PanelAct) -> None:
        """Offer what the machine can; a step that would lead nowhere rests."""
        for act, end in ((down, LEVELS[0]), (up, LEVELS[-1])):
            if (button := self._buttons.get(act)) is not None:
                button.setVisible(level is not None)
                button.setEnabled(level != end)

    def _follow(self, printing: Printing | None, *, has_printer: bool) -> None:
        if printing is not None or not self._sheet.notice.isVisibleTo(self._sheet):
            self._sheet.follow(printing, ready=has_printer)

    def show_printing(self, printing: Printing | None) -> None:
        """Show what becomes of the test sheet."""
        self._sheet.follow(printing, ready=True)

    def say(self, act: PanelAct, words: str) -> None:
        """Say beside what was touched what became of it."""
        self._sections[act].say(words)

    def show_code(self, modules: Modules, text: str) -> None:
        """Show the support code, and the same in words."""
        look = self._look
        if self._code is not None:
            self._code.hide()
            self._code.deleteLater()
        room = round(min(look.panel.width_px, look.panel.height_px) * CODE_PART)
        self._code = code = Ground(gap=look.px("gap_small"))
        view = QrView(look, modules, self.tr("Support code"), room_px=room)
        view.setObjectName("panel_qr")
        code.box.addWidget(view)
        code.add(Words(text, "small"))
        self._support.add(code)
        later(self, self._bring_code)

    def _bring_code(self) -> None:
        lay_out_now()
        if self._code is not None:
            self._scroller.show_widget(self._code)

    def rest(self) -> None:
        """Take no more touches: what was asked for ends this screen."""
        for button in self.findChildren(TouchButton):
            button.setEnabled(False)

    # What is touched

    @Slot()
    def _on_touched(self) -> None:
        touched = self.sender()
        for act, button in self._buttons.items():
            if button is touched:
                self._ask(act)

    @Slot()
    def _on_close_sure(self) -> None:
        self._ask(PanelAct.CLOSE_KIOSK)

    def _ask(self, act: PanelAct) -> None:
        for section in self._sections.values():
            section.say("")
        self.act_touched.emit(act)

    @Slot()
    def _on_close(self) -> None:
        self._sure.show()

    @Slot()
    def _on_keep(self) -> None:
        self._sure.hide()


_ICONS = {
    PanelAct.END_SESSION: "eraser",
    PanelAct.BEGIN_CLEANING: "spray-bottle",
    PanelAct.SEND_NOW: "send",
    PanelAct.CHECK_NEWS: "refresh",
    PanelAct.CHECK_PRINTER: "printer-outline",
    PanelAct.RESTART_SCREEN: "restart",
    PanelAct.SOFTER: "volume-medium",
    PanelAct.LOUDER: "volume-high",
    PanelAct.DARKER: "brightness-5",
    PanelAct.BRIGHTER: "brightness-7",
    PanelAct.CLOSE_KIOSK: "power",
}


def _words(act: PanelAct) -> str:
    known = {
        PanelAct.END_SESSION: QCoreApplication.translate("StaffPanel", "End this session"),
        PanelAct.BEGIN_CLEANING: QCoreApplication.translate("StaffPanel", "Clean the screen"),
        PanelAct.SEND_NOW: QCoreApplication.translate("StaffPanel", "Try to send now"),
        PanelAct.CHECK_NEWS: QCoreApplication.translate("StaffPanel", "Check for news"),
        PanelAct.CHECK_PRINTER: QCoreApplication.translate("StaffPanel", "Check the printer"),
        PanelAct.RESTART_SCREEN: QCoreApplication.translate("StaffPanel", "Restart the screen"),
        PanelAct.SOFTER: QCoreApplication.translate("StaffPanel", "Softer"),
        PanelAct.LOUDER: QCoreApplication.translate("StaffPanel", "Louder"),
        PanelAct.DARKER: QCoreApplication.translate("StaffPanel", "Darker"),
        PanelAct.BRIGHTER: QCoreApplication.translate("StaffPanel", "Brighter"),
        PanelAct.CLOSE_KIOSK: QCoreApplication.translate("StaffPanel", "Close the kiosk"),
    }
    return known.get(act, "")
