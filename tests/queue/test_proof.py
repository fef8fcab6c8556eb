# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a test request proves, and what it does not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.faults import EnvironmentFault, InputFault, NewerVersionFault
from kiosk.queue import proof
from kiosk.queue.envelope import open_request
from kiosk.queue.proof import Proof, ProofBook, SentTest, Way
from kiosk.queue.store import Delivery, DeliveryState
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.envelopes import IDENTITY, NOW, RECIPIENT, key_pair

WORD = "K7M4QX"
SHARE = DeliveryTarget("share", TargetKind.FOLDER, path="/srv/requests")
HUB = DeliveryTarget("hub", TargetKind.WEBHOOK, url="https://hub.example/in", secret_file="/s")
WAY = Way((RECIPIENT,), (SHARE, HUB))
ARRIVED = tuple(Delivery(name, DeliveryState.DELIVERED, 1, "") for name in ("hub", "share"))


@pytest.fixture(scope="module")
def test() -> SentTest:
    return proof.compose(WAY, WORD, NOW)[1]


def confirm(
    test: SentTest, word: str = WORD, way: Way = WAY, deliveries: tuple[Delivery, ...] = ARRIVED
) -> Proof:
    return proof.confirmed(test, word, way=way, deliveries=deliveries, now=NOW)


@pytest.mark.parametrize("typed", [WORD, "k7m4qx", " K7M-4QX "])
def test_right_word_proves_the_way_with_its_keys_and_targets(test: SentTest, typed: str) -> None:
    found = confirm(test, typed)

    assert ProofBook(proof=found).proves(WAY)
    assert (found.recipients, found.targets) == ((RECIPIENT,), ("hub", "share"))
    assert found.confirmed_at == NOW


@pytest.mark.parametrize("typed", ["K7M4QY", "", "K7M4QXX", "what is this"])
def test_wrong_word_proves_nothing(test: SentTest, typed: str) -> None:
    with pytest.raises(InputFault, match="not the word"):
        confirm(test, typed)


def test_receipt_code_is_not_the_word(test: SentTest) -> None:
    with pytest.raises(InputFault, match="not the word"):
        confirm(test, test.code)


@pytest.mark.parametrize("state", [DeliveryState.WAITING, DeliveryState.HELD])
def test_test_that_has_not_reached_every_target_proves_nothing(
    test: SentTest, state: DeliveryState
) -> None:
    with pytest.raises(InputFault, match=r"everywhere yet: hub\.$"):
        confirm(test, deliveries=(replace(ARRIVED[0], state=state), ARRIVED[1]))


def test_test_that_never_left_the_slot_proves_nothing(test: SentTest) -> None:
    with pytest.raises(InputFault, match="courier has not taken"):
        confirm(test, deliveries=())


CHANGED = [
    Way((key_pair()[0],), WAY.targets),
    Way((*WAY.recipients, key_pair()[0]), WAY.targets),
    Way(WAY.recipients, (SHARE,)),
    Way(WAY.recipients, ()),
    Way(WAY.recipients, (SHARE, msgspec.structs.replace(HUB, url="https://hub.example/other"))),
    Way(WAY.recipients, (msgspec.structs.replace(SHARE, path="/srv/elsewhere"), HUB)),
]


@pytest.mark.parametrize("way", CHANGED)
def test_changed_keys_or_targets_void_proof_and_pending_test(test: SentTest, way: Way) -> None:
    assert not ProofBook(proof=confirm(test)).proves(way)
    with pytest.raises(InputFault, match="have changed"):
        confirm(test, way=way)


def test_order_of_keys_and_targets_does_not_matter() -> None:
    other = key_pair()[0]

    assert (
        Way((RECIPIENT, other), (HUB, SHARE)).digest == Way((other, RECIPIENT), WAY.targets).digest
    )


def test_nothing_confirmed_proves_nothing(test: SentTest) -> None:
    assert not proof.sent(ProofBook(), test).proves(WAY)


def test_pending_test_is_found_by_its_code_as_people_type_it(test: SentTest) -> None:
    book = proof.sent(ProofBook(), test)

    assert proof.pending_test(book, test.code.lower().replace("-", " ")) == test


def test_unknown_code_is_refused(test: SentTest) -> None:
    with pytest.raises(InputFault, match="No test request"):
        proof.pending_test(proof.sent(ProofBook(), test), "000-000")


def test_only_the_latest_tests_wait(test: SentTest) -> None:
    book = ProofBook()
    tests = [
        msgspec.structs.replace(test, sent_at=NOW + timedelta(minutes=number))
        for number in range(proof.MOST_PENDING + 2)
    ]
    for one in tests:
        book = proof.sent(book, one)

    assert book.pending == tuple(tests[2:])


def test_opened_test_is_marked_as_one_and_holds_the_word() -> None:
    envelope, test = proof.compose(WAY, WORD, NOW)

    answers = msgspec.json.decode(open_request(envelope, IDENTITY))

    (mark,) = answers["meta"]["tag"]
    assert (mark["system"], mark["code"]) == (
        "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        "HTEST",
    )
    assert answers["meta"]["security"] == [mark]
    assert answers["questionnaire"] == f"{envelope.label.form}|{envelope.label.form_version}"
    assert answers["identifier"]["value"] == f"urn:uuid:{test.id}"
    assert answers["item"][1]["answer"] == [{"valueString": WORD}]


def test_opened_test_is_a_valid_questionnaire_response() -> None:
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    envelope, _ = proof.compose(WAY, WORD, NOW)

    resource = QuestionnaireResponse.model_validate_json(open_request(envelope, IDENTITY))

    assert resource.status == "completed"


def test_words_differ_and_can_be_typed_back() -> None:
    words = {proof.new_word() for _ in range(50)}

    assert len(words) == 50
    assert all(len(word) == 6 and word.isalnum() for word in words)


def test_kept_book_is_read_back_and_never_holds_the_word(tmp_path: Path, test: SentTest) -> None:
    file = tmp_path / "proof" / "proof.json"
    book = msgspec.structs.replace(proof.sent(ProofBook(), test), proof=confirm(test))

    for _ in range(2):
        proof.write_book(file, book)

    assert proof.read_book(file) == book
    assert WORD not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == ["proof.json"]


def test_missing_file_is_an_empty_book(tmp_path: Path) -> None:
    assert proof.read_book(tmp_path / "none.json") == ProofBook()


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "proof": 7}', "\udcff"])
def test_damaged_file_proves_nothing_and_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "proof.json"
    file.write_text(text, errors="surrogateescape")

    with pytest.raises(EnvironmentFault, match="damaged"):
        proof.read_book(file)


def test_file_of_a_newer_kiosk_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text('{"format": 2, "what": "is new"}')

    with pytest.raises(NewerVersionFault):
        proof.read_book(file)


def test_book_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "proof").write_text("a file")

    with pytest.raises(EnvironmentFault, match="cannot be kept"):
        proof.write_book(tmp_path / "proof" / "proof.json", ProofBook())
