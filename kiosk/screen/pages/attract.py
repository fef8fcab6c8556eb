# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page: an invitation, one useful fact at a time, equal ways in by language."""

from enum import Enum
from itertools import chain, combinations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.languages import languages
from kiosk.library.model import Picture
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.use import mark_aside
from kiosk.screen.widgets import each
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.each import BETWEEN
from kiosk.screen.widgets.fading import FadingWords
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.spoken import LANGUAGE, announce
from kiosk.screen.widgets.text import Words, restyle

CARD_PART = 0.49
"""Height of the card on a standing screen: a fact of four lines, all buttons, the notes."""
HIDDEN_PART = 0.15
"""Lower part of the standing picture that the card covers (resources/art/README.md)."""
FACT_MS = 9_000
"""A fact stays long enough to be read twice by a slow reader: 16 words at 110 words a minute."""
CLEARED_MS = 12_000
"""How long a fresh screen says what of the last visit is gone; its part in each language."""
CLEARED = tuple(
    each.translate(
        "Welcome", "Your answers, pages and settings are gone. What you sent stays."
    ).values()
)
"""A short list, and honest: a request that was sent is not called back by it."""
FACT_ROLES = ("sentence", "heading", "subheading", "strong")
HELD_MS = 300_000
"""A fact that was held for so long is not being read any more; the page invites again."""
TWO_FINGERS = tuple(
    each.translate(
        "Welcome", "To hear this screen, rest two fingers on it for 3\u00a0seconds."
    ).values()
)
"""How speech begins. Source: EN 301 549, 5.2."""


class Turning(Enum):
    """What the button beside a fact does; the value is its icon.

    Source: WCAG 2.2, 2.2.2.
    """

    HOLD = "pause"
    GO_ON = "play"
    ANOTHER = "arrow-right"

    @property
    def words(self) -> dict[str, str]:
        """Its words by language."""
        known = {
            Turning.HOLD: each.translate("Welcome", "Pause"),
            Turning.GO_ON: each.translate("Welcome", "Go on"),
            Turning.ANOTHER: each.translate("Welcome", "Another one"),
        }
        return known[self]


