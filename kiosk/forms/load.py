# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""FHIR R4 Questionnaire files to `Form`: what is not understood is refused, never dropped.

Stricter than FHIR where a touch screen needs it: conditions look back only (so no page appears
behind the visitor, and there are no cycles), children of a question are help texts, choices have
their options in the form, groups do not repeat, expressions are those of ``expressions.py``.

Source:
    HL7 FHIR R4 (4.0.1), Questionnaire, with its invariants que-1 to que-13.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from kiosk.forms import extensions as ext
from kiosk.forms.extensions import Extensions, named
from kiosk.forms.invariants import (
    CHOICES,
    NUMBERS,
    TYPED_LIMITS,
    refuse_contradictions,
    refuse_misplaced,
)
from kiosk.forms.json_source import Node, read_json
from kiosk.forms.load_expressions import (
    read_constraint,
    read_enable_expression,
    read_toggle,
    refuse_unknown,
)
from kiosk.forms.load_values import (
    OPTION_NAMES,
    VALUE_NAMES,
    answer_names,
    read_bound,
    read_initial,
    read_option,
    read_units,
    read_value,
)
from kiosk.forms.model import (
    Constraint,
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
    Toggle,
)
from kiosk.forms.texts import TextReader
from kiosk.forms.value_sets import MOST_OPTIONS, chosen_options, read_value_sets
from kiosk.languages import source_language

