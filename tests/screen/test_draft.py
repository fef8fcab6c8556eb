# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A request while it is being made, without a screen."""

import pytest

from kiosk.forms.model import Form, Value
from kiosk.screen.presenters.draft import FIRST, REVIEW, Draft
from tests.support.forms import constraint, contact_form, form_of, item, options, pick

NAMES: dict[str, Value] = {"first-name": "Ana", "last-name": "Ruiz"}


@pytest.fixture
def form() -> Form:
    return contact_form()


def _page(*items: dict[str, object], name: str) -> dict[str, object]:
    return item(f"page-{name}", "group", item=list(items))


def _short() -> Draft:
    """Return a draft of one needed page and two that may stay empty."""
    return Draft(
        form_of(
            _page(item("a", required=True, maxLength=9), name="a"),
            _page(item("b", maxLength=9), name="b"),
            _page(item("c", maxLength=9), name="c"),
        ),
        "en",
    )


def _to_review(draft: Draft) -> Draft:
    draft.begin()
    draft.answer("a", ("x",))
    for _ in range(3):
        assert not draft.go_on()
    assert draft.step == REVIEW
    return draft


def test_a_draft_begins_before_the_first_question() -> None:
    draft = _short()

    assert (draft.step, draft.page, draft.has_unsent) == (FIRST, None, False)


def test_a_page_is_not_left_before_it_is_mended() -> None:
    draft = _short()
    draft.begin()

    mend = draft.go_on()

    assert [error.link_id for error in mend.errors] == ["a"]
    assert draft.step == 1


def test_going_back_loses_no_answer() -> None:
    draft = _short()
    draft.begin()
    draft.answer("a", ("x",))
    draft.go_on()
    draft.answer("b", ("y",))

    draft.go_back()
    draft.go_on()

    assert (draft.answers["a"], draft.answers["b"]) == (("x",), ("y",))


def test_the_rest_can_be_left_to_the_phone_once_what_is_needed_is_there() -> None:
    draft = _short()
    draft.begin()
    before = draft.can_send

    draft.answer("a", ("x",))

    assert (before, draft.can_send) == (False, True)


def test_a_page_is_skipped_while_it_is_empty_and_nobody_needs_it() -> None:
    draft = _short()
    draft.begin()
    needed = draft.may_skip
    draft.answer("a", ("x",))
    draft.go_on()
    empty = draft.may_skip
    draft.answer("b", ("y",))

    assert (needed, empty, draft.may_skip) == (False, True, False)


def test_further_questions_are_counted_by_themselves() -> None:
    draft = _short()
    draft.begin()
    first = draft.progress
    draft.answer("a", ("x",))
    draft.go_on()
    draft.go_on()

    assert (first.number, first.count, first.is_extra) == (1, 1, False)
    third = draft.progress
    assert (third.number, third.count, third.is_extra) == (2, 2, True)


def test_a_change_from_the_review_leads_back_to_it() -> None:
    draft = _to_review(_short())

    draft.edit(1)
    draft.answer("a", ("z",))
    draft.go_on()

    assert (draft.step, draft.answers["a"]) == (REVIEW, ("z",))


def test_going_back_from_a_change_keeps_it() -> None:
    draft = _to_review(_short())

    draft.edit(1)
    draft.answer("a", ("z",))
    draft.go_back()

    assert (draft.step, draft.answers["a"]) == (REVIEW, ("z",))


def test_going_back_from_a_change_that_is_not_whole_undoes_it() -> None:
    draft = _to_review(_short())

    draft.edit(1)
    draft.answer("a", ())
    draft.go_back()

    assert (draft.step, draft.answers["a"]) == (REVIEW, ("x",))


def test_early_sending_is_offered_only_while_something_is_left() -> None:
    draft = _short()
    draft.begin()
    draft.answer("a", ("x",))
    first = draft.may_send_now
    draft.go_on()
    draft.go_on()

    assert (first, draft.may_send_now) == (True, False)


def test_a_language_that_nobody_chose_follows_that_of_the_visit(form: Form) -> None:
    draft = Draft(form, "en")

    draft.speak("es")

    assert draft.answers["language"] == (pick(form, "language", "es"),)
    assert not draft.has_unsent


def test_a_doubt_is_asked_about_once_for_the_same_answer() -> None:
    warned = item(
        "a",
        maxLength=9,
        extension=[
            constraint("k", "%resource.item.first().item.first().answer.value != 'x'", "warning")
        ],
    )
    draft = Draft(form_of(_page(warned, name="a"), _page(item("b", maxLength=9), name="b")), "en")
    draft.begin()
    draft.answer("a", ("x",))

    first, second = draft.go_on(), draft.go_on()

    assert [doubt.link_id for doubt in first.doubts] == ["a"]
    assert not second
    assert draft.step == 2


def test_carried_words_give_way_to_the_visitors_own(form: Form) -> None:
    draft = Draft(form, "en")
    draft.begin()
    draft.carry("Migraine")
    draft.answer("about", ("My knee",))

    draft.carry("Crohn's disease")

    assert draft.answers["about"] == ("My knee",)


def test_carried_words_alone_are_nothing_to_lose(form: Form) -> None:
    draft = Draft(form, "en")

    draft.carry("Migraine")

    assert (draft.answers["about"], draft.has_unsent) == (("Migraine",), False)


def test_an_answer_says_whether_other_questions_stand_on_the_page_now(form: Form) -> None:
    draft = Draft(form, "en")
    draft.begin()
    while draft.page is not None and draft.page.item.link_id != "page-reach":
        draft.step += 1

    assert draft.answer("how", (pick(form, "how", "email"),))
    assert not draft.answer("email", ("ana@example.com",))


def test_an_accepted_draft_keeps_its_code_and_no_answer(form: Form) -> None:
    draft = Draft(form, "en")
    for link_id, value in NAMES.items():
        draft.answer(link_id, (value,))

    draft.sent("K7M-4QX")

    assert (draft.code, dict(draft.answers), draft.has_unsent) == ("K7M-4QX", {}, False)


def test_a_refused_draft_keeps_its_answers(form: Form) -> None:
    draft = Draft(form, "en")
    draft.answer("first-name", ("Ana",))

    draft.sent("")

    assert (draft.is_refused, draft.answers["first-name"]) == (True, ("Ana",))


def test_a_draft_tells_nothing_about_itself() -> None:
    draft = _to_review(_short())
    draft.answer("a", ("canary",))

    assert "canary" not in f"{draft!r} {draft.__dict__!r}"


def test_options_of_a_choice_are_given_with_their_step() -> None:
    asked = item("a", "choice", answerOption=options("one", "two"), required=True)
    draft = Draft(form_of(_page(asked, name="a")), "en")
    chosen = pick(draft.form, "a", "one")
    draft.begin()
    draft.answer("a", (chosen,))

    (given,) = draft.given()

    assert (given.item.link_id, given.values, given.step) == ("a", (chosen,), 1)
