# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The part of FHIRPath that a form may use: small, total and bounded.

Expressions look at the answers as at a QuestionnaireResponse: ``%resource``, ``%context``,
``$this``; ``item``, ``answer``, ``value``, ``linkId``, and ``code``, ``system``, ``unit`` of a
value; ``where``, ``exists``, ``empty``, ``not``, ``count``, ``first``, ``length``,
``descendants``, ``today``; ``implies or xor and = != < > <= >= + - *``; texts, numbers, days
(``@2026-01-31``), spans (``18 years``), ``true``, ``false`` and ``{}``. Everything else is refused
when the form is read. An expression is worked out in time that grows with the number of items
only: within ``where`` and ``exists`` nothing reaches back to the whole. What makes no sense for the
answers given (a text larger than a number) is nothing, ``{}``, as is what nobody answered.

*Why not the library fhirpathpy?* Of 2.2.4 it was seen that it takes ``item.exists() garbage`` and
``item.where(linkId='a'`` for sound, thinks for seconds about ``matches`` and long sums, keeps one
day for ``today()`` in a process, cannot compare quantities, and repeats answers in its errors.

Source:
    HL7 FHIRPath N1 (2.0.0), for meaning and precedence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from kiosk.forms.model import Coding, Quantity, Value

LONGEST = 1_000
_MOST_TOKENS = 200
_DEEPEST = 12
_TOKEN = re.compile(
    r"\s+|(?P<text>'(?:[^'\\]|\\['\\])*')|(?P<day>@\d{4}-\d{2}-\d{2}(?![T\d-]))"
    r"|(?P<number>\d{1,15}(?:\.\d{1,9})?(?![\w.]))|(?P<name>[A-Za-z_]\w*|%\w+|\$this)"
    r"|(?P<sign><=|>=|!=|[=<>+\-*().{},])",
    re.ASCII,
)
_LEVELS = (
    ("implies",), ("or", "xor"), ("and",), ("=", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*",)
)  # fmt: skip
_MEMBERS = frozenset({"item", "answer", "value", "linkId", "code", "system", "unit"})
_SPANS = {
    "day": (0, 1), "days": (0, 1), "week": (0, 7), "weeks": (0, 7),
    "month": (1, 0), "months": (1, 0), "year": (12, 0), "years": (12, 0),
}  # fmt: skip


@dataclass(slots=True)
class Answered:
    """An item of the response as expressions see it; ``repr`` tells no value."""

    link_id: str = ""
    values: tuple[Value, ...] = field(default=(), repr=False)
    items: list["Answered"] = field(default_factory=list)

    @property
    def is_present(self) -> bool:
        """Whether a response would hold it: it has an answer, or something in it has."""
        return bool(self.values) or any(item.is_present for item in self.items)


@dataclass(frozen=True, slots=True)
class _Answer:
    value: Value = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Span:
    months: int
    days: int

    def after(self, day: date, sign: int) -> date | None:
        """Return the day that is this far away, the last of a month where that is shorter."""
        year, month = divmod(day.year * 12 + day.month - 1 + sign * self.months, 12)
        try:
            last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)).day
            return date(year, month + 1, min(day.day, last)) + timedelta(sign * self.days)
        except (ValueError, OverflowError):
            return None


_Things = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    resource: Answered
    context: Answered
    today: date
    this: _Things


_Run = Callable[[_Scope], _Things]


class ExpressionError(ValueError):
    """Why an expression cannot be used, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A sound expression.

    Attributes:
        link_ids: The items it names as ``linkId = '...'``, in order.
    """

    link_ids: tuple[str, ...]
    _run: _Run

    def holds(self, resource: Answered, context: Answered, today: date) -> bool:
        """Return whether it is true; nothing (``{}``) is not true."""
        return _truth(self._run(_Scope(resource, context, today, (context,)))) is True


@lru_cache(maxsize=256)
def compiled(text: str) -> Expression:
    """Return an expression ready to be asked.

    Raises:
        ExpressionError: It uses what is not supported, or is none.
    """
    tokens = tuple(_tokens(text))
    parser = _Parser(tokens)
    run = parser.binary()
    if parser.word:
        raise ExpressionError(f"cannot be read from `{parser.word[:40]}` on")
    named = zip(tokens, tokens[1:], tokens[2:], strict=False)
    found = (third for first, second, third in named if (first, second) == ("linkId", "="))
    return Expression(tuple(_unquoted(word) for word in found if word[0] == "'"), run)


