# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Constraints and conditions that a form writes as expressions (`expressions.py`)."""

from collections.abc import Container

from kiosk.forms import extensions as ext
from kiosk.forms.expressions import ExpressionError, compiled
from kiosk.forms.json_source import Node
from kiosk.forms.model import Constraint, Severity
from kiosk.forms.texts import TextReader

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
    if node is None:
        return ""
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
