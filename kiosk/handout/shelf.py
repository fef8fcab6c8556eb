# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The library as the helper reads it: each thing a sheet, with the center's facts filled in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.forms.load import load_form
from kiosk.handout.compose import Letterhead, article_sheet
from kiosk.handout.paper_form import form_sheet
from kiosk.handout.parts import Modules, Sheet
from kiosk.handout.reference import symptom_sheet, therapy_sheet
from kiosk.handout.wording import wording_of
from kiosk.library.codes import GENERAL_ENTRY, contact_card, modules_of, signs_at_home
from kiosk.library.facts import center_facts, filled, with_whole_phones
from kiosk.library.model import (
    Article,
    ArticleId,
    LinkKind,
    Picture,
    PictureBlock,
    SymptomId,
    TherapyId,
)
from kiosk.library.reader import Library
from kiosk.settings import Center


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be printed; ``kind`` as `LinkKind` has it."""

    kind: LinkKind
    ref: str


class Shelf:
    """Makes sheets of a library.

    Args:
        library: The open library.
        center: Whose handouts these are.
        live: Whether this is a live kiosk.
    """

    def __init__(self, library: Library, center: Center, *, live: bool) -> None:
        self._library, self._live = library, live
        self._center = center
        self._facts = center_facts(with_whole_phones(center))

    @classmethod
    def open(cls, path: Path, center: Center, *, live: bool) -> Self:
        """Open a library file.

        Raises:
            EnvironmentFault: It is missing, damaged, of another version, or no library.
        """
        return cls(Library.open(path, live=live), center, live=live)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._library.close()

    def items(self, language: str) -> Iterator[Item]:
        """Yield everything that has a handout, forms last."""
        library = self._library
        for article in library.articles(language):
            yield Item(LinkKind.ARTICLE, article.id)
        for symptom in library.symptoms(language):
            if not library.symptom(symptom.id, language).withheld:
                yield Item(LinkKind.SYMPTOM, symptom.id)
        for therapy in library.therapies(language):
            yield Item(LinkKind.THERAPY, therapy.id)
        for form in library.forms():
            yield Item(LinkKind.FORM, form)

    def sheet(self, item: Item, language: str) -> Sheet:
        """Return the handout of a thing.

        Raises:
            LookupError: There is none, or a live kiosk may not give it out.
            EnvironmentFault: The library is damaged.
            ContentFault: A form in it is wrong.
        """
        makers: dict[LinkKind, Callable[[str, str], Sheet]] = {
            LinkKind.ARTICLE: self._article,
            LinkKind.SYMPTOM: self._symptom,
            LinkKind.THERAPY: self._therapy,
            LinkKind.FORM: self._form,
        }
        return makers[item.kind](item.ref, language)

    def _head(self, language: str) -> Letterhead:
        return Letterhead(self._center, not self._live, language)

    def _article(self, ref: str, language: str) -> Sheet:
        article = filled(self._library.article(ArticleId(ref), language), self._facts[language])
        code = modules_of(article.address) if article.address else self._card(language)
        head = self._head(article.language)
        return article_sheet(article, self._pictures(article), head, code)

    def _symptom(self, ref: str, language: str) -> Sheet:
        symptom = filled(self._library.symptom(SymptomId(ref), language), self._facts[language])
        if symptom.withheld:
            raise LookupError("this text awaits its signature")
        return symptom_sheet(symptom, self._head(symptom.language), self._card(language))

    def _therapy(self, ref: str, language: str) -> Sheet:
        therapy = filled(self._library.therapy(TherapyId(ref), language), self._facts[language])
        return therapy_sheet(therapy, self._head(therapy.language), self._card(language))

    def _form(self, ref: str, language: str) -> Sheet:
        form = load_form(self._library.form(ref), f"forms/{ref}.json")
        return form_sheet(form, self._head(language))

    def _pictures(self, article: Article) -> dict[str, Picture]:
        found: dict[str, Picture] = {}
        for block in article.blocks:
            if isinstance(block, PictureBlock):
                try:
                    found[block.picture] = self._library.picture(block.picture)
                except LookupError:
                    continue
        return found

    def _card(self, language: str) -> Modules:
        say = wording_of(language)
        card = contact_card(
            self._center,
            emergency=say.card_emergency,
            call_if=say.card_call_if,
            signs=self._signs(language),
            closed=say.closed.format(closed=self._center.after_hours_phone),
        )
        return modules_of(card)

    def _signs(self, language: str) -> tuple[str, ...]:
        """Return when to call 911 from home; nothing that a live kiosk withholds."""
        try:
            entry = filled(self._library.symptom(GENERAL_ENTRY, language), self._facts[language])
        except LookupError:
            return ()
        return signs_at_home(entry)
