# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One request while it is being made: its answers, and where in its form the visitor stands.

Decides only; no Qt, no disk. The desk (`request.py`) shows what it says and carries it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.forms import engine
from kiosk.forms.checks import FieldError
from kiosk.forms.engine import Page
from kiosk.forms.model import Answers, Coding, Constraint, Form, Item, Value
from kiosk.queue.envelope import RequestId, new_request_id

PHONE_ITEM, HOW_ITEM, HERE = "phone", "how", "here"
"""Link ids of the phone and of the way to reach the visitor, and the code for a talk here."""
ABOUT_ITEM = "about"
"""Link id of the optional question that an article answers beforehand."""
FIRST = 0
"""Step before the first question; 1 is the first page of questions."""
REVIEW = -1
"""Step of the review page."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What stands in the way of the next step: errors, or else what is asked about once."""

    errors: tuple[FieldError, ...] = ()
    doubts: tuple[FieldError, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.errors or self.doubts)


@dataclass(frozen=True, slots=True)
class Progress:
    """Step ``number`` of ``count``, of the needed questions or of the further ones."""

    number: int
    count: int
    is_extra: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An answered question, and the step that asked it."""

    item: Item
    values: tuple[Value, ...]
    step: int


class Draft:
    """A form that is being filled in; ``repr`` tells nothing of it.

    Args:
        form: The form, with the center's facts filled in.
        language: Language of the visit at its beginning.
        today: The day, in the center's own time; None for what the clock says.

    Attributes:
        request_id: Made when the form opens, so that sending twice is one request.
        step: `FIRST`, `REVIEW`, or a page of questions from 1 on.
        is_revealed: Whether the review shows what is masked.
        edited: Link id of the answer that is being changed from the review, or empty.
        is_here: Whether an accepted request asks for a talk here, not for a call.
        code: Its receipt code once it was accepted; empty before.
        is_refused: Whether the last try to put it away failed.
    """

    def __init__(self, form: Form, language: str, today: date | None = None) -> None:
        self.form = form
        self.request_id: RequestId = new_request_id()
        self.answers = self._initial = engine.initial_answers(form, language, today=today)
        self._language = language
        self.step = FIRST
        self.is_revealed = self.is_refused = False
        self.code = ""
        self._carried_words = ""
        self._before_edit: Answers | None = None
        self.edited = ""
        self.is_here = False
        self._asked: frozenset[FieldError] = frozenset()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of questions, as the answers have it now."""
        return engine.pages(self.form, self.answers)

    @property
    def page(self) -> Page | None:
        """The page of questions that is shown, or None on the first page and the review."""
        pages = self.pages
        if self.step < 1:
            return None
        self.step = min(self.step, len(pages))
        return pages[self.step - 1]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What must be true of the answers, and how to say that it is not."""
        return (*self.form.constraints, *(c for i in self.form.walk() for c in i.constraints))

    @property
    def is_editing(self) -> bool:
        """Whether the visitor came to this page from the review."""
        return self._before_edit is not None

    @property
    def has_unsent(self) -> bool:
        """Whether clearing now would lose answers."""
        return not self.code and dict(self.answers) != dict(self._initial)

    @property
    def has_phone(self) -> bool:
        """Whether the visitor can be asked for more by phone."""
        return bool(self.answers.get(PHONE_ITEM))

    @property
    def may_send_now(self) -> bool:
        """Whether the rest, of which there is some, can be left out."""
        is_last = self.step >= len(self.pages)
        return not (self.is_editing or is_last) and self.can_send

    @property
    def can_send(self) -> bool:
        """Whether nothing that is needed is missing any more."""
        return engine.is_complete(self.form, self.answers)

    @property
    def is_page_complete(self) -> bool:
        """Whether the page that is shown could be left now."""
        page = self.page
        return page is not None and not engine.check_page(self.form, page, self.answers)

    @property
    def may_skip(self) -> bool:
        """Whether the page asks for nothing that is needed and holds no answer yet."""
        page = self.page
        return (
            page is not None
            and engine.is_optional(page)
            and not any(self.answers.get(item.link_id) for item in page.items)
        )

    @property
    def progress(self) -> Progress:
        """How far the page that is shown is; needed questions stand first."""
        pages = self.pages
        needed = len(pages)
        while needed > 1 and engine.is_optional(pages[needed - 1]):
            needed -= 1
        if self.step > needed:
            return Progress(self.step - needed, len(pages) - needed, is_extra=True)
        return Progress(self.step, needed, is_extra=False)

    def begin(self) -> None:
        """Go on to the first question."""
        self.step = 1

    def speak(self, language: str) -> None:
        """Let answers that came from the visit's language follow it, as long as nobody chose."""
        before, self._language = self._language, language
        if before == language:
            return

        def follow(answers: Answers) -> Answers:
            return engine.relanguaged(self.form, answers, before, language)

        self.answers, self._initial = follow(self.answers), follow(self._initial)
        if self._before_edit is not None:
            self._before_edit = follow(self._before_edit)

    def carry(self, words: str) -> bool:
        """Answer what the request is about, as long as the visitor has not done so.

        Other words came from where the form was opened before, or in another language: they give
        way to these.

        Returns:
            Whether what is shown has changed.
        """
        item = next((one for one in self.form.walk() if one.link_id == ABOUT_ITEM), None)
        if item is None or self.code:
            return False
        before = (self._carried_words,) if self._carried_words else ()
        self._carried_words = words = words[: item.max_length]
        values = (words,) if words else ()
        if values == before or self.answers.get(ABOUT_ITEM, ()) != before:
            return False
        self.answers = engine.answered(self.answers, ABOUT_ITEM, values)
        self._initial = engine.answered(self._initial, ABOUT_ITEM, values)
        return self.step != FIRST

    def answer(self, link_id: str, values: tuple[Value, ...]) -> bool:
        """Keep an answer; return whether other questions stand on the page now."""
        before = self.page
        self.answers = engine.answered(self.answers, link_id, values)
        self._asked = frozenset(doubt for doubt in self._asked if doubt.link_id != link_id)
        after = self.page
        return before is not None and (after is None or before.items != after.items)

    def go_on(self) -> Mend:
        """Go to the next step, unless something must be mended or is asked about first.

        A doubt is asked about once for the same answer; the next touch passes.
        """
        page = self.page
        if page is None:
            return Mend()
        if errors := engine.check_page(self.form, page, self.answers):
            return Mend(errors=errors)
        if doubts := self._new_doubts(page):
            return Mend(doubts=doubts)
        self.step = self._following()
        return Mend()

    def _new_doubts(self, page: Page) -> tuple[FieldError, ...]:
        found = engine.doubts(self.form, page, self.answers)
        new = tuple(doubt for doubt in found if doubt not in self._asked)
        self._asked |= frozenset(found)
        return new

    def _following(self) -> int:
        """Return the step after this one: the review after the last, or when editing from it."""
        count = len(self.pages)
        if not self.is_editing:
            return self.step + 1 if self.step < count else REVIEW
        for number in range(self.step + 1, count + 1):
            if engine.check_page(self.form, self.pages[number - 1], self.answers):
                return number
        self._end_edit()
        return REVIEW

    def _end_edit(self) -> None:
        self._before_edit, self.edited, self.step = None, "", REVIEW

    def go_back(self) -> None:
        """Go one step back; an edit from the review is kept where it can be, else undone."""
        if self.step == REVIEW:
            self.step = len(self.pages)
        elif self._before_edit is not None:
            if not self.can_send:
                self.answers = self._before_edit
            self._end_edit()
        else:
            self.step = max(FIRST, self.step - 1)

    def edit(self, step: int, link_id: str = "") -> None:
        """Go from the review to the page ``step``; the next one leads back to the review.

        Args:
            step: The page.
            link_id: The question to change; empty for any.
        """
        self.step, self._before_edit, self.is_revealed = step, self.answers, False
        self.edited = link_id

    def mend_first(self) -> Mend:
        """Go to the first page with something to mend; nothing when there is none."""
        for number, page in enumerate(self.pages, start=1):
            if errors := engine.check_page(self.form, page, self.answers):
                self.edit(number)
                return Mend(errors=errors)
        return Mend()

    def given(self) -> Iterator[Given]:
        """Yield every answer of the pages, in their order."""
        for step, page in enumerate(self.pages, start=1):
            for item in page.items:
                values = self.answers.get(item.link_id, ())
                if item.is_question and values:
                    yield Given(item, values, step)

    def sent(self, code: str) -> None:
        """Note what became of it: its receipt code, empty when it was not accepted.

        The answers of an accepted request are gone from here.
        """
        self.code, self.is_refused = code, not code
        if code:
            how = self.answers.get(HOW_ITEM, ())
            self.is_here = any(isinstance(one, Coding) and one.code == HERE for one in how)
            self.forget()

    def forget(self) -> None:
        """Drop every answer."""
        self.answers = self._initial = Answers(today=self.answers.today)
        self._before_edit = None
        self._carried_words = ""
        self._asked = frozenset()
