# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Asking for a call: one thought a page, a review headed "Not sent yet", a receipt."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.forms.engine import FieldError
from kiosk.forms.engine import Page as FormPage
from kiosk.forms.model import Answers, Constraint, Item
from kiosk.languages import source_language
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.aloud import AloudPage, Reading
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.frames import Ground, beside_top, column, grid, handed, row
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.opening import OpeningPart
from kiosk.screen.widgets.paper import PaperPart, Printing
from kiosk.screen.widgets.progress import Stepper
from kiosk.screen.widgets.questions import AnswerChange, Question, is_agreement, make_question
from kiosk.screen.widgets.receipt import (
    EnoughPart,
    Promise,
    Receipt,
    ReceiptPart,
    RefusedPart,
)
from kiosk.screen.widgets.review import ReviewButton, ReviewLine
from kiosk.screen.widgets.text import Words
from kiosk.settings import Visit

RECEIPT_S = 60
"""A receipt stays as long without use before it is asked about (forms.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the form as it is shown.

    Attributes:
        page: What to ask.
        answers: What was answered so far.
        language: Language of the words.
        constraints: What must be true of the answers, in words.
        number: 1 for the first page of its part.
        count: How many pages that part has with these answers.
        is_extra: Whether it is the part that nobody needs to fill in.
        is_edit: Whether the visitor came here from the review.
        by_phone: Whether what is left out can be asked by phone.
        starts: Link id of the question whose field gets the cursor at once, empty for the first;
            None for none, so that no keys come up.
    """

    page: FormPage
    answers: Answers = field(repr=False)
    language: str
    constraints: tuple[Constraint, ...]
    number: int
    count: int
    is_extra: bool
    is_edit: bool
    by_phone: bool
    starts: str | None


