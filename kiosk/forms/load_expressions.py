# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a form writes as expressions (`expressions.py`): constraints, conditions, switches."""

from collections.abc import Container

from kiosk.forms import extensions as ext
from kiosk.forms.expressions import ExpressionError, compiled
from kiosk.forms.json_source import Node
from kiosk.forms.load_values import read_value
from kiosk.forms.model import Coding, Constraint, Option, Severity, Toggle
from kiosk.forms.texts import TextReader
from kiosk.forms.value_sets import MOST_OPTIONS

FHIRPATH = "text/fhirpath"
_PARTS = {
    "key": "valueId",
    "severity": "valueCode",
    "expression": "valueString",
    "human": "valueString",
    "requirements": "valueString",
}
_MOST_PARTS = 12


def read_constraint(extension: Node, texts: TextReader) -> Constraint | None:
    """Return one constraint, or None where it is unsound; what is wrong is noted."""
    parts = dict[str, Node]()
    for part in extension.many("extension", most=_MOST_PARTS):
        name = part.text("url", required=True)
        if name not in _PARTS or name in parts:
            part.refuse(
                "form-unsupported",
                f"`{name[:60]}` of a constraint is not supported, or stands twice.",
                f"Use each once: {', '.join(_PARTS)}.",
            )
            continue
        part.refuse_others({"url", _PARTS[name], *(("_valueString",) * (name == "human"))})
        parts[name] = part
    if lacking := [name for name in _PARTS if name not in parts and name != "requirements"]:
        listed = ", ".join(lacking)
        extension.refuse("form-missing", f"the constraint lacks {listed}.", "Write it.")
        return None
    severity = ext.named(parts["severity"], "valueCode", Severity, None)
    return Constraint(
        parts["key"].text("valueId", required=True),
        _sound(parts["expression"], "valueString"),
        texts.read(parts["human"], "valueString", required=True),
        severity or Severity.ERROR,
    )


def read_enable_expression(extension: Node | None, earlier: Container[str]) -> str:
    """Return the expression that enables an item, empty for none.

    Args:
        extension: The extension, or None.
        earlier: Link ids of the items that stand before.
    """
    node = extension.one("valueExpression") if extension else None
    return _read_expression(node, earlier) if node else ""


def _read_expression(node: Node, earlier: Container[str]) -> str:
    node.refuse_others({"language", "expression", "description"})
    language = node.text("language", required=True)
    if language != FHIRPATH:
        node.refuse(
            "form-unsupported",
            f"expressions in `{language[:60]}` are not supported.",
            f"Write one in {FHIRPATH}.",
            "language",
        )
        return ""
    text = _sound(node, "expression")
    refuse_unknown(node, text, earlier)
    return text


def read_toggle(
    extension: Node, earlier: Container[str], offered: tuple[Option, ...]
) -> Toggle | None:
    """Return which options an expression switches, or None where it is unsound; that is noted.

    Args:
        extension: The extension.
        earlier: Link ids of the items that stand before.
        offered: The item's options.
    """
    options = list[Coding]()
    expression = ""
    for part in extension.many("extension", most=MOST_OPTIONS):
        match part.text("url", required=True):
            case "option":
                part.refuse_others({"url", "valueCoding"})
                coding = read_value(part, "value", ("Coding",))
                known = [one.coding for one in offered if one.coding.means(coding)]
                if not known:
                    part.refuse(
                        "form-contradiction",
                        "it switches what is no option here.",
                        "Name the code of an option.",
                    )
                options += known
            case "expression" if not expression:
                part.refuse_others({"url", "valueExpression"})
                node = part.one("valueExpression")
                expression = _read_expression(node, earlier) if node else ""
            case name:
                part.refuse(
                    "form-unsupported",
                    f"`{name[:60]}` of a toggle is not supported, or stands twice.",
                    "Write options, and one expression.",
                )
    if not options or not expression:
        extension.refuse("form-missing", "it has no option or no expression.", "Write it.")
        return None
    return Toggle(tuple(options), expression)


def refuse_unknown(node: Node, expression: str, known: Container[str]) -> None:
    """Note that an expression names an item that is not there, or not yet."""
    unknown = [name for name in compiled(expression).link_ids if name not in known]
    if expression and unknown:
        node.refuse(
            "form-condition",
            f"the expression names `{unknown[0][:60]}`, which it cannot see.",
            "Name a question of this form; in a condition, an earlier one.",
        )


def _sound(node: Node, key: str) -> str:
    text = node.text(key, required=True)
    if not text:
        return "true"
    try:
        compiled(text)
    except ExpressionError as error:
        node.refuse(
            "form-expression",
            f"the expression {error}.",
            "Use what kiosk/forms/expressions.py lists.",
            key,
        )
        return "true"
    return text
