# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""FHIR R4 Questionnaire files to `Form`: what is not understood is refused, never dropped.

Stricter than FHIR where a touch screen needs it: conditions look back only (so no page appears
behind the visitor, and there are no cycles), children of a question are help texts, choices list
their options in the form.

Source:
    HL7 FHIR R4 (4.0.1), Questionnaire, with its invariants que-1 to que-13.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from kiosk.forms import extensions as ext
from kiosk.forms.invariants import CHOICES, TYPED_LIMITS, refuse_contradictions, refuse_misplaced
from kiosk.forms.json_source import Node, read_json
from kiosk.forms.load_values import VALUE_NAMES, coding_of, read_initial, read_value
from kiosk.forms.model import (
    Coding,
    EnableBehavior,
    EnableWhen,
    EntryKind,
    Form,
    FormStatus,
    InitialFrom,
    Item,
    ItemControl,
    ItemType,
    Localized,
    Operator,
    Option,
    Orientation,
)

MOST_BYTES = 256 * 1024
MOST_ITEMS = 300
MOST_OPTIONS = 100
DEEPEST = 6

# Who wrote a form, for whom and where it comes from changes nothing on the screen.
_PROVENANCE = frozenset(
    {
        "id", "meta", "text", "identifier", "name", "derivedFrom", "experimental", "subjectType",
        "date", "publisher", "contact", "description", "useContext", "jurisdiction", "purpose",
        "copyright", "approvalDate", "lastReviewDate", "effectivePeriod", "code",
    }
)  # fmt: skip
_FORM_KEYS = _PROVENANCE | {
    "resourceType", "url", "version", "status", "language", "title", "_title", "item"
}  # fmt: skip
_ITEM_KEYS = frozenset(
    {
        "id", "linkId", "definition", "code", "prefix", "text", "_text", "type", "enableWhen",
        "enableBehavior", "required", "repeats", "maxLength", "answerOption", "initial", "item",
        "extension",
    }
)  # fmt: skip
_ORDERED = (ItemType.INTEGER, ItemType.DATE)
_CONTROLS = {
    ItemControl.PAGE: (ItemType.GROUP,),
    ItemControl.HELP: (ItemType.DISPLAY,),
    ItemControl.RADIO_BUTTON: CHOICES,
    ItemControl.CHECK_BOX: CHOICES,
    ItemControl.DROP_DOWN: CHOICES,
}
_Named = TypeVar("_Named", bound=StrEnum)


def form_digest(data: bytes) -> str:
    """Return the SHA-256 of a form's file, 64 hex digits: what ``sha256sum`` says."""
    return hashlib.sha256(data).hexdigest()


def load_form(data: bytes, file: str, *, languages: Iterable[str] = ()) -> Form:
    """Read one Questionnaire.

    Args:
        data: The file's bytes.
        file: Its name for findings.
        languages: Languages that every text must have; none to take what there is.

    Raises:
        ContentFault: Everything in it that is wrong or that this kiosk does not support.
    """
    node = read_json(data, file, most_bytes=MOST_BYTES)
    form = _form(node, form_digest(data), tuple(languages))
    node.source.raise_complaints()
    return form


def _form(node: Node, digest: str, languages: tuple[str, ...]) -> Form:
    if node.text("resourceType", required=True) != "Questionnaire":
        node.refuse(
            "form-unsupported", "this is not a Questionnaire.", "Use another file.", "resourceType"
        )
        node.source.raise_complaints()
    node.refuse_others(_FORM_KEYS)
    url = node.text("url", required=True)
    if "|" in url or any(character.isspace() for character in url):
        node.refuse("form-type", "`url` is not a canonical address.", "Correct it.", "url")
    language = node.text("language") or "en"
    loader = _Loader(ext.TextReader(language, languages))
    items = tuple(loader.item(child, depth=0) for child in node.many("item", most=MOST_ITEMS))
    if "item" not in node.values:
        node.refuse("form-missing", "there is no item.", "Write the form's items.")
    if len(loader.types) > MOST_ITEMS:
        node.refuse("form-too-long", f"there are more than {MOST_ITEMS} items.", "Shorten it.")
    return Form(
        url=url,
        version=node.text("version", required=True),
        status=_named(node, "status", FormStatus, None) or FormStatus.DRAFT,
        language=language,
        title=loader.texts.read(node, "title", required=True),
        items=items,
        digest=digest,
    )


def _named(node: Node, key: str, names: type[_Named], default: _Named | None) -> _Named | None:
    """Return the member that a key names, noting a missing or unsupported one."""
    written = node.text(key, required=default is None)
    if not written:
        return default
    if written in list(names):
        return names(written)
    node.refuse(
        "form-unsupported",
        f"`{key}` `{written[:60]}` is not supported by this kiosk.",
        f"Use one of: {', '.join(names)}.",
        key,
    )
    return default