MOST_BYTES = 256 * 1024
MOST_ITEMS = 300
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
    "resourceType", "url", "version", "status", "language", "title", "_title", "item", "contained",
    "extension",
}  # fmt: skip
_ITEM_KEYS = frozenset(
    {
        "id", "linkId", "definition", "code", "prefix", "text", "_text", "type", "enableWhen",
        "enableBehavior", "required", "repeats", "readOnly", "maxLength", "answerOption",
        "answerValueSet", "initial", "item", "extension",
    }
)  # fmt: skip
_ANY = ("Boolean", "Coding", "Date", "Decimal", "Integer", "Quantity", "String")
_ORDERED = frozenset({"Integer", "Decimal", "Date", "Quantity", "String"})
_LISTABLE = (ItemType.INTEGER, ItemType.STRING, ItemType.DATE)
_CONTROLS: dict[ItemControl, tuple[ItemType, ...]] = {
    ItemControl.PAGE: (ItemType.GROUP,),
    ItemControl.HELP: (ItemType.DISPLAY,),
    ItemControl.RADIO_BUTTON: (*CHOICES, ItemType.BOOLEAN),
    ItemControl.CHECK_BOX: (*CHOICES, ItemType.BOOLEAN),
    ItemControl.DROP_DOWN: CHOICES,
    ItemControl.AUTOCOMPLETE: CHOICES,
    ItemControl.SLIDER: NUMBERS,
}


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
    language = node.text("language") or source_language()
    texts = TextReader(language, languages)
    loader = _Loader(texts, read_value_sets(node, texts))
    items = tuple(loader.item(child) for child in node.many("item", most=MOST_ITEMS))
    if "item" not in node.values:
        node.refuse("form-missing", "there is no item.", "Write the form's items.")
    if len(loader.asked) > MOST_ITEMS:
        node.refuse("form-too-long", f"there are more than {MOST_ITEMS} items.", "Shorten it.")
    constraints = loader.constraints(ext.extensions(node, ext.ON_FORM))
    loader.finish()
    return Form(
        url=url,
        version=node.text("version", required=True),
        status=named(node, "status", FormStatus, None) or FormStatus.DRAFT,
        language=language,
        title=texts.read(node, "title", required=True),
        items=items,
        digest=digest,
        constraints=constraints,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What an item stands in."""

    kind: ItemType = ItemType.GROUP
    depth: int = 0
    hidden: bool = False


@dataclass(slots=True)
class _Loader:
    """Reads items in order.

    Attributes:
        asked: The names that an answer may have in a condition, of each item read so far.
        written: Constraints that were read, by key, to be held against all items at the end.
    """

    texts: TextReader
    sets: dict[str, tuple[Option, ...]]
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, tuple[Node, str]] = field(default_factory=dict)

    def item(self, node: Node, around: _Around = _Around()) -> Item:
        node.refuse_others(_ITEM_KEYS)
        link_id = node.text("linkId", required=True)
        if link_id in self.asked:
            node.refuse("form-twice", "this linkId stands twice.", "Name one anew.", "linkId")
        kind = named(node, "type", ItemType, None)
        if kind is None:
            # What else stands in it belongs to the type that was refused.
            self.asked[link_id] = _ANY
            return Item(link_id=link_id, type=ItemType.DISPLAY)
        options = self._options(node, kind)
        if options and kind in _LISTABLE:
            kind = ItemType.CHOICE
        found = ext.extensions(node, ext.ON_ITEM)
        control = self._control(found.one(ext.ITEM_CONTROL), kind, around.depth)
        refuse_misplaced(node, kind, control, around.kind)
        enable_when = tuple(self._condition(n) for n in node.many("enableWhen", most=20))
        if len(enable_when) > 1 and "enableBehavior" not in node.values:
            node.refuse("form-missing", "`enableBehavior` is missing.", "Write all or any.")
        expression = read_enable_expression(found.one(ext.ENABLE_EXPRESSION), self.asked)
        toggles = self._toggles(found, options)
        self.asked[link_id] = answer_names(kind, options)
        hidden = found.flag(ext.HIDDEN)
        inside = _Around(kind, around.depth + 1, around.hidden or hidden)
        item = Item(
            link_id=link_id,
            type=kind,
            text=self.texts.read(node, "text", required=kind is not ItemType.GROUP),
            prefix=node.text("prefix"),
            items=self._children(node, inside),
            enable_when=enable_when,
            enable_behavior=named(node, "enableBehavior", EnableBehavior, EnableBehavior.ALL)
            or EnableBehavior.ALL,
            enable_expression=expression,
            required=node.boolean("required"),
            repeats=node.boolean("repeats"),
            read_only=node.boolean("readOnly"),
            answer_options=options,
            toggles=toggles,
            initial=read_initial(node, kind, options),
            initial_from=found.name(ext.INITIAL_FROM, InitialFrom),
            item_control=control,
            constraints=self.constraints(found),
            hidden=hidden,
        )
        item = self._with_limits(item, node, found)
        refuse_contradictions(node, item, hidden=inside.hidden)
        return item

    def _with_limits(self, item: Item, node: Node, found: Extensions) -> Item:
        fewest = found.integer(ext.MIN_OCCURS)
        format_node = found.one(ext.ENTRY_FORMAT)
        return msgspec.structs.replace(
            item,
            required=item.required or fewest > 0,
            min_occurs=fewest,
            max_occurs=found.integer(ext.MAX_OCCURS),
            min_length=found.integer(ext.MIN_LENGTH),
            max_length=node.integer("maxLength", least=1) or TYPED_LIMITS.get(item.type, 0),
            min_value=read_bound(found.one(ext.MIN_VALUE, ext.MIN_QUANTITY), item.type),
            max_value=read_bound(found.one(ext.MAX_VALUE, ext.MAX_QUANTITY), item.type),
            slider_step=found.integer(ext.SLIDER_STEP),
            units=read_units(found, self.texts),
            regex=found.text(ext.REGEX),
            entry_format=self.texts.read(format_node, "valueString")
            if format_node
            else Localized(),
            entry_kind=found.name(ext.ENTRY_KIND, EntryKind),
            choice_orientation=found.name(ext.CHOICE_ORIENTATION, Orientation)
            or Orientation.VERTICAL,
        )

    def constraints(self, found: Extensions) -> tuple[Constraint, ...]:
        """Return the sound constraints of an item or of the form."""
        constraints = []
        for extension in found.all(ext.CONSTRAINT):
            constraint = read_constraint(extension, self.texts)
            if constraint is None:
                continue
            if constraint.key in self.written:
                extension.refuse("form-twice", "this key stands twice.", "Name one anew.")
            self.written[constraint.key] = extension, constraint.expression
            constraints.append(constraint)
        return tuple(constraints)

    def _toggles(self, found: Extensions, options: tuple[Option, ...]) -> tuple[Toggle, ...]:
        read = (read_toggle(node, self.asked, options) for node in found.all(ext.OPTIONS_TOGGLE))
        return tuple(toggle for toggle in read if toggle)

    def finish(self) -> None:
        """Note constraints that name an item which the form does not have."""
        for node, expression in self.written.values():
            refuse_unknown(node, expression, self.asked)

    def _options(self, node: Node, kind: ItemType) -> tuple[Option, ...]:
        chosen = chosen_options(node, self.sets)
        names = VALUE_NAMES[kind] if kind in _LISTABLE else OPTION_NAMES
        written = node.many("answerOption", most=MOST_OPTIONS)
        listed = tuple(read_option(option, names, self.texts) for option in written)
        if chosen is not None and listed:
            node.refuse(
                "form-contradiction",
                "it has both `answerOption` and `answerValueSet` (que-4).",
                "Keep one.",
            )
        return listed or chosen or ()

    def _children(self, node: Node, inside: _Around) -> tuple[Item, ...]:
        children = node.many("item", most=MOST_ITEMS)
        if children and inside.depth > DEEPEST:
            node.refuse("form-depth", f"items nest deeper than {DEEPEST}.", "Nest less deeply.")
            return ()
        return tuple(self.item(child, inside) for child in children)

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
        operator = named(node, "operator", Operator, None) or Operator.EXISTS
        asked = self.asked.get(question)
        names: tuple[str, ...] = ("Boolean",)
        if not asked:
            node.refuse(
                "form-condition",
                "the condition asks about no earlier question.",
                "Name a question that stands before this item.",
                "question",
            )
        elif operator is not Operator.EXISTS:
            names = asked
            if operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
                names = tuple(name for name in asked if name in _ORDERED)
            if not names:
                node.refuse(
                    "form-condition",
                    f"`{operator}` has no meaning for answers of the type {', '.join(asked)}.",
                    "Use =, != or exists.",
                    "operator",
                )
                return EnableWhen(question, operator, "")
        node.refuse_others({"question", "operator", *(f"answer{name}" for name in names)})
        return EnableWhen(question, operator, read_value(node, "answer", names))