def _tokens(text: str) -> Iterator[str]:
    position, count = 0, 0
    if len(text) > LONGEST:
        raise ExpressionError(f"is longer than {LONGEST} characters")
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise ExpressionError(f"uses `{text[position : position + 20]}`, not supported here")
        position = token.end()
        if token.lastgroup:
            count += 1
            yield token[0]
    if count > _MOST_TOKENS:
        raise ExpressionError(f"has more than {_MOST_TOKENS} words")


def _unquoted(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word[1:-1])


class _Parser:
    """Reads tokens into functions; the deepest brackets are limited."""

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self._tokens, self._at = tokens, 0
        self._depth = self._inside = 0

    @property
    def word(self) -> str:
        """The next token, empty at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        word = self.word
        if not word:
            raise ExpressionError("ends too early")
        self._at += 1
        return word

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise ExpressionError(f"lacks a `{sign}`")

    def binary(self, level: int = 0) -> _Run:
        """Read operators of this level and of those that bind tighter."""
        if level == len(_LEVELS):
            return self._unary()
        left = self.binary(level + 1)
        while self.word in _LEVELS[level]:
            sign = self._next()
            left = _operation(sign, left, self.binary(level + 1))
        return left

    def _unary(self) -> _Run:
        if self.word != "-":
            return self._path()
        self._next()
        return _operation("-", lambda _: (0,), self._path())

    def _path(self) -> _Run:
        run = self._term()
        while self.word == ".":
            self._next()
            run = self._step(self._next(), run)
        return run

    def _bracketed(self) -> _Run:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError(f"nests deeper than {_DEEPEST}")
        run = self.binary()
        self._expect(")")
        self._depth -= 1
        return run

    def _term(self) -> _Run:
        word = self._next()
        if word == "(":
            return self._bracketed()
        if word == "{":
            self._expect("}")
            return lambda _: ()
        if word in ("%resource", "%context"):
            if self._inside:
                raise ExpressionError(f"uses `{word}` within `where` or `exists`")
            return (lambda s: (s.resource,)) if word == "%resource" else (lambda s: (s.context,))
        if word == "$this":
            return lambda scope: scope.this
        literal = self._literal(word)
        if literal is not None:
            return lambda _: (literal,)
        return self._step(word, lambda scope: scope.this)

    def _literal(self, word: str) -> object:
        if word in ("true", "false"):
            return word == "true"
        if word[0] == "'":
            return _unquoted(word)
        if word[0] == "@":
            try:
                return date.fromisoformat(word[1:])
            except ValueError:
                raise ExpressionError(f"has no day `{word}`") from None
        if not word[0].isdigit():
            return None
        if self.word in _SPANS:
            months, days = _SPANS[self._next()]
            if "." in word or len(word) > 4:
                raise ExpressionError("has a span of time that is no whole number up to 9999")
            return _Span(int(word) * months, int(word) * days)
        return Decimal(word) if "." in word else int(word)

    def _step(self, name: str, focus: _Run) -> _Run:
        if self.word != "(":
            if name not in _MEMBERS:
                raise ExpressionError(f"uses `{name[:40]}`, not supported here")
            return lambda scope: tuple(_members(focus(scope), name))
        self._next()
        if name in ("where", "exists") and self.word != ")":
            self._inside += 1
            criteria = self._bracketed()
            self._inside -= 1
            return _filtered(name, focus, criteria)
        function = _FUNCTIONS.get(name)
        if function is None or (name == "descendants" and self._inside):
            raise ExpressionError(f"uses `{name[:40]}()`, not supported here")
        self._expect(")")
        if name == "today":
            return lambda scope: (scope.today,)
        return lambda scope: function(focus(scope))


def _filtered(name: str, focus: _Run, criteria: _Run) -> _Run:
    def run(scope: _Scope) -> _Things:
        kept = tuple(
            thing
            for thing in focus(scope)
            if _truth(criteria(_Scope(scope.resource, scope.context, scope.today, (thing,))))
        )
        return kept if name == "where" else (bool(kept),)

    return run


def _members(things: _Things, name: str) -> Iterator[object]:
    for thing in things:
        match thing, name:
            case Answered(), "item":
                yield from (item for item in thing.items if item.is_present)
            case Answered(), "answer":
                yield from (_Answer(value) for value in thing.values)
            case Answered(), "linkId":
                yield thing.link_id
            case _Answer(value=value), "value":
                yield value.strip() if isinstance(value, str) else value
            case Quantity(), "value" | "unit" | "code" | "system":
                yield getattr(thing, name)
            case Coding(), "code" | "system":
                yield getattr(thing, name)


def _descendants(things: _Things) -> _Things:
    found: dict[int, object] = {}

    def visit(items: Iterator[object]) -> None:
        for item in items:
            if isinstance(item, Answered) and id(item) not in found:
                found[id(item)] = item
                visit(_members((item,), "item"))

    visit(_members(things, "item"))
    return tuple(found.values())


def _opposite(things: _Things) -> _Things:
    truth = _truth(things)
    return () if truth is None else (not truth,)


_FUNCTIONS: dict[str, Callable[[_Things], _Things]] = {
    "exists": lambda things: (bool(things),),
    "empty": lambda things: (not things,),
    "not": _opposite,
    "count": lambda things: (len(things),),
    "first": lambda things: things[:1],
    "length": lambda things: tuple(len(text) for text in things[:1] if isinstance(text, str)),
    "descendants": _descendants,
    "today": lambda _: (),
}


def _truth(things: _Things) -> bool | None:
    """Return what things mean as a condition: one thing is true unless it is false itself."""
    return things[0] is not False if len(things) == 1 else None


def _operation(sign: str, left: _Run, right: _Run) -> _Run:
    if sign in ("and", "or", "xor", "implies"):
        return lambda scope: _logic(sign, _truth(left(scope)), _truth(right(scope)))
    if sign in ("=", "!="):
        return lambda scope: _equality(left(scope), right(scope), sign == "=")
    work = _ordered if sign in ("<", ">", "<=", ">=") else _sum

    def run(scope: _Scope) -> _Things:
        a, b = left(scope), right(scope)
        return work(sign, a[0], b[0]) if len(a) == len(b) == 1 else ()

    return run


def _logic(sign: str, a: bool | None, b: bool | None) -> _Things:
    if sign == "implies":
        sign, a = "or", None if a is None else not a
    if sign == "xor":
        return () if a is None or b is None else (a is not b,)
    decisive = sign == "or"
    if decisive in (a, b):
        return (decisive,)
    return () if a is None or b is None else (not decisive,)


def _equality(a: _Things, b: _Things, wanted: bool) -> _Things:
    if not a or not b:
        return ()
    equal = len(a) == len(b) and all(map(_same, a, b))
    return (equal is wanted,)


def _same(a: object, b: object) -> bool:
    if isinstance(a, Coding):
        return a.means(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.value == b.value and a.is_measured_like(b)
    return isinstance(a, bool) is isinstance(b, bool) and a == b


def _ordered(sign: str, a: object, b: object) -> _Things:
    if isinstance(a, Quantity) and isinstance(b, Quantity) and a.is_measured_like(b):
        a, b = a.value, b.value
    if isinstance(a, bool) or isinstance(b, bool):
        return ()
    for kind in (int | Decimal, str, date):
        if isinstance(a, kind) and isinstance(b, kind):
            less, equal = a < b, a == b  # type: ignore[operator]
            return (
                {"<": less, ">": not less and not equal, "<=": less or equal}.get(sign, not less),
            )
    return ()


def _sum(sign: str, a: object, b: object) -> _Things:
    if isinstance(a, date) and isinstance(b, _Span) and sign != "*":
        day = b.after(a, 1 if sign == "+" else -1)
        return () if day is None else (day,)
    if isinstance(a, bool) or isinstance(b, bool):
        return ()
    if isinstance(a, int | Decimal) and isinstance(b, int | Decimal):
        x, y = Decimal(a), Decimal(b)
        return ({"+": x + y, "-": x - y, "*": x * y}[sign],)
    return ()
