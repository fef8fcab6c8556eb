# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a form is once it has been read: items, options, texts in every language, and answers.

Names follow FHIR R4 Questionnaire, in snake case. Nothing here knows JSON or Qt.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

FACTS = frozenset({"center", "phone", "guide", "days"})
"""Facts of a center that a text may name in braces: ``{center}``; filled before it is shown."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class ItemType(StrEnum):
    """Item types that this kiosk can put on a screen."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    STRING = "string"
    TEXT = "text"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    QUANTITY = "quantity"


class ItemControl(StrEnum):
    """How an item wants to be shown; a choice without one is shown as radio buttons."""

    RADIO_BUTTON = "radio-button"
    CHECK_BOX = "check-box"
    DROP_DOWN = "drop-down"
    AUTOCOMPLETE = "autocomplete"
    SLIDER = "slider"
    PAGE = "page"
    HELP = "help"


class Orientation(StrEnum):
    """How the options of a choice are laid out."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class EntryKind(StrEnum):
    """What a ``string`` holds, by our extension `ENTRY_KIND`: decides keyboard and check."""

    PERSON_NAME = "person-name"
    PHONE = "phone"
    EMAIL = "email"
    POSTAL_CODE = "postal-code"


class InitialFrom(StrEnum):
    """Facts of the visit that an option may be preselected from, by our own extension."""

    SESSION_LANGUAGE = "session-language"


class Operator(StrEnum):
    """Comparisons of ``enableWhen``. Source: FHIR R4, value set questionnaire-enable-operator."""

    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    GREATER_OR_EQUAL = ">="
    LESS_OR_EQUAL = "<="


class EnableBehavior(StrEnum):
    """Whether all or any of an item's conditions must hold."""

    ALL = "all"
    ANY = "any"


class Severity(StrEnum):
    """Whether a broken constraint stops a request (``error``) or is only asked about."""

    ERROR = "error"
    WARNING = "warning"


class FormStatus(StrEnum):
    """Whether a form has been signed off for use (``active``) or not yet (``draft``)."""

    DRAFT = "draft"
    ACTIVE = "active"


class Localized(msgspec.Struct, frozen=True):
    """A text in the form's own language and its translations, pairs of language and text."""

    text: str = ""
    translations: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """Return the text in ``language`` (``es`` serves ``es-MX``), else in the form's own."""
        known = dict(self.translations)
        return known.get(language) or known.get(language.partition("-")[0]) or self.text

    def written_in(self, language: str, own: str) -> str:
        """Return the language of what `in_language` gives; ``own`` is the form's."""
        return language if not self.text or language in dict(self.translations) else own

    def filled(self, facts: Mapping[str, str]) -> "Localized":
        """Return the text with each ``{fact}`` put in.

        Raises:
            KeyError: A fact that the text names is missing from ``facts``.
        """

        def fill(text: str) -> str:
            return _PLACEHOLDER.sub(lambda found: facts[found[1]], text)

        return Localized(fill(self.text), tuple((to, fill(t)) for to, t in self.translations))


def placeholders(text: str) -> frozenset[str]:
    """Return the names that stand in braces in ``text``."""
    return frozenset(_PLACEHOLDER.findall(text))


class Coding(msgspec.Struct, frozen=True):
    """A code of a code system; the version is kept for consent wordings, and is never compared."""

    code: str
    system: str = ""
    version: str = ""

    def means(self, other: object) -> bool:
        """Return whether both are the same code of the same system."""
        return isinstance(other, Coding) and (self.system, self.code) == (other.system, other.code)


class Quantity(msgspec.Struct, frozen=True):
    """A number with its unit; ``code`` is the unit's code in ``system``, mostly UCUM."""

    value: Decimal
    unit: str = ""
    system: str = ""
    code: str = ""

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit or self.code}".rstrip()

    def is_measured_like(self, other: "Quantity | Unit") -> bool:
        """Return whether both have the same unit; nothing is converted."""
        if self.code or other.code:
            return (self.system, self.code) == (other.system, other.code)
        return isinstance(other, Unit) or self.unit == other.unit


