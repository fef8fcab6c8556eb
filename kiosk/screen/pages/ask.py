# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a visitor may ask for: a referral, for oneself or for another person, or a call."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import Route, RouteName, request
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, beside_top, column
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words

_ICONS = {
    "refer-me": "account-arrow-right-outline",
    "refer-someone": "account-heart-outline",
    "contact": "phone-outline",
}


class AskPage(Page):
    """The choice of what to ask for.

    Args:
        offered: Names of the forms, as they are offered.
        about: The article that led here, or empty.
        offices: Whether there is a page for doctors' offices.
    """

    def __init__(
        self,
        look: Look,
        offered: tuple[str, ...],
        *,
        about: str,
        offices: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.REQUEST, parent)
        low = self.is_across and look.is_compact
        role = "heading" if low else "sentence"
        head = Words(self.tr("What would you like to ask for?"), role, level=1)
        head.setObjectName("ask_head")
        must = Words(self.tr("A prescriber must order an infusion. We help you ask."))
        ways = [self._way(name, request(name, about)) for name in offered]
        if offices:
            ways.append(self._offices())
        picture = ArtView(
            art("request"), radius=(look.px("radius"),) * 4, aspect=2.0 if self.is_across else 2.3
        )
        stack = Ground(gap=look.px("gap"))
        if self.is_across:
            words = column(look, head, must) if low else column(look, head, must, picture)
            stack.add(beside_top(words, column(look, *ways), gap=look.px("gap_large")))
        else:
            stack.add(*(() if look.is_large_text else (picture,)), head, must, *ways)
        self.set_column(stack, narrow=False)

    def _way(self, name: str, route: Route) -> RouteButton:
        title, detail = _words(name)
        return self._button(title, detail, route, _ICONS[name], f"ask_{name}")

    def _offices(self) -> RouteButton:
        return self._button(
            self.tr("For doctors' offices"),
            self.tr("Where a referral from a prescriber goes"),
            Route(RouteName.OFFICES),
            "stethoscope",
            "ask_offices",
        )

    def _button(self, title: str, detail: str, route: Route, icon: str, name: str) -> RouteButton:
        low = self.is_across and self.look.is_compact
        button = RouteButton(
            self.look,
            title,
            route,
            name=name,
            detail=detail,
            icon=icon,
            target="target" if low else "target_large",
            text_role="strong" if low else "subheading",
        )
        button.route_touched.connect(self.route_touched)
        return button


def _words(name: str) -> tuple[str, str]:
    """Return name and explanation of a form, as a visitor chooses it."""
    match name:
        case "refer-me":
            return (
                QCoreApplication.translate("AskPage", "A referral for me"),
                QCoreApplication.translate("AskPage", "You want infusions here, or to move them"),
            )
        case "refer-someone":
            return (
                QCoreApplication.translate("AskPage", "A referral for someone I care for"),
                QCoreApplication.translate("AskPage", "You ask for your child, parent or friend"),
            )
    return (
        QCoreApplication.translate("AskPage", "A call from us"),
        QCoreApplication.translate("AskPage", "The shortest way: a person gets in touch"),
    )
