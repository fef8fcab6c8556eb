# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The rules for words, on sentences that must pass and sentences that must not."""

import pytest

from kiosk.library.model import (
    Block,
    Callout,
    CalloutKind,
    Heading,
    Item,
    Listing,
    Paragraph,
    Table,
    Text,
)
from kiosk.library.passages import ArticleText, Passage
from kiosk.library.rules import ARTICLE_RULES, PASSAGE_RULES


def found(
    text: str, language: str, *, general: bool = False, conditional: bool = False
) -> set[str]:
    passage = Passage("a", 1, language, text, general, conditional)
    return {finding.rule for rule in PASSAGE_RULES for finding in rule(passage)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This drip cures migraine."),
        ("en", "A guaranteed result."),
        ("en", "A miracle for many."),
        ("en", "It is completely safe."),
        ("en", "It works with no side effects."),
        ("es", "Esta infusión cura la migraña."),
        ("es", "Le garantizamos alivio."),
        ("es", "Es un tratamiento sin riesgos."),
        ("es", "Es totalmente seguro."),
        ("en", "You will feel better in a week."),
        ("en", "It will stop your attacks."),
        ("en", "This medicine never fails."),
        ("es", "Usted se sentirá mejor."),
        ("es", "Le quitará el dolor."),
        ("es", "Nunca falla."),
    ],
)
def test_a_promise_is_refused(language: str, text: str) -> None:
    assert found(text, language) == {"promise"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There is no cure for migraine."),
        ("en", "It does not cure migraine."),
        ("en", "It may have side effects."),
        ("es", "No cura la migraña."),
        ("es", "Es seguro que le avisaremos."),
        ("en", "Some people feel better within hours."),
        ("en", "It may help you get better sleep."),
        ("es", "Algunas personas se sienten mejor en horas."),
    ],
)
def test_sober_words_pass(language: str, text: str) -> None:
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our state-of-the-art chairs."),
        ("en", "We are the leading center in town."),
        ("en", "You get the best care."),
        ("en", "Book now and feel the change."),
        ("en", "A drip that boosts your energy."),
        ("es", "Sillones de última generación."),
        ("es", "Somos líderes en infusiones."),
        ("es", "Reciba la mejor atención."),
        ("es", "Aproveche y llame ya."),
        ("es", "El suero sube sus defensas."),
    ],
)
def test_selling_is_refused(language: str, text: str) -> None:
    assert found(text, language) == {"sales"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ask which time is best for you."),
        ("en", "Do not wait: call 911."),
        ("en", "Ask if you need a booster vaccine."),
        ("en", "A leading cause is stress."),
        ("es", "Pregunte qué hora es mejor para usted."),
        ("es", "Si no es una emergencia, llame a {phone}."),
        ("es", "La última dosis fue ayer."),
    ],
)
def test_plain_telling_is_no_selling(language: str, text: str) -> None:
    assert found(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You have an infection."),
        ("en", "This looks bad. You probably have a blood clot."),
        ("en", "You suffer from migraine."),
        ("es", "Usted tiene una infección."),
        ("es", "Usted probablemente padece migraña."),
    ],
)
def test_telling_readers_what_they_have_is_refused(language: str, text: str) -> None:
    assert found(text, language) == {"diagnosis"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If you have an infection, tell us."),
        ("en", "Tell us when you have a reaction."),
        ("en", "You have time for questions."),
        ("en", "Do you have an allergy?"),
        ("es", "Si usted tiene una infección, díganos."),
        ("es", "Usted tiene derecho a preguntar."),
    ],
)
def test_supposing_or_asking_passes(language: str, text: str) -> None:
    assert found(text, language) == set()