class RequestPage(AloudPage):
    """The whole way of one request; the presenter says which step to show.

    Signals:
        begun: The visitor goes on from the first page.
        answer_changed: Carries an ``AnswerChange``.
        next_touched: Next on a form page.
        step_back_touched: Back inside the form.
        change_touched: An answer of the review should be changed; carries its page and link id.
        reveal_touched: Show the masked answers.
        send_touched: Send.
        another_touched: One more request, on the receipt.
        print_touched: The receipt on paper.
        done_touched: Done on the receipt.
        turned: Something else lies under the finger on the same page.
    """

    begun = Signal()
    answer_changed = Signal(AnswerChange)
    next_touched = Signal()
    step_back_touched = Signal()
    change_touched = Signal(int, str)
    reveal_touched = Signal()
    send_touched = Signal()
    another_touched = Signal()
    print_touched = Signal()
    done_touched = Signal()
    turned = Signal()

    @property
    def is_personal(self) -> bool:
        """Answers may show."""
        return True

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.REQUEST, parent)
        self._questions: list[Question] = []
        self._paper: PaperPart | None = None
        self._has_step_back = self._is_receipt = self._is_printing = False
        self._is_complete = self._is_review = self._has_keys = False
        self._starts: str | None = None
        self._here = self._next_words = ""
        self._next = self._send_now = TouchButton(look, "", name="")
        self._footer = Ground(gap=look.px("gap_small"), parent=self)
        left, right = self.sides(narrow=not self.is_across)
        half = look.px("gap_small")
        self._footer.box.setContentsMargins(left, half, right, half)
        self.outer.addWidget(self._footer)
        self.waiting()

    @property
    def _is_low(self) -> bool:
        """Whether the glass is low and the words are large."""
        return self.look.is_wide and self.look.is_large_text

    @property
    def holds_answers(self) -> bool:
        """Whether this is the review, whose answers are the visitor's own."""
        return self._is_review

    @property
    def idle_s(self) -> int:
        """A receipt holds nothing personal, and nobody needs it long, unless it is printed."""
        return RECEIPT_S if self._is_receipt and not self._is_printing else 0

    def make_room(self, *, keys: bool) -> None:
        """Put the buttons of the footer away while the keys or large words leave little room.

        The voice ends: whoever types does something else, and its strip would take their room.
        """
        self._has_keys = keys
        if keys:
            self.hush()
        self._fit_footer()

    def show_reading(
        self, reading: Reading, *, slowest: bool = False, fastest: bool = False
    ) -> None:
        """Show the strip of the voice, on the lowest glass in the place of the footer."""
        super().show_reading(reading, slowest=slowest, fastest=fastest)
        self._fit_footer()

    def _fit_footer(self) -> None:
        look, has_voice = self.look, self.reading is not Reading.OFF
        gives_way = self._has_keys and (look.is_wide or look.is_large_text)
        gives_way |= has_voice and self._is_low
        self._footer.setVisible(self._footer.box.count() > 0 and not gives_way)

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
        """Go on to the next page of the form, unless more is to be answered below the field."""
        here = QApplication.focusWidget()
        is_last = here is not None and self._questions[-1].isAncestorOf(here)
        if not (is_last or self._is_complete):
            return False
        self.next_touched.emit()
        return True

    def show_first(self, title: str, promise: Promise, limits: Visit) -> None:
        """Show what this is, before anything is asked.

        Args:
            title: Name of the form.
            promise: When the center answers.
            limits: When a quiet screen is cleared.
        """
        self._turn(back=False)
        part = OpeningPart(
            self.look,
            title,
            promise,
            limits,
            across=self.is_across,
            with_listen=self.with_listen,
        )
        self._show(part, self._button(self.tr("Start"), "request_start", "primary", self._on_begun))

    def show_step(self, step: Step) -> None:
        """Show one page of the form; the same one again stays where it was scrolled to."""
        look, language = self.look, step.language
        is_again = self._here == step.page.item.link_id
        place = self.place() if is_again else 0.0
        follow = partial(self._show_new, self._known(), self._typing()) if is_again else self.begin
        self._turn(back=True)
        self._here = step.page.item.link_id
        heading = step.page.item.text.in_language(language)
        title = Words(heading, "heading" if look.is_wide else "sentence", level=1)
        title.setObjectName("request_question")
        asked: list[QWidget] = [] if step.is_edit else [self._stepper(step)]
        asked.append(self.with_listen(title))
        asked += self.note_of(step.page.item.text.written_in(language, source_language()))
        below: list[QWidget] = []
        questions = [item for item in step.page.items if item.is_question]
        consents = len(questions) == 1 and is_agreement(questions[0])
        for item in step.page.items:
            if item.is_question:
                below.append(self._make_question(step, item, heading))
                continue
            # What is agreed to is read in full ink, before the box.
            words = Words(item.text.in_language(language), tone="" if consents else "second")
            (below if self._questions and not consents else asked).append(words)
        stack = Ground(gap=look.px("gap"))
        if self.is_across:
            parts = column(look, *asked), column(look, *below)
            stack.add(beside_top(*parts, gap=look.px("gap_large")))
        else:
            stack.add(*asked, *below)
        done = self.tr("Show my answers") if step.is_edit else self.tr("Next")
        self._next_words = done
        self._next = self._button(done, "request_next", "primary", self._on_next)
        send = (
            self.tr("Send now, tell us the rest by phone")
            if step.by_phone
            else self.tr("Send now, skip the rest")
        )
        self._send_now = self._button(send, "request_send_now", "quiet", self._on_send)
        self._send_now.hide()
        ways = (self._send_now, self._next) if look.is_wide else (self._next, self._send_now)
        self.wanted_place = place
        self._show(stack, *ways)
        self._starts = step.starts
        later(self, follow)

    def _make_question(self, step: Step, item: Item, heading: str) -> Question:
        question = make_question(
            self.look,
            item,
            step.language,
            step.answers.get(item.link_id, ()),
            headed=item.text.in_language(step.language) != heading,
            constraints=step.constraints,
        )
        question.answer_changed.connect(self.answer_changed)
        question.turned.connect(self.turned)
        self._questions.append(question)
        return question

    def _known(self) -> frozenset[str]:
        """Return the link ids of the questions that are shown."""
        return frozenset(question.item.link_id for question in self._questions)

    def _typing(self) -> str:
        """Return the link id of the question whose field has the cursor, or nothing."""
        here = QApplication.focusWidget()
        if not isinstance(here, AnyField):
            return ""
        asking = (q.item.link_id for q in self._questions if q.isAncestorOf(here))
        return next(asking, "")

    def _show_new(self, before: frozenset[str], typing: str) -> None:
        """Bring what an answer has opened into sight; who was typing goes on."""
        new = [question for question in self._questions if question.item.link_id not in before]
        for question in reversed(new[:2]):
            self.keep_visible(question)
        for question in self._questions:
            if typing == question.item.link_id and (field := question.change_focus()) is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stepper(self, step: Step) -> Stepper:
        words = self.tr("{number} of {count}")
        if step.is_extra:
            words = self.tr("If you like: {number} of {count}")
        said = words.format(number=step.number, count=step.count)
        return Stepper(self.look, step.number, step.count, said)

    def show_ways(self, *, complete: bool, skip: bool, send_now: bool) -> None:
        """Show what may be done besides answering.

        Args:
            complete: Whether nothing on the page is missing.
            skip: Whether the page may stay empty, and is.
            send_now: Whether nothing that is needed is missing, and something else is left.
        """
        self._is_complete = complete
        words = self.tr("Skip") if skip else self._next_words
        self._next.words.setText(words)
        self._next.setAccessibleName(words)
        self._send_now.setVisible(send_now)

    def show_doubts(self, doubts: tuple[FieldError, ...]) -> None:
        """Ask about answers that may be a slip; the next touch on Next goes on."""
        by_id = {doubt.link_id: doubt for doubt in doubts}
        for question in reversed(self._questions):
            if (doubt := by_id.get(question.item.link_id)) is not None:
                question.show_doubt(doubt)
                later(question, partial(self.keep_visible, question.doubt_part() or question))

    def begin(self) -> None:
        """Put the cursor where the step wants it, which brings the keys up."""
        wanted = self._starts
        if wanted is None:
            return
        for question in self._questions:
            if wanted not in {"", question.item.link_id}:
                continue
            field = question.change_focus() if wanted else question.first_focus()
            if wanted:
                self.keep_visible(question)
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
            if field is not None or wanted:
                return

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
        self._turn(back=True, review=True)
        stack = Ground(gap=look.px("gap"))
        low = self.is_across and look.is_compact
        head = Words(self.tr("Not sent yet"), "heading" if low else "sentence", level=1)
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
        stack.add(self.with_listen(head), row(look, *top) if self.is_across else column(look, *top))
        stack.add(grid(look, buttons, across=2 if self.is_across else 1, gap="gap_small"))
        self._show(stack, self._button(self.tr("Send"), "review_send", "primary", self._on_send))

    def show_sending(self) -> None:
        """Show that the request is being put away; a moment."""
        stack = Ground(gap=self.look.px("gap"))
        self._turn(back=False)
        stack.add(Words(self.tr("One moment…"), "sentence", level=1))
        self._show(stack)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show that the request is accepted, and what happens next."""
        self._turn(back=False, receipt=True)
        part = ReceiptPart(self.look, receipt, with_listen=self.with_listen)
        part.paper.print_touched.connect(self.print_touched)
        self._paper = part.paper
        buttons = [
            self._button(self.tr("Clear my screen"), "receipt_done", "primary", self._on_done)
        ]
        if receipt.may_ask_again:
            again = self.tr("Ask for something else")
            buttons.insert(0, self._button(again, "receipt_another", "quiet", self._on_another))
        self._show(part, *buttons, narrow=False)

    def show_paper(self, printing: Printing | None, *, ready: bool) -> None:
        """Show on the receipt whether it can be printed, and what became of the wish."""
        if self._paper is not None:
            self._paper.follow(printing, ready=ready)
            self._is_printing = printing is Printing.PRINTING

    def show_refused(self, phone: str) -> None:
        """Say plainly that the request was not accepted; no receipt is shown."""
        self._turn(back=False)
        # What is strong keeps the answers, as everywhere.
        again = self._button(self.tr("Try again"), "review_send", "primary", self._on_send)
        clear = self._button(self.tr("Clear my screen"), "receipt_done", "quiet", self._on_done)
        ways = (clear, again) if self.look.is_wide else (again, clear)
        self._show(RefusedPart(self.look, phone, with_listen=self.with_listen), *ways)

    def show_enough(self, phone: str) -> None:
        """Say that this visit has sent as many requests as it may, and who takes more."""
        self._turn(back=False)
        self._show(EnoughPart(self.look, phone))

    def _turn(self, *, back: bool, receipt: bool = False, review: bool = False) -> None:
        """Forget the step before, and read no more of it."""
        self.read_nothing()
        self._has_step_back, self._is_receipt, self._is_review = back, receipt, review
        self._here = ""
        self._questions = []
        self._paper = None
        self._is_printing = False

    def _show(self, stack: Ground, *buttons: TouchButton, narrow: bool | None = None) -> None:
        """Show a step: its column, and the buttons below it that are always in sight.

        Args:
            stack: The column.
            buttons: What stands below it, on a wide screen the one that is touched most last.
            narrow: Whether lines stay readable on a wide screen; None where parts stand across.
        """
        while (item := self._footer.box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._is_low and len(buttons) > 1:
            # Together they would leave no room for what they are about.
            *others, main = buttons
            stack.add(*others)
            self._footer.add(main)
        elif self.look.is_wide and len(buttons) > 1:
            self._footer.add(row(self.look, *handed(self.look, *buttons)))
        else:
            self._footer.add(*buttons)
        self._fit_footer()
        self.read(stack)
        self.set_column(stack, narrow=not self.is_across if narrow is None else narrow)

    def _button(self, text: str, name: str, role: str, slot: object) -> TouchButton:
        is_main = role == "primary" and not self.look.is_wide
        target = "target_large" if is_main else "target"
        button = TouchButton(self.look, text, name=name, role=role, target=target)
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
            self.change_touched.emit(button.line.page, button.line.link_id)

    @Slot()
    def _on_reveal(self) -> None:
        self.reveal_touched.emit()

    @Slot()
    def _on_send(self) -> None:
        self.send_touched.emit()

    @Slot()
    def _on_another(self) -> None:
        self.another_touched.emit()

    @Slot()
    def _on_done(self) -> None:
        self.done_touched.emit()
