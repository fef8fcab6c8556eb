# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One place for looks: colors, fonts and lengths are tokens of the theme and written nowhere else.

Source:
    LOOK.md, tokens; accessibility.md A2 (an icon never stands alone).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SCREEN = Path(__file__).resolve().parents[2] / "kiosk" / "screen"
SOURCES = sorted(
    path for path in SCREEN.rglob("*.py") if "theme" not in path.relative_to(SCREEN).parts
)
COLOR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})\b")
MARKS = {"SHAPE", "MARK"}
"""What a sign of urgency is drawn in, to be found and painted in a theme's colors."""
LENGTHS = re.compile(r"^(?:setFixed\w+|setContentsMargins|setSpacing|setMinimum\w+|resize)$")
NO_LENGTHS = (0, 1)
"""Nothing, and one pixel: how a widget says to Qt that it asks for no room of its own."""
FONTS = {"setFont", "QFont"}
BUTTONS = {"TouchButton", "RouteButton", "KeyCap", "JumpButton"}


def _name(path: Path) -> str:
    return path.relative_to(SCREEN).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node


def _colors(node: ast.AST) -> Iterator[str]:
    """Yield colors that are written as text, docstrings and the named marks left out."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Assign(targets=[ast.Tuple(elts=names)]) if {
                one.id for one in names if isinstance(one, ast.Name)
            } == MARKS:
                continue
            case ast.Constant(value=str() as said):
                yield from COLOR.findall(said)
            case ast.Constant(value=bytes() as said):
                yield from COLOR.findall(said.decode("ascii", "ignore"))
            case _:
                yield from _colors(child)


def _summands(node: ast.expr) -> list[ast.expr]:
    """Return what an expression takes its value from; a factor of a token is no length."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return [node.left, node.right]
        case ast.BinOp(left=ast.Constant(), right=ast.Constant()):
            return [node.left]
        case ast.UnaryOp() | ast.Starred():
            return [node.operand if isinstance(node, ast.UnaryOp) else node.value]
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.Call(func=ast.Name(id="round" | "min" | "max" | "int" | "QSize")):
            return node.args
        case ast.Tuple():
            return node.elts
    return []


def _numbers(node: ast.expr) -> Iterator[float]:
    """Yield the lengths that are written in an argument."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield node.value
    for part in _summands(node):
        yield from _numbers(part)


def _lengths(tree: ast.AST) -> list[str]:
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for name, call in _calls(tree)
        if LENGTHS.match(name)
        and any(number not in NO_LENGTHS for arg in call.args for number in _numbers(arg))
    ]


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_no_color_is_written_outside_the_theme(source: Path) -> None:
    assert list(_colors(_tree(source))) == []


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_no_color_of_qt_is_named_outside_the_theme(source: Path) -> None:
    named = [
        node.attr
        for node in ast.walk(_tree(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "GlobalColor"
    ]

    assert set(named) <= {"transparent"}


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_no_font_is_chosen_outside_the_theme(source: Path) -> None:
    assert [name for name, _ in _calls(_tree(source)) if name in FONTS] == []


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_no_sheet_but_that_of_the_theme(source: Path) -> None:
    sheets = [
        ast.unparse(call)
        for name, call in _calls(_tree(source))
        if name == "setStyleSheet"
        and not ast.unparse(call).endswith("app.setStyleSheet(render_sheet(look))")
    ]

    assert sheets == []


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_no_length_is_written_outside_the_theme(source: Path) -> None:
    assert _lengths(_tree(source)) == []


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_button_is_not_built_with_an_icon_and_without_words(source: Path) -> None:
    silent = [
        f"line {call.lineno}"
        for name, call in _calls(_tree(source))
        if name in BUTTONS
        and any(word.arg == "icon" for word in call.keywords)
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
        and not call.args[1].value
    ]

    assert silent == []


@pytest.mark.parametrize(
    "code",
    [
        "part.setFixedHeight(12)",
        "part.setContentsMargins(0, 0, 0, 8)",
        "box.setSpacing(look.px('gap') + 4)",
        "part.setMinimumSize(QSize(40, 0))",
        "part.resize(-3 if wide else 0, 0)",
        "part.setFixedWidth(max(24, look.px('gap')))",
    ],
)
def test_written_length_is_found(code: str) -> None:
    assert _lengths(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "part.setFixedHeight(look.px('bar') * 2)",
        "box.setContentsMargins(0, 0, 0, 0)",
        "box.setSpacing(look.px('gap') // 2)",
        "part.setFixedWidth(round(look.panel.width_px * 0.34))",
    ],
)
def test_length_from_a_token_is_none(code: str) -> None:
    assert _lengths(ast.parse(code)) == []


def test_written_color_is_found() -> None:
    code = "pen = QColor('#A0B1C2')\nSHAPE, MARK = b'#000000', b'#FFFFFF'\n"

    assert list(_colors(ast.parse(code))) == ["#A0B1C2"]
