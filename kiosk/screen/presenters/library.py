# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Shows the library: fetches on the worker, hands to the page, announces what was opened."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.languages import languages, source_language
from kiosk.library.facts import center_facts, filled
from kiosk.library.model import (
    Article,
    ArticleId,
    ArticleKind,
    Block,
    Checklist,
    Picture,
    PictureBlock,
    Place,
    Symptom,
    SymptomId,
    Therapy,
    TherapyId,
)
from kiosk.library.reader import Library
from kiosk.library.spoken import Names
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.pages.article import ArticlePage
from kiosk.screen.pages.before import BeforePage
from kiosk.screen.pages.feel import FeelPage
from kiosk.screen.pages.learn import LearnPage
from kiosk.screen.pages.search import SearchPage
from kiosk.screen.pages.staff_card import StaffCardPage
from kiosk.screen.pages.symptom import SymptomPage
from kiosk.screen.pages.therapy import TherapyPage
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.presenters.hours import opening_week
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices, Way
from kiosk.screen.widgets.aloud import AloudPage
from kiosk.screen.widgets.contact import CenterContact
from kiosk.screen.widgets.page import Page
from kiosk.session.messages import Configure, PageOpened, SearchedInVain, Standing

MOST_CARDS = 60
"""Articles that one list shows; beyond, the search finds them."""
VAIN_MS = 2_000
"""Words that found nothing and stood for so long were all that the visitor meant to type."""


