# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every question of a form has: its words, why we ask, what to mend, what is asked about."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Constraint, Item, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import tell_in_order
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.mending import count_words, error_words
from kiosk.screen.widgets.spoken import PERSONAL, announce
from kiosk.screen.widgets.text import Words


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """New values of one item; an empty tuple takes the answer away.

    A number or a day that is not whole yet comes as the text that was typed, which no check lets
    pass and no step back loses.
    """

    link_id: str
    values: tuple[Value, ...] = field(repr=False)


class Doubt(Ground):
    """A question about an answer that may be right as it is; it looks like no error.

    Signals:
        accepted: The visitor wants what was suggested; carries it.
    """

    accepted = Signal(str)

    def __init__(self, look: Look, link_id: str, words: str, suggestion: str) -> None:
        super().__init__("soft", pad=look.px("pad"), gap=look.px("gap_small"))
        self.setObjectName(f"doubt_{link_id}")
        self._suggestion = suggestion
        asks = Words(words, "label")
        for part in (self, asks):  # a suggestion shows what was typed
            part.setProperty(PERSONAL, bool(suggestion))
        self.add(asks)
        if suggestion:
            yes = TouchButton(look, self.tr("Yes, change it"), name=f"mend_{link_id}")
            yes.setAccessibleDescription(words)
            yes.clicked.connect(self._on_yes)
            self.add(yes)
        else:
            self.add(Words(self.tr("If it is right, go on."), "small", tone="second"))

    @Slot()
    def _on_yes(self) -> None:
        self.accepted.emit(self._suggestion)


class Question(Ground):
    """One question: its words, why we ask, what to mend, and its answer below.

    Args:
        look: The look of this visit.
        item: What is asked.
        language: Language of the words.
        headed: Whether the question stands above its answer; otherwise the page says it.
        constraints: Those of the form and its groups, for the words of what they refuse.

    Attributes:
        mend: The line that says what to mend; hidden while nothing is wrong.

    Signals:
        answer_changed: Carries an ``AnswerChange``.
        turned: Something else lies under the finger now, so that the second half of a double tap
            means nothing.
    """

    answer_changed = Signal(AnswerChange)
    turned = Signal()

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        *,
        headed: bool,
        constraints: tuple[Constraint, ...] = (),
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self.look, self.item, self.language = look, item, language
        self._constraints = constraints
        self._doubt: Doubt | None = None
        self.setObjectName(f"question_{item.link_id}")
        self.asked = item.text.in_language(language)
        self.title = Words(f"{item.prefix} {self.asked}".strip(), "label", parent=self)
        if headed:
            self.add(self.title)
        else:
            self.title.hide()
        hints = [item.help_text.in_language(language)] if item.help_text is not None else []
        if not item.read_only:
            hints.append(count_words(item))
        self._hint = " ".join(filter(None, hints))
        self._hints = [Words(hint, "small", tone="second") for hint in hints if hint]
        self.add(*self._hints)
        self.mend = Words("", "label", tone="accent", parent=self)
        self.mend.setObjectName(f"error_{item.link_id}")
        self.mend.hide()
        self.add(self.mend)

    @property
    def is_wrong(self) -> bool:
        """Whether it says what to mend."""
        return bool(self.mend.text())

    @property
    def is_asked_about(self) -> bool:
        """Whether the answer must be seen: it is wrong, or there is a doubt about it."""
        return self.is_wrong or self._doubt is not None

    def own_words(self) -> tuple[QWidget, ...]:
        """Return what may be read aloud: what the question says, never what was answered."""
        return self.title, *self._hints, self.mend

    def doubt_part(self) -> QWidget | None:
        """Return what asks about the answer, to be scrolled to; None while nothing does."""
        return self._doubt

    def described(self) -> str:
        """Return what a screen reader says after the name of the field."""
        needed = QCoreApplication.translate("Question", "Required.") if self.item.required else ""
        return " ".join(filter(None, (self.mend.text(), needed, self._hint)))

    def error_sentence(self, error: FieldError) -> str:
        """Return how to mend the answer; a kind of question may know better than its rule."""
        return error_words(self.item, error, self.language, self._constraints)

    def show_error(self, error: FieldError | None) -> None:
        """Show how to mend the answer, or that it is mended."""
        words = self.error_sentence(error) if error else ""
        self._drop_doubt()
        if words and words != self.mend.text():
            announce(self.mend, words)
        self.mend.setText(words)
        self.mend.setVisible(bool(words))
        self.describe()

    def show_doubt(self, error: FieldError) -> None:
        """Ask about an answer that may be right; a slip in a mail domain can be mended at once."""
        self.show_error(None)
        words = self.error_sentence(error)
        suggestion = error.suggestion if error.rule is Rule.LIKELY_TYPO else ""
        self._doubt = Doubt(self.look, self.item.link_id, words, suggestion)
        self._doubt.accepted.connect(self._on_accepted)
        self.box.insertWidget(self.box.indexOf(self.mend) + 1, self._doubt)
        tell_in_order(self.box)
        self.describe()
        announce(self._doubt, words)

    def _drop_doubt(self) -> None:
        if self._doubt is not None:
            self.box.removeWidget(self._doubt)
            self._doubt.hide()
            self._doubt.deleteLater()
            self._doubt = None

    @Slot(str)
    def _on_accepted(self, suggestion: str) -> None:
        self.accept(suggestion)
        self._drop_doubt()
        self.describe()

    def accept(self, suggestion: str) -> None:
        """Take what was suggested in a doubt."""

    def describe(self) -> None:
        """Tell the fields what a screen reader says about them."""

    def first_focus(self) -> QWidget | None:
        """Return the field for the cursor: one that is wrong, else one that is needed and empty.

        None where nothing is, so that a page that is filled comes back without its keys.
        """
        return None

    def change_focus(self) -> QWidget | None:
        """Return the field for who comes to change this answer, be it filled or not, or None."""
        return self.first_focus()

    def _announce(self, values: tuple[Value, ...]) -> None:
        self.answer_changed.emit(AnswerChange(self.item.link_id, values))


class SaidQuestion(Question):
    """An answer that is set beforehand, shown in words."""

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        said_values: tuple[str, ...],
        *,
        headed: bool,
    ) -> None:
        super().__init__(look, item, language, headed=headed)
        card = Ground("soft", pad=look.px("pad"), gap=look.px("gap_small"))
        for words in said_values or (self.tr("Nothing is set here."),):
            card.add(Words(words, "strong"))
        self.add(card)