@dataclass(slots=True)
class _Loader:
    """Reads items in order; ``types`` holds those read so far."""

    texts: ext.TextReader
    types: dict[str, ItemType] = field(default_factory=dict)

    def item(self, node: Node, *, depth: int, parent: ItemType = ItemType.GROUP) -> Item:
        node.refuse_others(_ITEM_KEYS)
        link_id = node.text("linkId", required=True)
        if link_id in self.types:
            node.refuse("form-twice", "this linkId stands twice.", "Name one anew.", "linkId")
        kind = _named(node, "type", ItemType, None) or ItemType.DISPLAY
        found = ext.extensions(node, ext.ON_ITEM)
        control = self._control(found.get(ext.ITEM_CONTROL), kind, depth)
        refuse_misplaced(node, kind, control, parent)
        enable_when = tuple(self._condition(n) for n in node.many("enableWhen", most=20))
        if len(enable_when) > 1 and "enableBehavior" not in node.values:
            node.refuse("form-missing", "`enableBehavior` is missing.", "Write all or any.")
        self.types[link_id] = kind
        options = tuple(self._option(n) for n in node.many("answerOption", most=MOST_OPTIONS))
        item = Item(
            link_id=link_id,
            type=kind,
            text=self.texts.read(node, "text", required=kind is not ItemType.GROUP),
            prefix=node.text("prefix"),
            items=self._children(node, kind, depth),
            enable_when=enable_when,
            enable_behavior=_named(node, "enableBehavior", EnableBehavior, EnableBehavior.ALL)
            or EnableBehavior.ALL,
            required=node.boolean("required"),
            repeats=node.boolean("repeats"),
            min_length=_extension_integer(found.get(ext.MIN_LENGTH)),
            max_length=node.integer("maxLength", least=1) or TYPED_LIMITS.get(kind, 0),
            regex=_extension_text(found.get(ext.REGEX)),
            entry_format=self._entry_format(found.get(ext.ENTRY_FORMAT)),
            entry_kind=_extension_name(found.get(ext.ENTRY_KIND), EntryKind),
            answer_options=options,
            initial=read_initial(node, kind, options),
            initial_from=_extension_name(found.get(ext.INITIAL_FROM), InitialFrom),
            item_control=control,
            choice_orientation=_extension_name(found.get(ext.CHOICE_ORIENTATION), Orientation)
            or Orientation.VERTICAL,
            hidden=ext.HIDDEN in found and found[ext.HIDDEN].boolean("valueBoolean"),
        )
        refuse_contradictions(node, item)
        return item

    def _children(self, node: Node, kind: ItemType, depth: int) -> tuple[Item, ...]:
        children = node.many("item", most=MOST_ITEMS)
        if children and depth >= DEEPEST:
            node.refuse("form-depth", f"items nest deeper than {DEEPEST}.", "Nest less deeply.")
            return ()
        return tuple(self.item(child, depth=depth + 1, parent=kind) for child in children)

    def _control(self, node: Node | None, kind: ItemType, depth: int) -> ItemControl | None:
        code = ext.item_control_code(node)
        if node is None or not code:
            return None
        if code not in list(ItemControl) or kind not in _CONTROLS[ItemControl(code)]:
            node.refuse(
                "form-unsupported",
                f"the item control `{code[:60]}` on a `{kind}` is not supported.",
                f"Use one of: {', '.join(ItemControl)}, each on the type it fits.",
            )
            return None
        if code == ItemControl.PAGE and depth:
            node.refuse("form-unsupported", "a page stands within a group.", "Put it at the top.")
        return ItemControl(code)

    def _condition(self, node: Node) -> EnableWhen:
        question = node.text("question", required=True)
        operator = _named(node, "operator", Operator, None) or Operator.EXISTS
        kind = self.types.get(question)
        names: tuple[str, ...] = ("Boolean",)
        if kind is None or kind not in VALUE_NAMES:
            node.refuse(
                "form-condition",
                "the condition asks about no earlier question.",
                "Name a question that stands before this item.",
                "question",
            )
        elif operator is not Operator.EXISTS:
            names = VALUE_NAMES[kind]
            if operator not in (Operator.EQUAL, Operator.NOT_EQUAL) and kind not in _ORDERED:
                node.refuse(
                    "form-condition",
                    f"`{operator}` has no meaning for a `{kind}`.",
                    "Use =, != or exists.",
                    "operator",
                )
        node.refuse_others({"question", "operator", *(f"answer{name}" for name in names)})
        return EnableWhen(question, operator, read_value(node, "answer", names))

    def _option(self, node: Node) -> Option:
        node.refuse_others({"valueCoding", "initialSelected", "extension", "id"})
        found = ext.extensions(node, ext.ON_OPTION)
        coding = node.one("valueCoding")
        if coding is None:
            if "valueCoding" not in node.values:
                node.refuse("form-missing", "`valueCoding` is missing.", "Write the option's code.")
            return Option(Coding(""), Localized())
        coding.refuse_others({"system", "version", "code", "display", "_display"})
        return Option(
            coding_of(coding),
            self.texts.read(coding, "display", required=True),
            initial_selected=node.boolean("initialSelected"),
            exclusive=ext.OPTION_EXCLUSIVE in found
            and found[ext.OPTION_EXCLUSIVE].boolean("valueBoolean"),
        )

    def _entry_format(self, node: Node | None) -> Localized:
        return self.texts.read(node, "valueString") if node else Localized()


def _extension_integer(node: Node | None) -> int:
    return node.integer("valueInteger", least=0) if node else 0


def _extension_text(node: Node | None) -> str:
    return node.text("valueString") if node else ""


def _extension_name(node: Node | None, names: type[_Named]) -> _Named | None:
    return _named(node, "valueCode", names, None) if node else None
