# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Carries one request from the first question to the sealed envelope in the mail slot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.faults import InputFault
from kiosk.forms.contact_points import masked_email, masked_phone, shown_phone, warm_up
from kiosk.forms.engine import answered, check_page, initial_answers
from kiosk.forms.engine import pages as form_pages
from kiosk.forms.load import load_form
from kiosk.forms.model import Answers, EntryKind, Form, Item, Value
from kiosk.forms.respond import canonical_bytes, response, stored_value
from kiosk.library.facts import form_facts, unbroken
from kiosk.queue.envelope import Label, RequestId, new_request_id, receipt_code, seal_request
from kiosk.queue.slot import MailSlot
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.pages.request import RequestPage, ReviewLine
from kiosk.screen.route import ABOUT
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.questions import AnswerChange
from kiosk.session.messages import Configure, RequestStored, Standing

ABOUT_ITEM = "about"
"""Link id of the optional question that an article answers beforehand."""
REVIEW = -1
"""Step of the review page; 0 is the first page, 1 the first page of questions."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """What became of a request: its receipt code, empty when it was not accepted."""

    code: str


class RequestDesk(QObject):
    """One request of one visit; lives as long as the visit.

    Args:
        config: Slot, recipients and the center's promises.
        jobs: The worker, which reads the form and writes the envelope.
        choices: The visit's language.
        read_form: Gives a form's bytes by name; called on the worker.
        read_about: Gives what an article is about in a language; called on the worker.

    Signals:
        request_stored: The envelope lies durably in the slot; carries ``RequestStored``.
        finished: The visitor is done with the receipt.
        step_changed: Another step is shown; Back may lead elsewhere.
    """

    request_stored = Signal(RequestStored)
    finished = Signal()
    step_changed = Signal()

    def __init__(
        self,
        config: Configure,
        jobs: JobRunner,
        choices: VisitChoices,
        read_form: Callable[[str], bytes],
        parent: QObject,
        *,
        read_about: Callable[[str, str], str],
    ) -> None:
        super().__init__(parent)
        self._config, self._jobs, self._choices = config, jobs, choices
        self._read_form, self._read_about = read_form, read_about
        self._carried: tuple[str, str] = ("", "")
        self._carried_words = ""
        self._form: Form | None = None
        self._name = ""
        self._request_id: RequestId = new_request_id()
        self._answers = self._initial = self._before_edit = Answers()
        self._step = 0
        self._editing = self._revealed = self._sending = self.late = False
        self._sent: _Sent | None = None
        self._shown: RequestPage | None = None

    def make(self, ref: str, look: Look) -> RequestPage:
        """Return the page of a form, at the step where this visit is.

        Args:
            ref: Name of the form, and the article that led there (`route.request`).
            look: The look of this visit.
        """
        name, _, about = ref.partition(ABOUT)
        carried, language = (about, self._choices.language), self._choices.language
        page = RequestPage(look)
        page.begun.connect(self._on_begun)
        page.answer_changed.connect(self._on_answer)
        page.next_touched.connect(self._on_next)
        page.step_back_touched.connect(self._on_step_back)
        page.change_touched.connect(self._on_change)
        page.reveal_touched.connect(self._on_reveal)
        page.send_touched.connect(self._on_send)
        page.done_touched.connect(self.finished)
        self._shown = page
        known = self._form if self._name == name else None
        if known is not None:
            self._show()
        if known is None or carried != self._carried:
            self._name, self._carried = name, carried
            filled_in = self._facts()

            def work() -> tuple[Form, str]:
                form = known
                if form is None:
                    form = load_form(self._read_form(name), f"forms/{name}.json")
                    warm_up()
                    form = form.filled(filled_in)
                return form, self._about(about, language)

            self._jobs.run("form", work, self._on_form)
        return page

    def _about(self, article: str, language: str) -> str:
        """Return what an article is about, empty for none; runs on the worker."""
        try:
            return self._read_about(article, language) if article else ""
        except LookupError:
            return ""

    @property
    def _page(self) -> RequestPage | None:
        return living(self._shown)

    def forget(self) -> None:
        """Drop every answer: the visit is over."""
        self._answers = self._initial = self._before_edit = Answers()
        self._carried_words = ""

    def has_unsent(self) -> bool:
        """Return whether answers would be lost by clearing now."""
        if self._form is None or (self._sent and self._sent.code):
            return False
        return dict(self._answers) != dict(self._initial)

    def is_sending(self) -> bool:
        """Return whether a request is being put away at this moment."""
        return self._sending

    def _facts(self) -> dict[str, str]:
        return form_facts(self._config.center)

    @Slot(Outcome)
    def _on_form(self, outcome: Outcome) -> None:
        if outcome.fault is None:
            form, words = outcome.value
            is_new = form is not self._form
            if is_new:
                self._form = form
                self._request_id = new_request_id()
                self._initial = initial_answers(form, self._choices.language)
                self._answers, self._carried_words = self._initial, ""
            if self._carry(words) or is_new:
                self._show()
        elif (page := self._page) is not None:
            self._carried = ("", "")
            page.show_missing()

    def _carry(self, words: str) -> bool:
        """Answer what the request is about, as long as the visitor has not done so.

        Other words came from where the form was opened before, or in another language: they give
        way to these.

        Returns:
            Whether what is shown has changed.
        """
        form = self._form
        items = form.walk() if form is not None else ()
        item = next((one for one in items if one.link_id == ABOUT_ITEM), None)
        if item is None or (self._sent and self._sent.code):
            return False
        before = (self._carried_words,) if self._carried_words else ()
        self._carried_words = words = words[: item.max_length]
        values = (words,) if words else ()
        if values == before or self._answers.get(ABOUT_ITEM, ()) != before:
            return False
        self._answers = answered(self._answers, ABOUT_ITEM, values)
        self._initial = answered(self._initial, ABOUT_ITEM, values)
        return self._step != 0

    # Steps

    def _show(self) -> None:
        page, form = self._page, self._form
        if page is None or form is None:
            return
        language, center = self._choices.language, self._config.center
        steps = form_pages(form, self._answers)
        if self._sent is not None:
            self._show_sent(page)
        elif self._sending:
            page.show_sending()
        elif self._step == REVIEW:
            page.show_review(self._review(), revealed=self._revealed)
        elif self._step == 0:
            page.show_first(
                form.title.in_language(language), days=center.answer_within_days, late=self.late
            )
        else:
            self._step = min(self._step, len(steps))
            page.show_step(
                steps[self._step - 1],
                self._answers,
                language,
                number=self._step,
                count=len(steps),
            )
        self.step_changed.emit()

    def _show_sent(self, page: RequestPage) -> None:
        center = self._config.center
        if self._sent is not None and self._sent.code:
            page.show_receipt(
                self._sent.code,
                days=center.answer_within_days,
                phone=unbroken(center.phone),
                late=self.late,
                demo=self._config.standing is Standing.DEMO,
            )
        else:
            page.show_refused(unbroken(center.phone))

    @Slot()
    def _on_begun(self) -> None:
        self._step = 1
        self._show()

    @Slot(AnswerChange)
    def _on_answer(self, change: AnswerChange) -> None:
        form = self._form
        if form is None:
            return
        before = form_pages(form, self._answers)
        self._answers = answered(self._answers, change.link_id, change.values)
        after = form_pages(form, self._answers)
        if self._step > 0 and before[self._step - 1].items != after[self._step - 1].items:
            self._show()

    @Slot()
    def _on_next(self) -> None:
        form, page = self._form, self._page
        if form is None or page is None:
            return
        steps = form_pages(form, self._answers)
        errors = check_page(form, steps[self._step - 1], self._answers)
        if errors:
            page.show_errors(errors)
            return
        self._step = self._following(len(steps))
        self._show()

    def _following(self, count: int) -> int:
        """Return the step after this one: review when it is the last, or when editing from it."""
        form = self._form
        if form is None:
            return 0
        steps = form_pages(form, self._answers)
        if self._editing:
            for number in range(self._step + 1, count + 1):
                if check_page(form, steps[number - 1], self._answers):
                    return number
            self._editing = False
            return REVIEW
        return self._step + 1 if self._step < count else REVIEW

    @Slot()
    def _on_step_back(self) -> None:
        count = len(form_pages(self._form, self._answers)) if self._form else 0
        if self._step == REVIEW:
            self._step = count
        elif self._editing:
            self._answers = self._before_edit
            self._step, self._editing = REVIEW, False
        else:
            self._step = max(0, self._step - 1)
        self._show()

    @Slot(str)
    def _on_change(self, number: str) -> None:
        self._step, self._editing, self._revealed = int(number), True, False
        self._before_edit = self._answers
        self._show()

    @Slot()
    def _on_reveal(self) -> None:
        self._revealed = True
        self._show()

    def _review(self) -> tuple[ReviewLine, ...]:
        form = self._form
        if form is None:
            return ()
        language = self._choices.language
        lines = []
        for number, page in enumerate(form_pages(form, self._answers), start=1):
            for item in page.items:
                values = self._answers.get(item.link_id, ())
                if item.is_question and values:
                    full = ", ".join(_plain(item, value, language) for value in values)
                    shown = full if self._revealed else _masked(item, values[0], full)
                    question = item.text.in_language(language)
                    lines.append(ReviewLine(item.link_id, question, shown, full, number))
        return tuple(lines)

    # Sending

    @Slot()
    def _on_send(self) -> None:
        form, page = self._form, self._page
        if form is None or page is None or self._sending or (self._sent and self._sent.code):
            return
        self._sending, self._sent = True, None
        self._show()
        answers, request_id = self._answers, self._request_id
        language, config = self._choices.language, self._config

        def work() -> str:
            now = datetime.now(UTC)
            resource = response(
                form, answers, request_id=request_id, authored_at=now, language=language
            )
            label = Label.of(
                request_id,
                created_at=now,
                form=form.url,
                form_version=form.version,
                form_sha256=form.digest,
            )
            sealed = seal_request(label, canonical_bytes(resource), config.recipients)
            MailSlot(Path(config.slot)).put(sealed)
            return receipt_code(request_id)

        self._jobs.run("send", work, self._on_sent)

    @Slot(Outcome)
    def _on_sent(self, outcome: Outcome) -> None:
        self._sending = False
        if isinstance(outcome.fault, InputFault) and self._mend_first():
            return
        self._sent = _Sent(outcome.value if isinstance(outcome.value, str) else "")
        if self._sent.code:
            self._answers = Answers()
            self.request_stored.emit(RequestStored(self._request_id, self._sent.code))
        self._show()

    def _mend_first(self) -> bool:
        """Show the first page that holds something to mend, and what; False when none does."""
        form = self._form
        for number, step in enumerate(form_pages(form, self._answers) if form else (), start=1):
            errors = check_page(form, step, self._answers) if form else ()
            if errors:
                self._step, self._editing, self._before_edit = number, True, self._answers
                self._show()
                if (page := self._page) is not None:
                    page.show_errors(errors)
                return True
        return False


def _plain(item: Item, value: Value, language: str) -> str:
    option = item.option(value)
    if option is not None:
        return option.display.in_language(language)
    if item.entry_kind is EntryKind.PHONE:
        return shown_phone(str(stored_value(item, value)))
    return str(value)


def _masked(item: Item, value: Value, full: str) -> str:
    match item.entry_kind:
        case EntryKind.PHONE:
            return masked_phone(str(stored_value(item, value)))
        case EntryKind.EMAIL:
            return masked_email(str(stored_value(item, value)))
        case _:
            return full