def test_a_phrase_that_continues_an_if_may_say_you_have() -> None:
    assert found("you have an infection", "en", conditional=True) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Stop taking your medicine."),
        ("en", "If you itch, take an antihistamine."),
        ("en", "You should skip your next dose."),
        ("en", "Rest and take two pills."),
        ("en", "Do not take aspirin."),
        ("es", "Deje de tomar su medicina."),
        ("es", "Si le pica, tome un antihistamínico."),
        ("es", "No tome aspirina."),
        ("es", "Usted debe suspender el tratamiento."),
        ("en", "Start taking aspirin."),
        ("en", "Keep taking your pills."),
        ("en", "You should switch medicines."),
        ("es", "Empiece a tomar aspirina."),
        ("es", "Siga tomando sus pastillas."),
    ],
)
def test_an_order_about_a_medicine_is_refused(language: str, text: str) -> None:
    assert found(text, language) == {"medicine-order"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ask us before you take any new medicine."),
        ("en", "Tell us which medicines you take."),
        ("en", "Take a photo of your skin."),
        ("en", "Some people take medicine before the infusion."),
        ("en", "Use the device as you were taught and call 911."),
        ("es", "Pregúntenos antes de tomar una medicina nueva."),
        ("es", "Tome una foto si hay cambios en la piel."),
        ("es", "Díganos qué medicinas toma."),
        ("en", "Tell us before you start a new medicine."),
        ("en", "The infusion starts slowly."),
        ("es", "Avise antes de empezar una medicina nueva."),
        ("es", "La infusión empieza despacio."),
    ],
)
def test_asking_first_passes(language: str, text: str) -> None:
    assert found(text, language) == set()


def test_general_knowledge_with_a_number_warns() -> None:
    assert found("About 3 in 10 feel tired.", "en", general=True) == {"general-number"}
    assert found("Call 911.", "en", general=True) == set()


@pytest.mark.parametrize("text", ["Call {phone}.", "For {observation_minutes} minutes."])
def test_known_placeholders_pass(text: str) -> None:
    assert found(text, "en") == set()


@pytest.mark.parametrize("text", ["Call {telephone}.", "Call {phone.", "Call {}.", "{phone!r}"])
def test_other_placeholders_are_refused(text: str) -> None:
    assert found(text, "en") == {"placeholder"}


def _list(count: int) -> Listing:
    return Listing(tuple(Item((Text(str(number)),)) for number in range(count)))


def _counted(title: str, *blocks: Block) -> set[int]:
    text = ArticleText("a", "en", title, tuple(enumerate(blocks, 10)))
    return {finding.line for rule in ARTICLE_RULES for finding in rule(text)}


def test_a_heading_that_counts_its_list_right_passes() -> None:
    assert (
        _counted("Drip", Heading(2, "3 benefits", "a"), Paragraph((Text("x"),)), _list(3)) == set()
    )
    assert _counted("Drip", Heading(2, "Three main benefits", "a"), _list(3)) == set()


def test_a_heading_that_counts_its_list_wrong_is_named() -> None:
    assert _counted("Drip", Heading(2, "5 beneficios", "a"), _list(4)) == {10}


def test_a_list_under_the_next_heading_does_not_count() -> None:
    blocks = (Heading(2, "4 reasons", "a"), Heading(2, "Other", "b"), _list(4))

    assert _counted("Drip", *blocks) == {10}


def test_a_title_may_count_headings() -> None:
    blocks = (Heading(2, "One", "a"), Heading(2, "Two", "b"))

    assert _counted("Two ways to rest", *blocks) == set()
    assert _counted("Three ways to rest", *blocks) == {1}


@pytest.mark.parametrize(("words", "found"), [("two", set[int]()), ("three", {10})])
def test_a_heading_may_count_the_rows_of_a_table(words: str, found: set[int]) -> None:
    table = Table(("Name", "How long"), (((Text("a"),), ()), ((Text("b"),), ())))

    assert (
        _counted("Drip", Heading(2, f"How do the {words} medicines differ?", "a"), table) == found
    )


def test_a_box_counts_its_own_list() -> None:
    assert _counted("Drip", Callout(CalloutKind.TIP, "Two tips", (_list(2),))) == set()
    assert _counted("Drip", Callout(CalloutKind.TIP, "Two tips", (_list(3),))) == {10}