class Unit(msgspec.Struct, frozen=True):
    """A unit that an item offers, as it is shown."""

    text: Localized
    system: str = ""
    code: str = ""

    def quantity(self, value: Decimal, language: str) -> Quantity:
        """Return a number of this unit."""
        return Quantity(value, self.text.in_language(language), self.system, self.code)


Value = bool | int | Decimal | date | str | Coding | Quantity
Bound = int | Decimal | date | Quantity


class Option(msgspec.Struct, frozen=True):
    """One offered answer; an exclusive one (``none of these``) stands alone.

    Attributes:
        coding: How it is answered; made from ``stored`` where the form has no code for it.
        stored: What a response holds where the form offers a plain text, number or day.
    """

    coding: Coding
    display: Localized
    initial_selected: bool = False
    exclusive: bool = False
    stored: str | int | date | None = None


class EnableWhen(msgspec.Struct, frozen=True):
    """A condition on an earlier question; for ``exists`` the answer is a bool."""

    question: str
    operator: Operator
    answer: Value


class Constraint(msgspec.Struct, frozen=True):
    """What must be true of the answers (``expressions.py``), and how to say that it is not."""

    key: str
    expression: str
    human: Localized
    severity: Severity = Severity.ERROR


class Toggle(msgspec.Struct, frozen=True):
    """Options that are offered only while an expression holds.

    Source: HL7 SDC 3.0.0, answerOptionsToggleExpression; an option in none is always offered.
    """

    options: tuple[Coding, ...]
    expression: str

    def has(self, value: Value) -> bool:
        """Return whether it is about the option that ``value`` stands for."""
        return any(option.means(value) for option in self.options)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a form.

    Attributes:
        link_id: Unique in its form.
        text: The question, heading or notice; empty when the file has none.
        items: Children of a group, in order; below a question only help texts.
        enable_when: Conditions on questions that stand earlier in the form.
        enable_expression: The same as an expression; empty for none.
        toggles: Which options come and go with earlier answers.
        required: Needs an answer; a group needs one within it.
        read_only: Shown, but only ever answered by its initial values.
        min_length: Fewest characters after trimming; 0 for no limit.
        max_length: Most characters after trimming; 0 for items that hold no text.
        min_value, max_value: Least and greatest answer, both allowed; None for no limit.
        min_occurs, max_occurs: Fewest and most answers where it repeats; 0 for no limit.
        slider_step: Distance of a slider's stops; 0 where the form names none.
        units: What a quantity may be given in; the one unit shown beside a number.
        regex: Expression that the whole text must meet; empty for none.
        initial: Values it starts with, may be empty.
        hidden: Never shown; its initial values are part of the response.
    """

    link_id: str
    type: ItemType
    text: Localized = Localized()
    prefix: str = ""
    items: tuple["Item", ...] = ()
    enable_when: tuple[EnableWhen, ...] = ()
    enable_behavior: EnableBehavior = EnableBehavior.ALL
    enable_expression: str = ""
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    min_length: int = 0
    max_length: int = 0
    min_value: Bound | None = None
    max_value: Bound | None = None
    min_occurs: int = 0
    max_occurs: int = 0
    slider_step: int = 0
    units: tuple[Unit, ...] = ()
    regex: str = ""
    entry_format: Localized = Localized()
    entry_kind: EntryKind | None = None
    answer_options: tuple[Option, ...] = ()
    toggles: tuple[Toggle, ...] = ()
    initial: tuple[Value, ...] = ()
    initial_from: InitialFrom | None = None
    item_control: ItemControl | None = None
    choice_orientation: Orientation = Orientation.VERTICAL
    constraints: tuple[Constraint, ...] = ()
    hidden: bool = False

    @property
    def is_question(self) -> bool:
        """Whether it takes an answer."""
        return self.type not in (ItemType.GROUP, ItemType.DISPLAY)

    @property
    def help_text(self) -> Localized | None:
        """Why we ask: the help text below the question, or None."""
        return next((i.text for i in self.items if i.item_control is ItemControl.HELP), None)

    @property
    def is_sensitive(self) -> bool:
        """Whether its answer is masked once the field is left: a phone, an e-mail, a day."""
        return self.type is ItemType.DATE or self.entry_kind in (EntryKind.PHONE, EntryKind.EMAIL)

    def option(self, value: Value) -> Option | None:
        """Return the offered option that ``value`` stands for, or None."""
        return next((o for o in self.answer_options if o.coding.means(value)), None)

    def is_off(self, value: Value) -> bool:
        """Return whether ``value`` is an option that is not offered any more."""
        return self.option(value) is None and any(toggle.has(value) for toggle in self.toggles)

    def stored(self, value: Value) -> Value:
        """Return what a form's author compares with: an option without a code is its text."""
        option = self.option(value)
        return value if option is None or option.stored is None else option.stored


