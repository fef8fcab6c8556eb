# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Value sets that a form contains: lists of codes, each with its words in every language.

A list is written in ``compose.include[].concept`` or, worked out, in ``expansion.contains``; the
words of other languages in ``designation`` or as translations. What would have to be looked up
elsewhere (a filter, another value set, a whole code system) is refused.
"""

from kiosk.forms.json_source import Node
from kiosk.forms.model import Coding, Localized, Option
from kiosk.forms.texts import TextReader

MOST_OPTIONS = 500
_MOST_SETS = 20

_PROVENANCE = frozenset(
    {
        "id", "resourceType", "meta", "text", "url", "identifier", "version", "name", "title",
        "status", "experimental", "date", "publisher", "contact", "description", "useContext",
        "jurisdiction", "immutable", "purpose", "copyright", "language",
    }
)  # fmt: skip
_NOTHING = (Option(Coding("?"), Localized("?")),)
_CODE_KEYS = frozenset({"id", "code", "display", "_display", "designation"})


def read_value_sets(form: Node, texts: TextReader) -> dict[str, tuple[Option, ...]]:
    """Return the options of each contained value set by ``#id`` and by its address."""
    found: dict[str, tuple[Option, ...]] = {}
    for node in form.many("contained", most=_MOST_SETS):
        kind = node.text("resourceType", required=True)
        if kind != "ValueSet":
            node.refuse(
                "form-unsupported",
                f"a contained `{kind[:60]}` is not supported.",
                "Contain value sets only.",
                "resourceType",
            )
            continue
        node.refuse_others(_PROVENANCE | {"compose", "expansion"})
        options = _options(node, texts)
        url = node.text("url")
        names = [f"#{node.text('id', required=True)}", *([url] if url else [])]
        for name in names:
            if name in found:
                node.refuse("form-twice", "this value set stands twice.", "Name one anew.", "id")
            found[name] = options
    return found


def _options(node: Node, texts: TextReader) -> tuple[Option, ...]:
    compose, expansion = node.one("compose"), node.one("expansion")
    if compose:
        compose.refuse_others({"include", "inactive", "lockedDate"})
    if expansion:
        expansion.refuse_others({"identifier", "timestamp", "total", "parameter", "contains"})
        listed = expansion.many("contains", most=MOST_OPTIONS)
        options = [
            _option(code, code.text("system"), texts, {"system", "version"}) for code in listed
        ]
    else:
        included = compose.many("include", most=_MOST_SETS) if compose else ()
        options = [option for include in included for option in _included(include, texts)]
    if not 0 < len(options) <= MOST_OPTIONS:
        node.refuse(
            "form-missing",
            f"the value set lists no code, or more than {MOST_OPTIONS}.",
            "List its codes in `compose.include.concept`.",
        )
        return _NOTHING
    return tuple(options)


def _included(include: Node, texts: TextReader) -> list[Option]:
    include.refuse_others({"system", "version", "concept"})
    if "concept" not in include.values:
        include.refuse(
            "form-unsupported", "a whole code system is not supported.", "List its `concept`s."
        )
    system, version = include.text("system", required=True), include.text("version")
    concepts = include.many("concept", most=MOST_OPTIONS)
    return [_option(concept, system, texts, set(), version) for concept in concepts]


def _option(
    node: Node, system: str, texts: TextReader, more: set[str], version: str = ""
) -> Option:
    node.refuse_others(_CODE_KEYS | more)
    words = dict[str, str]()
    for designation in node.many("designation", most=20):
        designation.refuse_others({"language", "value", "use"})
        language = designation.text("language", required=True)
        if language in words:
            designation.refuse("form-twice", "this language stands twice.", "Keep one.")
        words[language] = designation.text("value", required=True)
    coding = Coding(node.text("code", required=True), system, version or node.text("version"))
    return Option(coding, texts.read(node, "display", required=True, more=words))


def chosen_options(node: Node, sets: dict[str, tuple[Option, ...]]) -> tuple[Option, ...] | None:
    """Return the options of an item's ``answerValueSet``; None when it names none."""
    if "answerValueSet" not in node.values:
        return None
    name = node.text("answerValueSet", required=True)
    if name in sets:
        return sets[name]
    node.refuse(
        "form-unsupported",
        f"the value set `{name[:120]}` is not contained in this form.",
        "Contain it and name it `#id`: a kiosk looks nothing up.",
        "answerValueSet",
    )
    return _NOTHING
