# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A therapy: what it is for, what to expect, what to tell us, what can happen."""

from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import (
    Effect,
    Fact,
    LinkKind,
    Picture,
    Text,
    Therapy,
    Tier,
    Topic,
)
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.aloud import AloudPage
from kiosk.screen.widgets.bands import Point, band_ground, band_head, band_tone
from kiosk.screen.widgets.cards import ArticleRow, RouteButton, TakeHomeButton
from kiosk.screen.widgets.frames import Ground, column, flow, row
from kiosk.screen.widgets.jumps import JumpButton
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import SIDE_PART
from kiosk.screen.widgets.pictures import ArtView, with_heads
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.standing import (
    DisclaimerBox,
    SourceList,
    review_lines,
)
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.timeline import Timeline

HEAD_ASPECT = 2.3
SIDE_ASPECT = 16 / 9
"""Width by height of the picture above the text, and beside it."""


class TherapyPage(AloudPage):
    """One therapy in one language."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.THERAPY, parent)
        self._sections: dict[str, tuple[str, QWidget]] = {}
        self.waiting()

    def show_therapy(self, therapy: Therapy, pictures: dict[str, Picture], phone: str) -> None:
        """Show ``therapy``.

        Args:
            therapy: What to show.
            pictures: Pictures of its group and of its articles, by name.
            phone: The center's.
        """
        look, self.content = self.look, therapy
        stack = Ground(gap=look.px("gap"))
        sections = [*self._day(therapy), *self._can_happen(therapy), *self._facts(therapy)]
        jumps = self._jumps()
        head = self._head(therapy, pictures.get(therapy.group.picture))
        side = self._make_side(head, jumps) if self._has_head_beside() else None
        if side is None:
            stack.add(*head)
        what = [*self.language_notes(), *self._what(therapy)]
        stack.add(*what)
        if side is None and jumps:
            stack.add(flow(look, *jumps))
        stack.add(*sections)
        if therapy.articles:
            stack.add(Words(self.tr("Read about it"), "heading", level=2))
        for article in therapy.articles:
            line = ArticleRow(look, article, pictures.get(article.picture))
            line.route_touched.connect(self.route_touched)
            stack.add(line)
        take_home = TakeHomeButton(look, LinkKind.THERAPY, therapy.card.id)
        take_home.route_touched.connect(self.route_touched)
        disclaimer = DisclaimerBox(look, phone)
        self.read(*what, *sections, disclaimer)
        stack.add(take_home, disclaimer)
        stack.add(*review_lines(therapy.review, therapy.general))
        if therapy.label_date:
            day = QLocale().toString(
                QDate.fromString(therapy.label_date, Qt.DateFormat.ISODate),
                QLocale.FormatType.LongFormat,
            )
            words = self.tr("The medicine's US label that we read is of {day}.").format(day=day)
            stack.add(Words(words, "small", tone="second"))
        stack.add(SourceList(look, therapy.sources))
        self.set_column(stack, side=side)

    def _can_happen(self, therapy: Therapy) -> list[QWidget]:
        """Return the side effects, most urgent first; what is only frequent has no urgency."""
        parts = list[QWidget]()
        for anchor, chip, heading, effects, tier in (
            (
                "emergency",
                self.tr("Emergency signs"),
                self.tr("Emergency: call out now. At home call 911"),
                therapy.emergency,
                Tier.EMERGENCY,
            ),
            (
                "today",
                self.tr("Call us today"),
                self.tr("Tell a nurse now. At home call us today"),
                therapy.today,
                Tier.TODAY,
            ),
        ):
            if effects:
                box = Ground(
                    band_ground(tier), pad=self.look.px("pad"), gap=self.look.px("gap_small")
                )
                box.add(band_head(self.look, tier, heading))
                parts.append(self._section(anchor, chip, self._effects(box, effects, tier)))
        if therapy.common:
            heading = self.tr("How often side effects happen")
            box = Ground("card", pad=self.look.px("pad"), gap=self.look.px("gap_small"))
            box.add(Words(heading, "subheading", level=2))
            parts.append(self._section("common", heading, self._effects(box, therapy.common)))
        return parts

    def _facts(self, therapy: Therapy) -> list[QWidget]:
        """Return what to tell us and to ask, and what else there is to know, as lists."""
        parts = list[QWidget]()
        for anchor, chip, heading, topics in (
            (
                "tell",
                self.tr("Tell us first"),
                self.tr("Tell us first about"),
                (Topic.TELL_FIRST,),
            ),
            ("", "", self.tr("Pregnancy and vaccines"), (Topic.PREGNANCY, Topic.VACCINES)),
            ("", "", self.tr("Good to know"), (Topic.NOTE,)),
            (
                "questions",
                self.tr("Questions to ask"),
                self.tr("Questions to ask your care team"),
                (Topic.QUESTION,),
            ),
        ):
            facts = tuple(fact for topic in topics for fact in therapy.about(topic))
            if facts:
                parts.append(self._section(anchor, chip, self._list(heading, facts)))
        return parts

    def _has_head_beside(self) -> bool:
        """Return whether head and jumps stand beside the text; a low glass has no room for both."""
        return self.has_side and not self.look.is_compact

    def _section(self, anchor: str, chip: str, part: QWidget) -> QWidget:
        """Return ``part``, known by ``anchor`` to the jump of that name where there is one."""
        if anchor:
            part.setObjectName(f"section_{anchor}")
            self._sections[anchor] = (chip, part)
        return part

    def _jumps(self) -> list[QWidget]:
        jumps = list[QWidget]()
        for anchor, (text, _) in self._sections.items():
            jump = JumpButton(self.look, text, anchor, role="chip", wraps=self._has_head_beside())
            jump.jumped.connect(self._on_jump)
            jumps.append(jump)
        return jumps

    @Slot(str)
    def _on_jump(self, anchor: str) -> None:
        if self.scroller is not None:
            _, part = self._sections[anchor]
            later(part, partial(self.scroller.show_widget, part))

    def _make_side(self, head: list[QWidget], jumps: list[QWidget]) -> Ground:
        """Return head and jumps as what stands beside the text."""
        look = self.look
        side = Ground(gap=look.px("gap"))
        side.box.setContentsMargins(
            look.px("margin"), look.px("gap_small"), look.px("gap"), look.px("gap")
        )
        for part in head:
            side.box.addWidget(part, int(isinstance(part, ArtView)))
        side.box.addStretch()
        side.add(column(look, *jumps, gap="gap_small"))
        return side

    def _what(self, therapy: Therapy) -> list[QWidget]:
        """Return brands, what it is for, and how long and how often, as two short facts."""
        look = self.look
        runs = (*therapy.about(Topic.WHAT_FOR), *therapy.about(Topic.WHAT_IS))
        parts: list[QWidget] = [Prose((Text(" ".join(fact.text for fact in runs)),), look)]
        brands = [f"{one.name} ({one.said})" if one.said else one.name for one in therapy.brands]
        if brands:
            names = self.tr("Brands: {brands}").format(brands=", ".join(brands))
            parts.insert(0, Words(names, "label", tone="second"))
        cards = list[QWidget]()
        for heading, topic in (
            (self.tr("How long it takes"), Topic.HOW_LONG),
            (self.tr("How often"), Topic.HOW_OFTEN),
        ):
            if facts := therapy.about(topic):
                card = Ground("soft", pad=look.px("pad"), gap=look.px("gap_small") // 2)
                card.add(Words(heading, "label", tone="second", level=3))
                card.add(*(Words(fact.text) for fact in facts))
                card.box.addStretch(1)
                cards.append(card)
        if cards:
            parts.append(row(look, *cards))
        return parts

    def _day(self, therapy: Therapy) -> list[QWidget]:
        """Return the day from arriving to going home, as a line of stages."""
        stages = [
            (title, [fact.text for fact in therapy.about(topic)])
            for title, topic in (
                (self.tr("When you arrive"), Topic.ARRIVE),
                (self.tr("Before the drip"), Topic.BEFORE),
                (self.tr("During the drip"), Topic.DRIP),
                (self.tr("Before you go"), Topic.AFTER),
                (self.tr("Later, at home"), Topic.HOME),
            )
            if therapy.about(topic)
        ]
        if not stages:
            return []
        title = Words(self.tr("What to expect on the day"), "heading", level=2)
        line = Timeline(self.look, stages)
        line.setObjectName("therapy_day")
        return [title, line]

    def _head(self, therapy: Therapy, picture: Picture | None) -> list[QWidget]:
        """Return picture, name, and how it is said."""
        look, card = self.look, therapy.card
        role = "heading" if look.is_wide or look.is_compact else "sentence"
        title = Words(card.name, role, level=1)
        title.setObjectName("therapy_title")
        self.read(title)
        kicker = self.with_listen(Words(therapy.group.name, "kicker"))
        words = column(look, kicker, title, gap="gap_small")
        if card.said:
            said = self.tr("Said: {said}").format(said=card.said)
            words.add(Words(said, "label", tone="second"))
        if picture is None or look.is_large_text or (look.is_wide and not self._has_head_beside()):
            return [words]
        corners = (look.px("radius"),) * 4
        if not look.is_wide:
            view = ArtView(picture, therapy.group.alt, radius=corners, aspect=HEAD_ASPECT)
        else:
            view = ArtView(with_heads(picture), therapy.group.alt, radius=corners)
            view.setMaximumHeight(round(look.panel.width_px * SIDE_PART / SIDE_ASPECT))
        return [view, words]

    def _list(self, heading: str, facts: tuple[Fact, ...]) -> QWidget:
        look = self.look
        part = column(look, Words(heading, "heading", level=2), gap="gap_small")
        part.add(*(Point(look, fact.text, "reading", "") for fact in facts))
        return part

    def _effects(
        self, box: Ground, effects: tuple[Effect, ...], tier: Tier | None = None
    ) -> Ground:
        """Add side effects in the tone of ``tier``: each a line, or the way to its entry."""
        look, tone = self.look, band_tone(tier) if tier else ""
        for effect in effects:
            if effect.symptom is None:
                box.add(Point(look, effect.text, "reading", tone))
                if effect.numbers:
                    box.add(Words(effect.numbers, "small", tone=tone or "second"))
                continue
            line = RouteButton(
                look,
                effect.text,
                Route(RouteName.SYMPTOM, effect.symptom),
                name=f"symptom_{effect.symptom}",
                detail=effect.numbers,
                icon="chevron-right",
                target="target_min",
                text_role="label",
            )
            line.route_touched.connect(self.route_touched)
            box.add(line)
        return box