class Form(msgspec.Struct, frozen=True):
    """A Questionnaire.

    Attributes:
        url: Its canonical address, without version.
        language: Language of its own texts.
        items: In order, never empty.
        constraints: What must be true of all answers together.
        digest: SHA-256 of the file's bytes, 64 hex digits.
    """

    url: str
    version: str
    status: FormStatus
    language: str
    title: Localized
    items: tuple[Item, ...]
    digest: str
    constraints: tuple[Constraint, ...] = ()

    @property
    def canonical(self) -> str:
        """The form with its version, as a response names it."""
        return f"{self.url}|{self.version}"

    def walk(self) -> Iterator[Item]:
        """Yield every item, parents before children, in reading order."""
        return _walk(self.items)

    def find(self, link_id: str) -> Item:
        """Return the item of that link id.

        Raises:
            KeyError: There is none.
        """
        for item in self.walk():
            if item.link_id == link_id:
                return item
        raise KeyError(link_id)

    def filled(self, facts: Mapping[str, str]) -> "Form":
        """Return the form with the center's facts put into every text.

        Args:
            facts: A text for each name of `FACTS`.

        Raises:
            KeyError: A fact that a text names is missing.
        """
        return msgspec.structs.replace(
            self,
            title=self.title.filled(facts),
            items=tuple(_filled(item, facts) for item in self.items),
            constraints=_filled_constraints(self.constraints, facts),
        )


def _walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.items)


def _filled(item: Item, facts: Mapping[str, str]) -> Item:
    return msgspec.structs.replace(
        item,
        text=item.text.filled(facts),
        entry_format=item.entry_format.filled(facts),
        units=tuple(
            msgspec.structs.replace(unit, text=unit.text.filled(facts)) for unit in item.units
        ),
        constraints=_filled_constraints(item.constraints, facts),
        items=tuple(_filled(child, facts) for child in item.items),
        answer_options=tuple(
            msgspec.structs.replace(option, display=option.display.filled(facts))
            for option in item.answer_options
        ),
    )


def _filled_constraints(
    constraints: tuple[Constraint, ...], facts: Mapping[str, str]
) -> tuple[Constraint, ...]:
    return tuple(
        msgspec.structs.replace(constraint, human=constraint.human.filled(facts))
        for constraint in constraints
    )


class Answers(Mapping[str, tuple[Value, ...]]):
    """What a visitor has answered so far: link id to values, never empty; immutable.

    Text stays as it was typed, so that going back shows it unchanged. ``repr`` tells no value.

    Attributes:
        today: The day on which the form was opened, in local time; expressions compare with it,
            and no page comes or goes at midnight.
    """

    __slots__ = ("_values", "today")

    def __init__(
        self,
        values: Mapping[str, tuple[Value, ...]] | None = None,
        *,
        today: date | None = None,
    ) -> None:
        self._values = {key: value for key, value in (values or {}).items() if value}
        self.today = today or datetime.now().astimezone().date()

    def __getitem__(self, link_id: str) -> tuple[Value, ...]:
        return self._values[link_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Answers({len(self._values)} items)"
