# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Turns a form of the kiosk into a sheet to fill in with a pen."""

from collections.abc import Iterator

from kiosk.forms.model import Form, Item, ItemControl, ItemType, Operator, Value
from kiosk.handout.compose import Letterhead
from kiosk.handout.parts import Blank, Heading, Mark, Part, Points, Sheet, Words, words
from kiosk.library.facts import form_facts
from kiosk.library.model import Text

NOT_ON_PAPER = frozenset({"consent-keeping"})
"""Items that speak of how the kiosk keeps a request; on paper they would not be true."""

ASKED_ONCE = frozenset({"page-text"})
"""Pages that ask again, under another condition, what a later page asks (``page-text-also``)."""

TEXT_LINES = 4
"""Lines to write on for a long answer."""


def form_sheet(form: Form, head: Letterhead) -> Sheet:
    """Return a form as a blank sheet: all its questions, none of them hidden by an answer.

    A question that depends on another one says on which box.
    """
    say = head.wording
    form = form.filled(form_facts(head.center))
    parts: list[Part] = [Words(words(say.form_before, strong=True))]
    parts.append(Words(words(say.form_required)))
    for item in form.items:
        parts += _Writer(form, head).item(item)
    parts += [Blank(say.form_date), Blank(say.form_sign)]
    title = form.title.in_language(head.language)
    return head.sheet(say.form_paper, title, say.form_hint, parts)


class _Writer:
    """Writes the items of one form."""

    def __init__(self, form: Form, head: Letterhead) -> None:
        self._form, self._language, self._say = form, head.language, head.wording

    def item(self, item: Item) -> Iterator[Part]:
        """Yield what stands on paper for an item and all below it."""
        if (
            item.hidden
            or item.link_id in NOT_ON_PAPER | ASKED_ONCE
            or item.item_control is ItemControl.HELP
        ):
            return
        text = item.text.in_language(self._language)
        if item.type is ItemType.GROUP:
            yield Heading(text, 1 if item.item_control is ItemControl.PAGE else 2)
            yield from self._condition(item)
            for child in item.items:
                yield from self.item(child)
            return
        if item.type is ItemType.DISPLAY:
            yield from self._condition(item)
            yield Words(words(text))
            return
        yield from self._condition(item)
        yield from self._question(item, f"{text} *" if item.required else text)

    def _question(self, item: Item, label: str) -> Iterator[Part]:
        is_long = item.type is ItemType.TEXT
        why = item.help_text
        told = [Words(words(why.in_language(self._language)), keeps=True)] if why else []
        if item.type in (ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.BOOLEAN):
            offered = [o.display.in_language(self._language) for o in item.answer_options]
            hint = self._say.form_many if item.repeats else self._say.form_one
            yield Words((Text(label, strong=True), Text(f"  {hint}" if offered[1:] else "")), True)
            yield from told
            boxes = offered or [self._say.form_yes]
            if item.item_control is not ItemControl.AUTOCOMPLETE:
                yield Points(tuple(words(text) for text in boxes), Mark.BOX)
            if item.type is ItemType.OPEN_CHOICE:
                yield Blank("")
        else:
            yield Words(words(label, strong=True), keeps=True)
            yield from told
            yield Blank("", TEXT_LINES if is_long else 1)

    def _condition(self, item: Item) -> Iterator[Part]:
        answers = [
            self._answer(when.question, when.answer)
            for when in item.enable_when
            if when.operator is not Operator.NOT_EQUAL
        ]
        if named := ", ".join(filter(None, answers)):
            line = (Text(self._say.form_only_if.format(answers=named), emphasis=True),)
            yield Words(line, keeps=True)

    def _answer(self, question: str, value: Value) -> str:
        option = self._form.find(question).option(value)
        return option.display.in_language(self._language) if option else ""
