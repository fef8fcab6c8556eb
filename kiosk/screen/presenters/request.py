# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Carries requests from the first question to the sealed envelope in the mail slot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.faults import InputFault
from kiosk.forms.contact_points import warm_up
from kiosk.forms.engine import Page as FormPage
from kiosk.forms.load import load_form
from kiosk.forms.model import Form
from kiosk.library.codes import Modules, call_code, modules_of
from kiosk.library.facts import form_facts, unbroken
from kiosk.queue.accept import Filled, accept
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.pages.ask import AskPage
from kiosk.screen.pages.offices import OfficesPage
from kiosk.screen.pages.request import RequestPage, Step
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.presenters.draft import FIRST, REVIEW, Draft, Mend
from kiosk.screen.presenters.hours import answer_by
from kiosk.screen.presenters.paper import PaperDesk
from kiosk.screen.route import ABOUT
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.questions import AnswerChange
from kiosk.screen.widgets.receipt import Promise, Receipt
from kiosk.screen.widgets.review import ReviewLine
from kiosk.screen.widgets.said import masked, said
from kiosk.session.messages import Configure, PrintSlip, RequestStored, Standing

MOST_REQUESTS = 2
"""Requests of one visit: enough for a couple, too few for mischief. Source: issue 6."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the worker brings for a form: the form, what it is about, the code of the phone."""

    form: Form
    about: str
    call: Modules


