# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a QuestionnaireResponse says about the person, a helper, a prescriber and consents.

Items are known by their link ids, which the shipped forms share; a center's own form that uses the
same ids is understood as well. What is not known here still goes along in the response itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from kiosk.faults import EnvironmentFault

Resource = dict[str, Any]
"""A FHIR resource or a part of one; Any, because its shape is the standard's."""

CONTACT_FORM = "contact"
CONSENT = "consent"
REFUSED = frozenset({"no", "none", "declined"})


class Coding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A FHIR Coding."""

    code: str = ""
    system: str = ""
    version: str = ""
    display: str = ""


class Answer(msgspec.Struct, frozen=True):
    """One answer; one of its values is there."""

    valueString: str = ""  # noqa: N815 - FHIR's name
    valueDate: str = ""  # noqa: N815 - FHIR's name
    valueBoolean: bool | None = None  # noqa: N815 - FHIR's name
    valueCoding: Coding | None = None  # noqa: N815 - FHIR's name

    @property
    def text(self) -> str:
        """The answer in words, empty for a number or yes and no."""
        if self.valueCoding is not None:
            return self.valueCoding.display or self.valueCoding.code
        return self.valueString or self.valueDate


class Item(msgspec.Struct, frozen=True):
    """An item of a response."""

    linkId: str  # noqa: N815 - FHIR's name
    text: str = ""
    item: tuple["Item", ...] = ()
    answer: tuple[Answer, ...] = ()


class _Response(msgspec.Struct, frozen=True):
    questionnaire: str
    authored: str
    item: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Answers:
    """A response that was read; its ``repr`` says nothing of it.

    Attributes:
        resource: The whole QuestionnaireResponse as it was sealed.
        form: Last part of the form's canonical address: ``contact``.
        authored: When it was sent, as FHIR writes it.
        items: Answered items by link id.
    """

    resource: Resource
    form: str
    authored: str
    items: dict[str, Item]

    @property
    def is_test(self) -> bool:
        """Whether it is a test of the kiosk: marked as such by its security label."""
        labels = self.resource.get("meta", {}).get("security", [])
        return any(label.get("code") == "HTEST" for label in labels)

    @property
    def is_referral(self) -> bool:
        """Whether it asks for a service and not for a word only."""
        return self.form.startswith("refer")

    def text(self, *link_ids: str) -> str:
        """Return the first answer in words to the first of these items that has one."""
        return next((a.text for i in link_ids for a in self._given(i) if a.text), "")

    def date(self, link_id: str) -> str:
        """Return the first answer to an item that is a date, or nothing."""
        return next((a.valueDate for a in self._given(link_id) if a.valueDate), "")

    def coding(self, link_id: str) -> Coding | None:
        """Return the first coded answer to an item, or None."""
        return next((a.valueCoding for a in self._given(link_id) if a.valueCoding), None)

    def consents(self) -> Iterator[tuple[Item, Coding | None]]:
        """Give each item by which the visitor agreed to something, with its wording's code."""
        for link_id, item in self.items.items():
            given = self._given(link_id)
            if link_id.partition("-")[0] != CONSENT or not given:
                continue
            coding = given[0].valueCoding
            if coding is not None and coding.code and coding.code not in REFUSED:
                yield item, coding
            elif given[0].valueBoolean:
                yield item, None

    def _given(self, link_id: str) -> tuple[Answer, ...]:
        item = self.items.get(link_id)
        return item.answer if item else ()


def read_answers(data: bytes) -> Answers:
    """Return the answers in an opened request.

    Raises:
        EnvironmentFault: It is no QuestionnaireResponse.
    """
    try:
        response = msgspec.json.decode(data, type=_Response)
        resource: Resource = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault("the opened request holds no QuestionnaireResponse") from error
    form = response.questionnaire.partition("|")[0].rstrip("/").rpartition("/")[2]
    items = {item.linkId: item for item in _flat(response.item) if item.answer}
    return Answers(resource, form, response.authored, items)


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.item)
