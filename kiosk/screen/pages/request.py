# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Asking for a call: one thought a page, a review headed "Not sent yet", a receipt."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.forms.engine import FieldError
from kiosk.forms.engine import Page as FormPage
from kiosk.forms.model import Answers, ItemType
from kiosk.library.model import Tier
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, beside, beside_top, column, grid, row
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art, icon_label
from kiosk.screen.widgets.progress import Stepper
from kiosk.screen.widgets.questions import AnswerChange, Question, is_agreement, make_question
from kiosk.screen.widgets.states import NoticeStrip
from kiosk.screen.widgets.text import Words


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer on the review page; ``shown`` is masked where it is sensitive."""

    link_id: str
    question: str
    shown: str = field(repr=False)
    full: str = field(repr=False)
    page: int


class ReviewButton(TouchButton):
    """An answer to look at and to change: touching it goes back to its page."""

    def __init__(self, look: Look, line: ReviewLine, change: str) -> None:
        super().__init__(
            look,
            line.shown,
            name=f"review_{line.link_id}",
            role="row",
            detail=f"{line.question}  ·  {change}",
            icon="pencil-outline",
            centered=False,
            text_role="strong",
        )
        self.line = line
        self._put_question_first()
        self.setAccessibleName(f"{line.question}. {line.shown}. {change}")

    def _put_question_first(self) -> None:
        layout = self.layout()
        for index in range(layout.count() if layout else 0):
            item = layout.itemAt(index) if layout else None
            lines = item.layout() if item else None
            if isinstance(lines, QBoxLayout) and self._detail is not None:
                lines.removeWidget(self._detail)
                lines.insertWidget(lines.indexOf(self.words), self._detail)


class RequestPage(Page):
    """The whole way of one request; the presenter says which step to show.

    Signals:
        begun: The visitor goes on from the first page.
        answer_changed: Carries an ``AnswerChange``.
        next_touched: Next on a form page.
        step_back_touched: Back inside the form.
        change_touched: An answer of the review should be changed; carries its page as text.
        reveal_touched: Show the masked answers.
        send_touched: Send.
        done_touched: Done on the receipt.
    """

    begun = Signal()
    answer_changed = Signal(AnswerChange)
    next_touched = Signal()
    step_back_touched = Signal()
    change_touched = Signal(str)
    reveal_touched = Signal()
    send_touched = Signal()
    done_touched = Signal()

    @property
    def is_personal(self) -> bool:
        """Answers may show."""
        return True

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.REQUEST, parent)
        self._questions: list[Question] = []
        self._has_step_back = False
        self._footer = Ground(gap=look.px("gap_small"), parent=self)
        left, right = self.sides(narrow=not self.is_across)
        half = look.px("gap_small")
        self._footer.box.setContentsMargins(left, half, right, half)
        self.outer.addWidget(self._footer)
        self.waiting()

    def make_room(self, *, keys: bool) -> None:
        """Put the buttons of the footer away while the keys fill a low screen."""
        self._footer.setVisible(not (keys and self.look.is_wide))

    def step_back(self) -> bool:
        """Go back one step of the form; leave the page from its first step."""
        if self._has_step_back:
            self.step_back_touched.emit()
        return self._has_step_back

    def show_missing(self) -> None:
        """Say that there is no form here, and who helps."""
        self._show(Ground())
        super().show_missing()

    def keys_done(self) -> bool:
        """Go on to the next page of the form."""
        self.next_touched.emit()
        return True

    def show_first(self, title: str, *, days: int, late: bool) -> None:
        """Show what this is, before anything is asked.

        Args:
            title: Name of the form.
            days: Working days in which the center answers.
            late: Whether delivery is overdue; then no promise is made.
        """
        look = self.look
        self._has_step_back = False
        corner = look.px("radius")
        view = ArtView(art("request"), radius=(corner,) * 4, aspect=2.3 if self.is_across else 2.0)
        words: list[QWidget] = [
            Words(title, "heading" if self.is_across and look.is_compact else "sentence"),
            Words(self.tr("A prescriber must order an infusion. We help you ask.")),
        ]
        if late:
            late_words = self.tr(
                "Requests are safe here, but going out late: the front desk is faster."
            )
            words.append(NoticeStrip(look, "clock-alert-outline", late_words))
        else:
            words.append(Words(self.tr("We answer within %n working day(s).", "", days), "strong"))
        words.append(self._tell_staff())
        stack = Ground(gap=look.px("gap"))
        if self.is_across:
            stack.add(
                beside_top(
                    column(look, *words),
                    column(look, view, self._what_to_expect()),
                    gap=look.px("gap_large"),
                )
            )
        else:
            stack.add(view, *words, self._what_to_expect())
        self._show(
            stack, self._button(self.tr("Start"), "request_start", "primary", self._on_begun)
        )

    def _tell_staff(self) -> Ground:
        look = self.look
        urgent = Ground("emergency", horizontal=True, pad=look.px("pad"), gap=look.px("gap"))
        urgent.add(urgency_sign(look, Tier.EMERGENCY))
        urgent.add(
            Words(
                self.tr("Something new or getting worse? Tell the staff now."),
                "strong",
                tone="on-emergency",
            ),
            stretch=1,
        )
        return urgent

    def _what_to_expect(self) -> Ground:
        look = self.look
        card = Ground("card", pad=look.px("pad"), gap=look.px("gap"))
        for icon, text in (
            ("comment-question-outline", self.tr("A few short questions, one at a time.")),
            ("eye-check-outline", self.tr("You check everything before it is sent.")),
            ("eraser", self.tr("Touch Clear at any time: then nothing is kept.")),
        ):
            line = Ground(horizontal=True, gap=look.px("gap"))
            line.box.addWidget(icon_label(look, icon), 0, Qt.AlignmentFlag.AlignTop)
            line.add(Words(text), stretch=1)
            card.add(line)
        return card

    def show_step(
        self, page: FormPage, answers: Answers, language: str, *, number: int, count: int
    ) -> None:
        """Show one page of the form.

        Args:
            page: What to ask.
            answers: What was answered so far.
            language: Language of the words.
            number: 1 for the first page.
            count: How many pages there are with these answers.
        """
        look = self.look
        self._has_step_back = True
        self._questions = []
        title = Words(
            page.item.text.in_language(language), "heading" if look.is_wide else "sentence"
        )
        title.setObjectName("request_question")
        asked: list[QWidget] = [Stepper(look, number, count), title]
        answers_below: list[QWidget] = []
        questions = [item for item in page.items if item.is_question]
        single = len(questions) == 1
        consents = single and is_agreement(questions[0])
        for item in page.items:
            if item.is_question:
                headed = not (consents or (single and item.type is ItemType.CHOICE))
                question = make_question(
                    look, item, language, answers.get(item.link_id, ()), headed=headed
                )
                question.answer_changed.connect(self.answer_changed)
                self._questions.append(question)
                answers_below.append(question)
            else:
                words = Words(item.text.in_language(language), tone="" if consents else "second")
                (answers_below if self._questions and not consents else asked).append(words)
        stack = Ground(gap=look.px("gap"))
        if self.is_across and not consents:
            stack.add(
                beside_top(
                    column(look, *asked), column(look, *answers_below), gap=look.px("gap_large")
                )
            )
        else:
            stack.add(*asked, *answers_below)
        # What is agreed to is read first, in lines of a book; the box comes last.
        self._show(
            stack,
            self._button(self.tr("Next"), "request_next", "primary", self._on_next),
            narrow=consents or not self.is_across,
        )
        later(self, self.begin)

    def begin(self) -> None:
        """Put the cursor into the first empty field, which brings the keys up."""
        if self._questions:
            first = self._questions[0].first_focus()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_errors(self, errors: tuple[FieldError, ...]) -> None:
        """Show what to mend beside each question and go to the first."""
        by_id = {error.link_id: error for error in errors}
        first: Question | None = None
        for question in self._questions:
            error = by_id.get(question.item.link_id)
            question.show_error(error)
            if error is not None and first is None:
                first = question
        if first is not None:
            place = first.first_focus()
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
            later(first.mend, partial(self.keep_visible, first.mend))

    def show_review(self, lines: tuple[ReviewLine, ...], *, revealed: bool) -> None:
        """Show every answer before it is sent; touching one changes it."""
        look = self.look
        self._has_step_back = True
        self._questions = []
        stack = Ground(gap=look.px("gap"))
        low = self.is_across and look.is_compact
        head = Words(self.tr("Not sent yet"), "heading" if low else "sentence")
        head.setObjectName("review_head")
        top: list[QWidget] = [Words(self.tr("Please check your answers. Touch one to change it."))]
        buttons = []
        for line in lines:
            button = ReviewButton(look, line, self.tr("change"))
            button.clicked.connect(self._on_change)
            buttons.append(button)
        if not revealed and any(line.shown != line.full for line in lines):
            top.append(
                self._button(
                    self.tr("Show hidden answers"), "review_reveal", "quiet", self._on_reveal
                )
            )
        stack.add(head, row(look, *top) if self.is_across else column(look, *top))
        stack.add(grid(look, buttons, across=2 if self.is_across else 1, gap="gap_small"))
        self._show(stack, self._button(self.tr("Send"), "review_send", "primary", self._on_send))

    def show_sending(self) -> None:
        """Show that the request is being put away; a moment."""
        stack = Ground(gap=self.look.px("gap"))
        self._has_step_back = False
        stack.add(Words(self.tr("One moment…"), "sentence"))
        self._show(stack)

    def show_receipt(self, code: str, *, days: int, phone: str, late: bool, demo: bool) -> None:
        """Show that the request is accepted, and what happens next."""
        look = self.look
        self._has_step_back = False
        head = Words(self.tr("Your request is safe with us."), "sentence")
        head.setObjectName("receipt_head")
        said = Ground(horizontal=True, gap=look.px("gap"))
        sign = urgency_sign(look, Tier.ROUTINE)
        sign.setFixedSize(look.px("target"), look.px("target"))
        said.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said.add(head, stretch=1)
        card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap_small"))
        card.add(Words(self.tr("Your receipt code"), "label", tone="second"))
        number = Words(code, "sentence", tone="act")
        number.setObjectName("receipt_code")
        card.add(number)
        card.add(Words(self.tr("You may write it down. It says nothing about you."), "small"))
        if demo:
            card.add(Words(self.tr("Demonstration, not a real center"), "label", tone="accent"))
        after = Ground(gap=look.px("gap"))
        after.add(Words(self.tr("What happens next"), "subheading"))
        if late:
            after.add(Words(self.tr("Safe here, but late: the front desk is faster."), "strong"))
        else:
            after.add(
                Words(self.tr("We will contact you within %n working day(s).", "", days), "strong")
            )
        after.add(
            Words(self.tr("Nobody called? Ask the front desk or call {phone}.").format(phone=phone))
        )
        stack = Ground(gap=look.px("gap_large"))
        stack.add(said, beside(look, card, after, parts=(1, 1)))
        self._show(
            stack,
            self._button(self.tr("Clear my screen"), "receipt_done", "primary", self._on_done),
        )

    def show_refused(self, phone: str) -> None:
        """Say plainly that the request was not accepted; no receipt is shown."""
        look = self.look
        self._has_step_back = False
        stack = Ground(gap=look.px("gap"))
        head = Words(self.tr("This was not sent."), "sentence")
        head.setObjectName("refused_head")
        box = Ground("today", pad=look.px("pad"), gap=look.px("gap_small"))
        box.add(
            Words(self.tr("Please go to the front desk."), "heading", tone="on-today"),
            Words(
                self.tr("They can take your request now. Or call {phone}.").format(phone=phone),
                tone="on-today",
            ),
            Words(self.tr("This screen could not keep it. Nothing is stored."), tone="on-today"),
        )
        corner = look.px("radius")
        desk = ArtView(art("help"), radius=(corner,) * 4, aspect=16 / 9 if look.is_wide else 2.0)
        words = column(look, head, box)
        plain = look.is_large_text or (look.is_wide and look.is_compact)
        stack.add(words if plain else beside(look, desk, words))
        self._show(
            stack,
            self._button(self.tr("Try again"), "review_send", "quiet", self._on_send),
            self._button(self.tr("Clear my screen"), "receipt_done", "primary", self._on_done),
        )

    def _show(self, stack: Ground, *buttons: TouchButton, narrow: bool | None = None) -> None:
        """Show a step: its column, and the buttons below it that are always in sight.

        Args:
            stack: The column.
            buttons: What stands below it.
            narrow: Whether lines stay readable on a wide screen; None where parts stand across.
        """
        while (item := self._footer.box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._footer.add(*buttons)
        self._footer.setVisible(bool(buttons))
        self.set_column(stack, narrow=not self.is_across if narrow is None else narrow)

    def _button(self, text: str, name: str, role: str, slot: object) -> TouchButton:
        button = TouchButton(self.look, text, name=name, role=role)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _on_begun(self) -> None:
        self.begun.emit()

    @Slot()
    def _on_next(self) -> None:
        self.next_touched.emit()

    @Slot()
    def _on_change(self) -> None:
        button = self.sender()
        if isinstance(button, ReviewButton):
            self.change_touched.emit(str(button.line.page))

    @Slot()
    def _on_reveal(self) -> None:
        self.reveal_touched.emit()

    @Slot()
    def _on_send(self) -> None:
        self.send_touched.emit()

    @Slot()
    def _on_done(self) -> None:
        self.done_touched.emit()