class AttractPage(Page):
    """Invites in all languages at once.

    Args:
        center_name: Name of the center.
        demo: Whether to say that this is no real center.
        clean_hands: Whether the center asks people to clean their hands.
        speaks: Whether this screen has a voice.

    Signals:
        language_chosen: The visitor began; carries the code of a language.
    """

    language_chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        center_name: str,
        *,
        demo: bool,
        clean_hands: bool = False,
        speaks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.ATTRACT, parent)
        self._facts: tuple[tuple[str, ...], ...] = ()
        self._index = 0
        self._is_cleared = self._is_covered = False
        stage = Ground("stage")
        self.body.addWidget(stage)
        self._picture = ArtView(self._invitation(), whole=True, parent=stage)
        self._name = Words(center_name, "subheading", tone="on-stage", parent=stage, level=1)
        self._name.setObjectName("attract_center")
        self._name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fingers = Words("\n".join(TWO_FINGERS), "small", tone="on-stage", parent=stage)
        self._fingers.setObjectName("two_fingers_note")
        self._fingers.setVisible(speaks)
        self._card = Ground(
            "paper-card",
            pad=look.px("gap" if look.is_compact else "gap_large"),
            gap=look.px("gap_small" if look.is_compact else "gap"),
            parent=stage,
        )
        self._kicker = Words("", "kicker")
        self._turning = Turning.ANOTHER if look.calm else Turning.HOLD
        self._turner = self._make_turner()
        self._fact = FadingWords(look, FACT_ROLES[-1])
        self._fact.resized.connect(self._fit_facts)
        # It takes the room that the rest leaves: its size is chosen for that, never the other way.
        self._fact.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        head = Ground(horizontal=True, gap=look.px("gap"))
        head.add(self._kicker, stretch=1)
        head.add(self._turner)
        self._card.add(head)
        self._card.add(self._fact, stretch=1)
        self._card.add(self._make_buttons())
        self._spare: list[Words] = []
        self._add_notes(demo=demo, clean_hands=clean_hands)
        self._timer = QTimer(self)
        self._timer.setObjectName("attract_next_fact")
        self._timer.timeout.connect(self._on_next_fact)

    def _invitation(self) -> Picture:
        return art("attract-wide" if self.look.is_wide else "attract")

    def _make_turner(self) -> TouchButton:
        """Return what holds the fact, lets it go on, or turns it where nothing moves by itself.

        It speaks the language of the fact.
        """
        # Where there is little room all of it is for words.
        icon = "" if self.look.is_compact and self.look.calm else self._turning.value
        words = self._turning.words[self._language]
        button = TouchButton(self.look, words, name="attract_turn", icon=icon)
        mark_aside(button)
        button.clicked.connect(self._on_turner)
        return button

    def _make_buttons(self) -> Ground:
        look = self.look
        buttons = []
        for code, language in languages().items():
            button = TouchButton(
                look,
                language.begin,
                name=f"attract_begin_{code}",
                role="ink",
                text_role="subheading",
                target="target_large" if len(languages()) == 2 else "target",
            )
            button.setProperty("language", code)
            button.clicked.connect(self._on_begin)
            buttons.append(button)
        return grid(look, buttons, across=2)

    def _add_notes(self, *, demo: bool, clean_hands: bool) -> None:
        self._note(
            "\n".join(
                each.translate("Welcome", "Nothing about you is kept unless you send it.").values()
            ),
            "kept_note",
        )
        if clean_hands:
            hands = each.translate("Welcome", "Please clean your hands").values()
            self._spare.append(self._note(BETWEEN.join(hands), "clean_hands_note"))
        self._cleaned = self._note("", "cleaned_note")
        self._spare.insert(0, self._cleaned)
        self._cleaned.hide()
        if demo:
            self._note(
                "\n".join(each.translate("Welcome", "Demonstration, not a real center").values()),
                "demo_note",
                tone="accent",
            )

    def _note(self, text: str, name: str, tone: str = "second") -> Words:
        words = Words(text, "small", tone=tone)
        words.setObjectName(name)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._card.add(words)
        return words

    def show_facts(self, facts: tuple[tuple[str, ...], ...]) -> None:
        """Rotate these facts, each in one language after the other; the first shows at once.

        Args:
            facts: Each in all languages, in their order; may be empty.
        """
        self._facts = facts
        self._index = 0
        self._show_fact()
        self._fit_notes()
        self._fit_facts()

    def show_cleaned(self, at: str) -> None:
        """Say when the screen was cleaned, ``at`` like ``9:40``; empty says nothing."""
        said = BETWEEN.join(each.translate("Welcome", "Screen cleaned {at}").values())
        self._cleaned.setText(said.format(at=at) if at else "")
        self._fit_notes()
        self._fit_facts()

    def show_cleared(self) -> None:
        """Say for a few seconds that nothing of the last visit is left."""
        self._is_cleared = True
        self._index = 0
        self._picture.show_picture(art("ended"))
        self._show_fact()
        self._wait()

    def cover(self, *, covered: bool) -> None:
        """Change no words while something lies over them."""
        self._is_covered = covered
        self._wait()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first fact when the page comes on the glass, not while it stands by."""
        super().showEvent(event)
        self._wait()

    def _wait(self) -> None:
        """Count anew until the words change by themselves, if they do."""
        if not self.isVisible() or self._is_covered:
            self._timer.stop()
        elif self._turning is Turning.GO_ON:
            self._timer.start(HELD_MS)
        elif self._is_cleared:
            self._timer.start(CLEARED_MS // len(languages()))
        elif self._turning is Turning.HOLD:
            self._timer.start(FACT_MS)
        else:
            self._timer.stop()

    @Slot()
    def _on_turner(self) -> None:
        if self._turning is Turning.HOLD:
            self._turning = Turning.GO_ON
            self._show_turner()
            announce(self._fact, each.translate("Welcome", "The words stay.")[self._language])
            self._wait()
            return
        self._on_next_fact()
        announce(self._fact, self._fact.text())

    @property
    def _language(self) -> str:
        """Code of the language whose turn it is."""
        return [*languages()][self._index % len(languages())]

    def _show_turner(self) -> None:
        words = self._turning.words[self._language]
        self._turner.words.setText(words)
        self._turner.setAccessibleName(words)
        self._turner.set_icon(self._turning.value)

    def _show_fact(self) -> None:
        for part in (self._kicker, self._fact, self._turner):
            part.setProperty(LANGUAGE, self._language)
        self._show_turner()
        number, turn = divmod(self._index, len(languages()))
        kicker: dict[str, str] = {}
        if self._is_cleared:
            kicker, fact = each.translate("Welcome", "All clear"), CLEARED
        elif self._facts:
            kicker = each.translate("Welcome", "Good to know")
            fact = self._facts[number % len(self._facts)]
        else:
            fact = tuple(each.translate("Welcome", "Welcome").values())
        self._kicker.setText([*kicker.values()][turn] if kicker else "")
        self._fact.fade_to(fact[turn])

    def _fit_notes(self) -> None:
        """Leave out as few notes as the longest fact allows; never the promise."""
        wanted = [note for note in self._spare if note.text()]
        self._fact.setProperty("role", FACT_ROLES[-1])
        restyle(self._fact)
        pad = self._card.box.contentsMargins()
        width = self._card.width() - pad.left() - pad.right()
        longest = max(self._fact.height_of(text, width) for text in self._texts())
        counts = range(len(wanted) + 1)
        for gone in chain.from_iterable(combinations(wanted, count) for count in counts):
            for note in self._spare:
                note.setVisible(note in wanted and note not in gone)
            self._card.box.invalidate()
            height = self._card.box.heightForWidth(self._card.width()) + longest
            if self._fact.hasHeightForWidth():
                height -= self._fact.heightForWidth(width)
            if height <= self._card.height():
                return

    def _texts(self) -> list[str]:
        return [*chain.from_iterable(self._facts), *CLEARED]

    @Slot()
    def _fit_facts(self) -> None:
        """Set the facts as large as the longest one allows."""
        self._card.box.activate()
        room = self._fact.contentsRect()
        texts = self._texts()
        for role in FACT_ROLES:
            self._fact.setProperty("role", role)
            restyle(self._fact)
            if all(self._fact.height_of(text, room.width()) <= room.height() for text in texts):
                return

    @Slot()
    def _on_next_fact(self) -> None:
        self._index += 1
        if self._turning is Turning.GO_ON:
            self._turning = Turning.HOLD
        if self._is_cleared and self._index >= len(languages()):
            self._is_cleared = False
            self._index = 0
            self._picture.show_picture(self._invitation())
        self._show_fact()
        self._wait()

    @Slot()
    def _on_begin(self) -> None:
        self._timer.stop()
        self.language_chosen.emit(str(self.sender().property("language")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compose the page: picture above the card, or beside it on a wide screen."""
        super().resizeEvent(event)
        look, width, height = self.look, self.width(), self.height()
        margin, gap, most = look.px("margin"), look.px("gap_large"), look.px("sheet_width")
        card_width = min(width // 2 - margin, most) if look.is_wide else width - 2 * gap
        beside = width - card_width - margin if look.is_wide else width
        self._name.ensurePolished()
        across = beside - 2 * margin
        name_height = self._name.heightForWidth(across)
        top = margin + max(name_height, look.px("subheading") * 2)
        if not self._fingers.isHidden():
            self._fingers.ensurePolished()
            below = margin + name_height + look.px("gap_small")
            self._fingers.setGeometry(margin, below, across, self._fingers.heightForWidth(across))
            top = max(top, below + self._fingers.height() + look.px("gap_small"))
        if look.is_wide:
            edge = look.px("gap_small") if look.is_compact else gap
            card_height = min(height - 2 * edge, most)
            self._picture.setGeometry(gap, top, beside - 2 * gap, height - top - gap)
            self._card.setGeometry(beside, (height - card_height) // 2, card_width, card_height)
        else:
            card_height = round(height * CARD_PART)
            card_top = height - card_height - gap
            seen = round((card_top - top) / (1.0 - HIDDEN_PART))
            self._picture.setGeometry(0, top, width, seen)
            self._card.setGeometry(gap, card_top, card_width, card_height)
        self._name.setGeometry(margin, margin, across, name_height)
        self._name.raise_()
        self._fingers.raise_()
        self._card.raise_()
        self._fit_notes()
        self._fit_facts()