class RequestDesk(QObject):
    """The requests of one visit; lives as long as the visit.

    What was answered in one form stays while the visitor looks into another.

    Args:
        config: Slot, recipients and the center's promises.
        jobs: The worker, which reads forms and writes envelopes.
        choices: The visit's language.
        read_form: Gives a form's bytes by name; called on the worker.
        paper: The way to the printer, for the slip.
        read_about: Gives what an article is about in a language; called on the worker.

    Attributes:
        late: Whether requests are overdue.
        aloud: Reads pages aloud, where this screen has a voice.

    Signals:
        request_stored: The envelope lies durably in the slot; carries ``RequestStored``.
        finished: The visitor is done with the receipt.
        another_wanted: The visitor wants to choose one more request.
        step_changed: Another step is shown; Back may lead elsewhere.
    """

    request_stored = Signal(RequestStored)
    finished = Signal()
    another_wanted = Signal()
    step_changed = Signal()

    def __init__(
        self,
        config: Configure,
        jobs: JobRunner,
        choices: VisitChoices,
        read_form: Callable[[str], bytes],
        parent: QObject,
        *,
        paper: PaperDesk,
        read_about: Callable[[str, str], str],
    ) -> None:
        super().__init__(parent)
        self._config, self._jobs, self._choices = config, jobs, choices
        self._read_form, self._read_about = read_form, read_about
        self._paper = paper
        paper.changed.connect(self._follow_paper)
        self._drafts: dict[str, Draft] = {}
        self._carried: dict[str, tuple[str, str]] = {}
        self._name = ""
        self._sent = 0
        self._call: Modules = ()
        self._sending: Draft | None = None
        self.late = False
        self.aloud: AloudDesk | None = None
        self._shown: RequestPage | None = None
        self._offices: OfficesPage | None = None

    def make(self, ref: str, look: Look) -> Page:
        """Return the form that is asked for, or the choice where there is one to be made.

        Args:
            ref: Name of the form, and the article that led there (`route.request`).
            look: The look of this visit.
        """
        offered, center = self._config.requests.offered, self._config.center
        name, _, about = ref.partition(ABOUT)
        if len(offered) == 1 and (name or not center.offices.is_given):
            return self._make_form(offered[0], about, look)
        if name in offered:
            return self._make_form(name, about, look)
        if self._sent >= MOST_REQUESTS:
            return self._make_form("", about, look)
        return AskPage(look, offered, about=about, offices=center.offices.is_given)

    def make_offices(self, look: Look) -> OfficesPage:
        """Return the page for doctors' offices; the code of their address is on its way."""
        offices = self._config.center.offices
        whole = msgspec.structs.replace(
            offices, fax=unbroken(offices.fax), phone=unbroken(offices.phone)
        )
        self._offices = page = OfficesPage(look, whole)
        if offices.portal:
            self._jobs.run("offices", lambda: modules_of(offices.portal), self._on_portal)
        return page

    @Slot(Outcome)
    def _on_portal(self, outcome: Outcome) -> None:
        if (page := living(self._offices)) is not None and outcome.fault is None:
            page.show_code(outcome.value)

    def _make_form(self, name: str, about: str, look: Look) -> RequestPage:
        """Return the page of a form, at the step where this visit is."""
        page = RequestPage(look)
        page.begun.connect(self._on_begun)
        page.answer_changed.connect(self._on_answer)
        page.next_touched.connect(self._on_next)
        page.step_back_touched.connect(self._on_step_back)
        page.change_touched.connect(self._on_change)
        page.reveal_touched.connect(self._on_reveal)
        page.send_touched.connect(self._on_send)
        page.another_touched.connect(self._on_another)
        page.print_touched.connect(self._on_print)
        page.turned.connect(self.step_changed)
        page.done_touched.connect(self.finished)
        if self.aloud is not None:
            self.aloud.attend(page)
        self._shown, self._name = page, name
        draft = self._drafts.get(name)
        if draft is not None:
            draft.speak(self._choices.language)
        if draft is not None or self._sent >= MOST_REQUESTS:
            self._show()
        carried = (about, self._choices.language)
        is_news = self._carried.get(name) != carried
        if self._sent < MOST_REQUESTS and (draft is None or is_news):
            self._carried[name] = carried
            self._fetch(name, draft.form if draft else None, *carried)
        return page

    def _fetch(self, name: str, known: Form | None, article: str, language: str) -> None:
        center, call = self._config.center, self._call

        def work() -> _Read:
            form = known
            if form is None:
                form = load_form(self._read_form(name), f"forms/{name}.json")
                warm_up()
                form = form.filled(form_facts(center))
            code = call or modules_of(call_code(center.phone))
            return _Read(form, self._about(article, language), code)

        self._jobs.run("form", work, partial(self._on_form, name))

    def _about(self, article: str, language: str) -> str:
        """Return what an article is about, empty for none; runs on the worker."""
        try:
            return self._read_about(article, language) if article else ""
        except LookupError:
            return ""

    @property
    def _page(self) -> RequestPage | None:
        return living(self._shown)

    @property
    def _draft(self) -> Draft | None:
        return self._drafts.get(self._name)

    def forget(self) -> None:
        """Drop every answer: the visit is over."""
        for draft in self._drafts.values():
            draft.forget()

    def has_unsent(self) -> bool:
        """Return whether answers would be lost by clearing now."""
        return any(draft.has_unsent for draft in self._drafts.values())

    def is_sending(self) -> bool:
        """Return whether a request is being put away at this moment."""
        return self._sending is not None

    def _on_form(self, name: str, outcome: Outcome) -> None:
        is_shown, draft = name == self._name, self._drafts.get(name)
        if outcome.fault is not None:
            self._carried.pop(name, None)
            if is_shown and draft is None and (page := self._page) is not None:
                page.show_missing()
            return
        read: _Read = outcome.value
        self._call = read.call
        if is_new := draft is None:
            draft = self._drafts[name] = Draft(read.form, self._choices.language)
        if (draft.carry(read.about) or is_new) and is_shown:
            self._show()

    # Steps

    def _show(self) -> None:
        page, draft = self._page, self._draft
        if page is None:
            return
        if draft is None:
            page.show_enough(unbroken(self._config.center.phone))
        elif draft.code:
            page.show_receipt(self._receipt(draft))
            self._follow_paper()
        elif self._sending is draft:
            page.show_sending()
        elif draft.is_refused:
            page.show_refused(unbroken(self._config.center.phone))
        elif draft.step == REVIEW:
            page.show_review(
                _review_lines(draft, self._choices.language), revealed=draft.is_revealed
            )
        elif draft.step == FIRST:
            title = draft.form.title.in_language(self._choices.language)
            page.show_first(title, self._promise(), self._config.visit)
        elif (questions := draft.page) is not None:
            page.show_step(self._step(draft, questions))
            self._offer(page, draft)
        self.step_changed.emit()

    def _step(self, draft: Draft, questions: FormPage) -> Step:
        progress = draft.progress
        starts = draft.edited or ("" if not draft.may_skip else None)
        return Step(
            page=questions,
            answers=draft.answers,
            language=self._choices.language,
            constraints=draft.constraints,
            number=progress.number,
            count=progress.count,
            is_extra=progress.is_extra,
            is_edit=draft.is_editing,
            by_phone=draft.has_phone,
            starts=starts,
        )

    def _offer(self, page: RequestPage, draft: Draft) -> None:
        """Offer what may be done with the page besides answering it."""
        page.show_ways(
            complete=draft.is_page_complete,
            skip=draft.may_skip,
            send_now=draft.may_send_now,
        )

    def _promise(self) -> Promise:
        center = self._config.center
        return Promise(
            by="" if self.late else answer_by(center, datetime.now().astimezone()),
            days=center.answer_within_days,
            late=self.late,
        )

    def _receipt(self, draft: Draft) -> Receipt:
        center = self._config.center
        return Receipt(
            code=draft.code,
            is_here=draft.is_here,
            promise=self._promise(),
            guide=center.guide_title,
            phone=unbroken(center.phone),
            call=self._call,
            demo=self._config.standing is Standing.DEMO,
            may_ask_again=self._sent < MOST_REQUESTS,
        )

    @Slot()
    def _on_begun(self) -> None:
        if (draft := self._draft) is not None:
            draft.begin()
            self._show()

    @Slot(AnswerChange)
    def _on_answer(self, change: AnswerChange) -> None:
        draft, page = self._draft, self._page
        if draft is None or page is None:
            return
        if draft.answer(change.link_id, change.values):
            self._show()
        elif draft.step > FIRST:
            self._offer(page, draft)

    @Slot()
    def _on_next(self) -> None:
        if (draft := self._draft) is not None:
            self._mend(draft.go_on())

    def _mend(self, mend: Mend) -> None:
        """Show what is in the way, or the step that was reached."""
        page = self._page
        if not mend or page is None:
            self._show()
        elif mend.errors:
            page.show_errors(mend.errors)
        else:
            page.show_doubts(mend.doubts)

    @Slot()
    def _on_step_back(self) -> None:
        if (draft := self._draft) is not None:
            draft.go_back()
            self._show()

    @Slot(int, str)
    def _on_change(self, step: int, link_id: str) -> None:
        if (draft := self._draft) is not None:
            draft.edit(step, link_id)
            self._show()

    @Slot()
    def _on_reveal(self) -> None:
        if (draft := self._draft) is not None:
            draft.is_revealed = True
            self._show()

    @Slot()
    def _on_another(self) -> None:
        """Make room for one more request; what was sent is no longer here anyway."""
        self._drafts = {name: draft for name, draft in self._drafts.items() if not draft.code}
        self.another_wanted.emit()

    # The slip

    def _slip(self, draft: Draft) -> PrintSlip:
        return PrintSlip(draft.code, self._choices.language, self.late)

    @Slot()
    def _on_print(self) -> None:
        if (draft := self._draft) is not None and draft.code:
            self._paper.ask(self._slip(draft))

    @Slot()
    def _follow_paper(self) -> None:
        page, draft = self._page, self._draft
        if page is not None and draft is not None and draft.code:
            page.show_paper(self._paper.state_of(self._slip(draft)), ready=self._paper.is_ready)

    # Sending

    @Slot()
    def _on_send(self) -> None:
        draft, config = self._draft, self._config
        if draft is None or draft.code or self._sending is not None:
            return
        self._sending = draft
        self._show()
        filled = Filled(draft.form, draft.answers, self._choices.language, draft.request_id)
        slot, recipients = Path(config.slot), config.recipients

        def work() -> str:
            return accept(filled, slot=slot, recipients=recipients, now=datetime.now(UTC))

        self._jobs.run("send", work, self._on_sent)

    @Slot(Outcome)
    def _on_sent(self, outcome: Outcome) -> None:
        draft, self._sending = self._sending, None
        if draft is None:
            return
        if isinstance(outcome.fault, InputFault) and (mend := draft.mend_first()):
            self._show()
            self._mend(mend)
            return
        draft.sent(outcome.value if isinstance(outcome.value, str) else "")
        self._sent += bool(draft.code)
        self._show()
        if draft.code:
            if (page := self._page) is not None:
                page.window().repaint()
            # Said once the receipt is on the glass: until then nobody may have seen one.
            kind = next((name for name, one in self._drafts.items() if one is draft), "")
            self.request_stored.emit(RequestStored(draft.request_id, draft.code, kind))


def _review_lines(draft: Draft, language: str) -> tuple[ReviewLine, ...]:
    """Return a line for each answer; masked until the visitor wants to see it."""
    shows = said if draft.is_revealed else masked
    return tuple(
        ReviewLine(
            link_id=given.item.link_id,
            question=given.item.text.in_language(language),
            shown=", ".join(shows(given.item, value, language) for value in given.values),
            full=", ".join(said(given.item, value, language) for value in given.values),
            page=given.step,
        )
        for given in draft.given()
    )
