# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The parts of the window that never move: demo strip, header, bottom bar."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.languages import following, languages
from kiosk.library.model import Picture
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import bar_role
from kiosk.screen.widgets.buttons import TouchButton, in_one_line
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pictures import ArtView, art, aspect_of
from kiosk.screen.widgets.text import Words

WIDEST_LOGO = 4.0
"""Width by height beyond which a center's logo is made smaller, to leave room for its name."""


class CalmGround(Ground):
    """What lies above the reach of a seated person: the center's name, and nothing to touch.

    Args:
        look: The look of this visit.
        name: The center's name, or empty.
        logo: Its logo, or None for the product's own.
    """

    def __init__(
        self, look: Look, name: str, logo: Picture | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("calm", parent=parent)
        self.setObjectName("calm_ground")
        self.setFixedHeight(look.panel.above_px)
        if name:
            words = Words(name, "subheading", tone="second")
            words.setObjectName("calm_center")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.box.setSpacing(look.px("gap"))
            self.box.addStretch(1)
            own = logo or art("logo")
            mark = ArtView(own, whole=True)
            height = min(2 * look.px("logo"), look.panel.above_px // 3)
            mark.setFixedSize(round(height * min(WIDEST_LOGO, aspect_of(own))), height)
            self.box.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
            self.add(words)
            self.box.addStretch(1)


class DemoStrip(Ground):
    """Says on every page that this is no real center."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("demo", pad=0 if look.is_low else look.px("gap_small") // 2, parent=parent)
        words = demo_words("demo_strip")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(words)


def demo_words(name: str) -> Words:
    """Return the words that say that this is no real center."""
    said = QCoreApplication.translate("DemoStrip", "Demonstration, not a real center")
    words = Words(said, "chrome", tone="on-today")
    words.setObjectName(name)
    return words


class Header(Ground):
    """The center's name, and the other language.

    Where height is what lacks, a demonstration says here that it is one, in place of the name.

    Attributes:
        says_demo: Whether it does.

    Signals:
        language_touched: The visitor wants the other language; carries its code.
    """

    language_touched = Signal(str)

    def __init__(
        self,
        look: Look,
        center: str,
        language: str,
        logo: Picture | None = None,
        parent: QWidget | None = None,
        *,
        demo: bool = False,
    ) -> None:
        self.says_demo = demo and look.is_low
        ground = "demo" if self.says_demo else ""
        super().__init__(ground, horizontal=True, gap=look.px("gap"), parent=parent)
        side, edge = look.px("margin"), look.px("gap_small")
        self.box.setContentsMargins(side, edge, side, edge)
        own = logo or art("logo")
        mark = ArtView(own, whole=True)
        height = look.px("logo")
        mark.setFixedSize(round(height * min(WIDEST_LOGO, aspect_of(own))), height)
        name = Words(center, "chrome-strong")
        name.setObjectName("header_center")
        if self.says_demo:
            name = demo_words("header_demo")
        self._code = following(language)
        button = TouchButton(
            look,
            languages()[self._code].own,
            name="header_language",
            role="quiet",
            target="target_min",
            text_role="chrome-strong",
        )
        button.setProperty("language", self._code)
        button.clicked.connect(self._on_language)
        self.add(mark)
        self.add(name, stretch=1)
        self.add(button)

    @Slot()
    def _on_language(self) -> None:
        self.language_touched.emit(self._code)


class BottomBar(Ground):
    """Home, Back, Help, Settings, Clear: the same order and place on every page.

    Signals:
        home_touched: Home.
        back_touched: Back.
        help_touched: Help.
        settings_touched: Settings of this visit.
        clear_touched: Clear my screen.
    """

    home_touched = Signal()
    back_touched = Signal()
    help_touched = Signal()
    settings_touched = Signal()
    clear_touched = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("bar", horizontal=True, gap=look.px("gap_small"), parent=parent)
        half = look.px("gap_small")
        edge = half // 2 if look.is_low else half
        self.box.setContentsMargins(half, edge, half, edge)
        self.setMinimumHeight(look.px("bar"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        parts = (
            ("bar_home", self.tr("Home"), "home-outline", self._on_home),
            ("bar_back", self.tr("Back"), "chevron-left", self._on_back),
            ("bar_help", self.tr("Help"), "account-question-outline", self._on_help),
            ("bar_settings", self.tr("Settings"), "format-size", self._on_settings),
            ("bar_clear", self.tr("Clear"), "eraser", self._on_clear),
        )
        room = look.panel.width_px - (len(parts) + 1) * half
        text_role = bar_role(look, (text for _, text, _, _ in parts), room)
        for name, text, icon, slot in parts:
            button = TouchButton(
                look,
                text,
                name=name,
                role="bar-clear" if name == "bar_clear" else "bar",
                # Where height is what lacks, the words need the room of the icons.
                icon="" if look.is_low else icon,
                above=True,
                target="target",
                text_role=text_role,
            )
            in_one_line(look, button)
            button.clicked.connect(slot)
            if name == "bar_back":
                keep = button.sizePolicy()
                keep.setRetainSizeWhenHidden(True)
                button.setSizePolicy(keep)
                self._back = button
            self.add(button, stretch=1)

    @property
    def offers_back(self) -> bool:
        """Whether Back leads anywhere."""
        return not self._back.isHidden()

    def show_back(self, *, offered: bool) -> None:
        """Offer Back or leave its place empty."""
        self._back.setVisible(offered)

    @Slot()
    def _on_home(self) -> None:
        self.home_touched.emit()

    @Slot()
    def _on_back(self) -> None:
        self.back_touched.emit()

    @Slot()
    def _on_help(self) -> None:
        self.help_touched.emit()

    @Slot()
    def _on_settings(self) -> None:
        self.settings_touched.emit()

    @Slot()
    def _on_clear(self) -> None:
        self.clear_touched.emit()