class LibraryDesk(QObject):
    """Makes the pages that show the library.

    Args:
        config: Paths and the center's facts.
        jobs: The worker; the library is opened and read only there.
        choices: Language, place and way of this visit.

    Attributes:
        aloud: Reads pages aloud, where this screen has a voice.

    Signals:
        page_opened: A thing of the library is on the screen; carries ``PageOpened``.
        searched_in_vain: Words found nothing, and for ``VAIN_MS`` no others were typed, the
            page being left or not; carries ``SearchedInVain``, once for each search page.
        card_closed: Staff came to the card.
    """

    page_opened = Signal(PageOpened)
    searched_in_vain = Signal(SearchedInVain)
    card_closed = Signal()

    def __init__(
        self, config: Configure, jobs: JobRunner, choices: VisitChoices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._path = Path(config.library)
        self._live = config.standing is Standing.LIVE
        self._facts = center_facts(config.center)
        self._phone = config.center.phone
        center = config.center
        self._contact = CenterContact(
            center=center.name,
            guide=center.guide_title,
            phone=center.phone,
            after_hours=center.after_hours_phone,
            requests_offered=bool(config.requests.offered),
        )
        self._hours = center.hours
        self._jobs = jobs
        self._choices = choices
        self._library: Library | None = None
        self._shown: Page | None = None
        self._symptom = ""
        self._is_vain_told = False
        self._vain = QTimer(self, interval=VAIN_MS, singleShot=True)
        self._vain.setObjectName("vain_clock")
        self._vain.timeout.connect(self._tell_vain)
        self.aloud: AloudDesk | None = None

    def make(self, route: Route, look: Look) -> Page | None:
        """Return the page of ``route`` with its content on the way, or None if it is not ours."""
        makers: dict[RouteName, Callable[[str, Look], Page]] = {
            RouteName.LEARN: self._make_learn,
            RouteName.ARTICLE: self._make_article,
            RouteName.FEEL: self._make_feel,
            RouteName.SYMPTOM: self._make_symptom,
            RouteName.THERAPY: self._make_therapy,
            RouteName.BEFORE: self._make_before,
            RouteName.STAFF_CARD: self._make_card,
            RouteName.SEARCH: self._make_search,
        }
        maker = makers.get(route.name)
        if maker is None:
            return None
        self._shown = page = maker(route.ref, look)
        if self.aloud is not None and isinstance(page, AloudPage):
            self.aloud.attend(page)
        return page

    @property
    def _page(self) -> Page | None:
        return living(self._shown)

    def fetch_facts(self, answer: Callable[[Outcome], None]) -> None:
        """Fetch the facts of the first page, each in all languages."""
        self._jobs.run("facts", self._read_facts, answer)

    def _read_facts(self) -> tuple[tuple[str, ...], ...]:
        library = self._opened()
        by_language = (
            [self._fill_text(fact, code) for fact in library.facts(code)] for code in languages()
        )
        return tuple(zip(*by_language, strict=False))

    def read_library(self) -> Library:
        """Return the library that this visit began with; runs on the worker.

        Raises:
            EnvironmentFault: The library is missing or damaged.
        """
        return self._opened()

    def read_form(self, name: str) -> bytes:
        """Return a form of the library that this visit began with; runs on the worker.

        Raises:
            LookupError: There is no such form.
            EnvironmentFault: The library is damaged.
        """
        return self._opened().form(name)

    def read_about(self, ref: str, language: str) -> str:
        """Return what an article is about, in few words; runs on the worker.

        That is the group of its treatments where they are of one, else its title as far as a
        colon.

        Raises:
            LookupError: There is no such article.
            EnvironmentFault: The library is damaged.
        """
        library = self._opened()
        article = library.article(ArticleId(ref), language)
        groups = {library.therapy(one, language).group.name for one in article.therapies}
        return groups.pop() if len(groups) == 1 else article.card.title.partition(":")[0].strip()

    def read_names(self, language: str) -> Names:
        """Return how medicine names are said; runs on the worker.

        Raises:
            EnvironmentFault: The library is damaged.
        """
        library = self._opened()
        return Names.of(library.therapy(card.id, language) for card in library.therapies(language))

    def _fill_text(self, text: str, language: str) -> str:
        for name, fact in self._facts[language].items():
            text = text.replace(f"{{{name}}}", fact)
        return text

    def _opened(self) -> Library:
        """Return the library, opened by the worker on first use."""
        if self._library is None:
            self._library = Library.open(self._path, live=self._live)
        return self._library

    def _pictures(self, names: Iterable[str]) -> dict[str, Picture]:
        found: dict[str, Picture] = {}
        for name in names:
            try:
                found[name] = self._opened().picture(name)
            except LookupError:
                continue
        return found

    def _make_learn(self, _ref: str, look: Look) -> Page:
        page = LearnPage(look)
        page.shelf_chosen.connect(self._on_shelf)
        self._fetch_articles()
        return page

    def _fetch_articles(self) -> None:
        language, wanted = self._choices.language, self._choices.shelf

        def work() -> object:
            library = self._opened()
            kinds = tuple(kind for kind in ArticleKind if library.article_count(language, kind))
            shelf = wanted if wanted in kinds else next(iter(kinds), None)
            cards = library.articles(language, shelf, count=MOST_CARDS)
            return cards, self._pictures(card.picture for card in cards), kinds, shelf

        self._jobs.run("learn", work, self._on_learn)

    @Slot(str)
    def _on_shelf(self, kind: str) -> None:
        self._choices.shelf = ArticleKind(kind)
        self._fetch_articles()

    @Slot(Outcome)
    def _on_learn(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, LearnPage):
            if outcome.fault:
                page.show_missing()
            else:
                page.show_articles(*outcome.value)

    def _make_article(self, ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            article = filled(
                self._opened().article(ArticleId(ref), language), self._facts[language]
            )
            names = {article.card.picture, *(card.picture for card in article.related)}
            names.update(_block_pictures(article.blocks))
            return article, self._pictures(names)

        self._jobs.run("article", work, self._on_article)
        return ArticlePage(look)

    @Slot(Outcome)
    def _on_article(self, outcome: Outcome) -> None:
        page = self._page
        if not isinstance(page, ArticlePage):
            return
        if outcome.fault:
            page.show_missing()
            return
        article, pictures = outcome.value
        if not self._contact.requests_offered:
            article = msgspec.structs.replace(article, call_to_action=None)
        # The hours are said in the language of now.
        contact = replace(self._contact, hours=opening_week(self._hours))
        page.show_article(article, pictures, contact)
        self._announce("article", article)

    def _make_feel(self, ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            library = self._opened()
            groups = library.groups(language)
            symptoms, therapies = library.symptoms(language), library.therapies(language)
            pictures = self._pictures(
                (
                    *(group.picture for group in groups),
                    *(card.picture for card in symptoms if card.area == ref),
                )
            )
            return library.areas(language), symptoms, groups, therapies, pictures

        page = FeelPage(look, self._choices.way, ref)
        page.way_chosen.connect(self._on_way)
        self._jobs.run("feel", work, self._on_feel)
        return page

    @Slot(Outcome)
    def _on_feel(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, FeelPage):
            if outcome.fault:
                page.show_missing()
            else:
                page.show_reference(*outcome.value)

    @Slot(str)
    def _on_way(self, way: str) -> None:
        self._choices.way = Way(way)

    def _make_symptom(self, ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            symptom = filled(
                self._opened().symptom(SymptomId(ref), language), self._facts[language]
            )
            return symptom, self._pictures([symptom.card.picture]).get(symptom.card.picture)

        switched, place = self._choices.place
        self._symptom = ref
        page = SymptomPage(look, place if switched == ref else Place.BUILDING)
        page.place_chosen.connect(self._on_place)
        self._jobs.run("symptom", work, self._on_symptom)
        return page

    @Slot(Outcome)
    def _on_symptom(self, outcome: Outcome) -> None:
        page = self._page
        if not isinstance(page, SymptomPage):
            return
        if outcome.fault:
            page.show_missing()
            return
        symptom, picture = outcome.value
        page.show_symptom(symptom, picture, self._phone)
        self._announce("symptom", symptom)

    @Slot(str)
    def _on_place(self, place: str) -> None:
        self._choices.place = (self._symptom, Place(place))

    def _make_therapy(self, ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            therapy = filled(
                self._opened().therapy(TherapyId(ref), language), self._facts[language]
            )
            names = {therapy.group.picture, *(card.picture for card in therapy.articles)}
            return therapy, self._pictures(names)

        self._jobs.run("therapy", work, self._on_therapy)
        return TherapyPage(look)

    @Slot(Outcome)
    def _on_therapy(self, outcome: Outcome) -> None:
        page = self._page
        if not isinstance(page, TherapyPage):
            return
        if outcome.fault:
            page.show_missing()
            return
        therapy, pictures = outcome.value
        page.show_therapy(therapy, pictures, self._phone)
        self._announce("therapy", therapy)

    def _announce(self, kind: str, thing: Article | Symptom | Therapy) -> None:
        self.page_opened.emit(PageOpened(kind, thing.card.id))

    def _make_before(self, _ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            return filled(self._opened().checklist(language), self._facts[language])

        self._jobs.run("before", work, self._on_before)
        return BeforePage(look)

    @Slot(Outcome)
    def _on_before(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, BeforePage):
            if isinstance(outcome.value, Checklist):
                page.show_checklist(outcome.value, self._phone)
            else:
                page.show_nothing()

    def _make_card(self, ref: str, look: Look) -> Page:
        language = self._choices.language

        def work() -> object:
            if not ref:
                return "", ""
            english, own = (
                self._opened().symptom(SymptomId(ref), code)
                for code in (source_language(), language)
            )
            is_other = own.language != english.language
            return staff_words(english), staff_words(own) if is_other else ""

        page = StaffCardPage(look)
        page.closed.connect(self.card_closed)
        self._jobs.run("card", work, self._on_card)
        return page

    @Slot(Outcome)
    def _on_card(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, StaffCardPage):
            english, own = ("", "") if outcome.fault else outcome.value
            page.show_card(english, own)

    def _make_search(self, _ref: str, look: Look) -> Page:
        self._is_vain_told = False
        page = SearchPage(look, self._choices.query)
        page.query_changed.connect(self._on_query)
        page.way_chosen.connect(self._on_way)
        language = self._choices.language

        def work() -> object:
            questions = self._opened().questions(language)
            return tuple(filled(one, self._facts[language]) for one in questions)

        self._jobs.run("questions", work, self._on_questions)
        if self._choices.query:
            self._on_query(self._choices.query)
        return page

    @Slot(str)
    def _on_query(self, query: str) -> None:
        self._vain.stop()
        language = self._choices.language
        self._choices.query = query

        def work() -> object:
            if query != self._choices.query:
                return ()  # typed over meanwhile: nobody waits for it
            return self._opened().search(query, language)

        self._jobs.run("search", work, self._on_hits)

    @Slot(Outcome)
    def _on_questions(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, SearchPage) and not outcome.fault:
            page.show_questions(outcome.value)

    @Slot(Outcome)
    def _on_hits(self, outcome: Outcome) -> None:
        page = self._page
        if isinstance(page, SearchPage):
            page.show_hits(() if outcome.fault else outcome.value)
            if page.is_personal and not outcome.fault and not outcome.value:
                self._vain.start()

    @Slot()
    def _tell_vain(self) -> None:
        if not self._is_vain_told:
            self._is_vain_told = True
            self.searched_in_vain.emit(SearchedInVain())


def staff_words(symptom: Symptom) -> str:
    """Return what stands after "I feel:" on the card for staff."""
    return symptom.staff_says or symptom.card.name


def _block_pictures(blocks: Iterable[Block]) -> Iterable[str]:
    return (block.picture for block in blocks if isinstance(block, PictureBlock))
