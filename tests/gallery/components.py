# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One of each component, to be looked at in all its states.

To add one, write a function that makes it and decorate it::

    @sample("chip")
    def _chip(look: Look) -> QWidget: return Chip(look, say("Skin", "Piel"), name="chip")
"""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import (
    Coding,
    EntryKind,
    Item,
    ItemControl,
    ItemType,
    Localized,
    Option,
    Unit,
    Value,
)
from kiosk.library.codes import modules_of
from kiosk.library.model import (
    ArticleCard,
    ArticleId,
    ArticleKind,
    Band,
    Block,
    Callout,
    CalloutKind,
    Fact,
    Heading,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    PictureBlock,
    Place,
    Source,
    Table,
    Target,
    Term,
    Text,
    Tier,
)
from kiosk.library.model import Item as Point
from kiosk.screen.pages.settings import SettingsPanel
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import BandCard
from kiosk.screen.widgets.bars import BottomBar, DemoStrip, Header
from kiosk.screen.widgets.blocks import BlockMaker, LinkButton
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.cards import ArticleRow, Chip, RouteButton
from kiosk.screen.widgets.curtain import Curtain
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground, flow
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.pictures import art
from kiosk.screen.widgets.progress import CountRing, ProgressLine, Stepper
from kiosk.screen.widgets.qr import QrView
from kiosk.screen.widgets.questions import OptionButton, make_question
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList
from kiosk.screen.widgets.states import EmptyState, NoticeStrip, Skeleton

Maker = Callable[[Look], QWidget]
SAMPLES: dict[str, Maker] = {}
STILL = "still"
"""Property of a sample whose parts are shown at rest only: their states are shown elsewhere."""
PHONE = "(555) 555-0100"
LONG = (
    "Please tell us when a nurse may call you, and whether we may leave a message",
    "Díganos cuándo puede llamarle una enfermera y si podemos dejarle un mensaje",
)
ROLES = ("primary", "quiet", "danger", "alarm", "ink", "choice", "row", "tile", "bar", "bar-clear")


def sample(name: str) -> Callable[[Maker], Maker]:
    """Show what the decorated function makes under ``name``, in the order of the file."""

    def keep(maker: Maker) -> Maker:
        SAMPLES[name] = maker
        return maker

    return keep


def language() -> str:
    """Return the language of now."""
    return "es" if QLocale().language() is QLocale.Language.Spanish else "en"


def say(english: str, spanish: str) -> str:
    """Return the words in the language of now."""
    return spanish if language() == "es" else english


def _button(role: str, words: tuple[str, str], name: str) -> None:
    @sample(name)
    def make(look: Look) -> QWidget:
        button = TouchButton(look, say(*words), name="sample", role=role)
        button.setCheckable(role == "choice")
        if role != "danger":
            return button
        ground = Ground("emergency", pad=look.px("pad"))
        ground.add(button)
        return ground


for _role in ROLES:
    _button(_role, ("Ask for a call", "Pedir una llamada"), f"button {_role}")
_button("primary", LONG, "button with long words")


@sample("button with icon and detail")
def _icon_button(look: Look) -> QWidget:
    return TouchButton(
        look,
        say("Before your infusion", "Antes de su infusión"),
        name="sample",
        role="row",
        detail=say("Tell us first", "Avísenos primero"),
        icon="chevron-right",
        centered=False,
    )


@sample("way to a page")
def _route(look: Look) -> QWidget:
    route = Route(RouteName.SYMPTOM, "hives")
    return RouteButton(look, say("Hives", "Ronchas"), route, name="sample")


@sample("article in a list")
def _article(look: Look) -> QWidget:
    card = ArticleCard(
        ArticleId("sample"),
        say("Your first infusion day", "Su primer día de infusión"),
        say("What to bring and how long it takes.", "Qué traer y cuánto tiempo toma."),
        ArticleKind.YOUR_VISIT,
        "picture",
        say("A nurse and a visitor", "Una enfermera y una visitante"),
        4,
    )
    return ArticleRow(look, card, art("learn"))


@sample("switch")
def _segments(look: Look) -> QWidget:
    choices = (
        ("here", say("In the building", "En el edificio")),
        ("home", say("Later, at home", "Más tarde, en casa")),
    )
    return Segments(look, choices, "home", name="sample")


def _band(tier: Tier, place: Place) -> None:
    @sample(f"band {tier.value}, {place.value}")
    def make(look: Look) -> QWidget:
        return BandCard(look, band(tier), place)


def band(tier: Tier) -> Band:
    """Return a band of ``tier`` in the words of the product's own tiers."""
    here, home = {
        Tier.EMERGENCY: (("Call out now", "Llame al personal ya"), ("Call 911", "Llame al 911")),
        Tier.TODAY: (("Tell a nurse now", "Avise ya"), ("Call us today", "Llámenos hoy")),
        Tier.ROUTINE: (("Tell your nurse", "Dígaselo"), ("Next visit", "Próxima visita")),
    }[tier]
    action = say("Stay where you are.", "Quédese donde está.")
    when = (
        say("it comes quickly", "aparece rápido"),
        say("it gets worse", "empeora"),
    )
    return Band(
        tier,
        {Place.BUILDING: say(*here), Place.HOME: say(*home)},
        dict.fromkeys(Place, tuple(Fact(text, ("A",)) for text in when)),
        {Place.BUILDING: (action,), Place.HOME: (action,)},
    )


for _tier in Tier:
    for _place in Place:
        _band(_tier, _place)


def _field(look: Look, text: str = "", hint: str = "") -> TextField:
    field = TextField(look, name="sample", keys="name")
    field.setAccessibleName(say("First name", "Nombre"))
    field.setText(text)
    field.setPlaceholderText(hint)
    return field


@sample("field")
def _filled_field(look: Look) -> QWidget:
    return _field(look, text="Ana")


@sample("field with a hint")
def _hinted_field(look: Look) -> QWidget:
    return _field(look, hint="(555) 555-0100")


def _question(
    name: str, item: Item, values: tuple[Value, ...] = (), *, wrong: bool = False
) -> None:
    @sample(name)
    def make(look: Look) -> QWidget:
        question = make_question(look, item, language(), values, headed=True)
        question.show_error(FieldError(item.link_id, Rule.REQUIRED) if wrong else None)
        return question


@sample("answer that was chosen")
def _chosen(look: Look) -> QWidget:
    return OptionButton(look, say("Yes", "Sí"), value=True, name="sample", many=False, chosen=True)


def _local(english: str, spanish: str) -> Localized:
    return Localized(english, (("es", spanish),))


_CHOICE = Item(
    link_id="how",
    type=ItemType.CHOICE,
    text=_local("How shall we reach you?", "¿Cómo le contactamos?"),
    answer_options=(
        Option(Coding("call"), _local("A phone call", "Una llamada")),
        Option(Coding("here"), _local("Here, today, by a nurse", "Aquí, hoy, una enfermera")),
    ),
)
_WORDS = Item(link_id="name", type=ItemType.STRING, text=_local("First name", "Nombre"))
_question("question with choices", _CHOICE, (Coding("here"),))
_question("question with choices, missing", _CHOICE, wrong=True)
_question("question in words", _WORDS, ("Ana",))
_question("question in words, missing", _WORDS, wrong=True)
_question(
    "question with long words",
    Item(
        link_id="b",
        type=ItemType.BOOLEAN,
        text=_local(*LONG),
        item_control=ItemControl.CHECK_BOX,
    ),
)
_BIRTH = Item(link_id="birth", type=ItemType.DATE, text=_local("Birth date", "Fecha de nacimiento"))
_PAIN = Item(
    link_id="pain",
    type=ItemType.INTEGER,
    text=_local("How strong is it?", "¿Qué tan fuerte es?"),
    item_control=ItemControl.SLIDER,
    min_value=0,
    max_value=10,
)
_WEIGHT = Item(
    link_id="weight",
    type=ItemType.QUANTITY,
    text=_local("Body weight", "Peso"),
    units=(Unit(_local("pounds", "libras"), code="lb"), Unit(_local("kilos", "kilos"), code="kg")),
)
_PEOPLE = Item(
    link_id="people",
    type=ItemType.INTEGER,
    text=_local("How many come with you?", "¿Cuántas personas le acompañan?"),
    min_value=0,
    max_value=9,
)
_MESSAGE = Item(
    link_id="message", type=ItemType.TEXT, text=_local("Message", "Mensaje"), max_length=500
)
_question("question for a month", _BIRTH)
_question("question for a day of the month", _BIRTH, ("-03-",))
_question("question for a year", _BIRTH, ("-03-04",))
_question("question for a day that is none", _BIRTH, ("1961-02-29",))
_question("question for a day, hidden", _BIRTH, (date(1961, 3, 4),))
_question("question with a scale", _PAIN, (7,))
_question("question with units", _WEIGHT)
_question("question with few numbers", _PEOPLE, (2,))
_question("question for a message", _MESSAGE, (LONG[0],))
_question(
    "question with a list",
    msgspec.structs.replace(_CHOICE, item_control=ItemControl.DROP_DOWN),
    (Coding("here"),),
)
_question(
    "question with a finder",
    msgspec.structs.replace(
        _CHOICE, type=ItemType.OPEN_CHOICE, item_control=ItemControl.AUTOCOMPLETE
    ),
)
_question(
    "question with own words",
    msgspec.structs.replace(_CHOICE, type=ItemType.OPEN_CHOICE),
    (say("In the garden", "En el jardín"),),
)
_question("question that is set", msgspec.structs.replace(_WORDS, read_only=True), ("Ana",))


@sample("question with a doubt")
def _doubt(look: Look) -> QWidget:
    item = Item(
        link_id="email",
        type=ItemType.STRING,
        entry_kind=EntryKind.EMAIL,
        text=_local("E-mail", "Correo electrónico"),
    )
    question = make_question(look, item, language(), ("ana@gmial.com",), headed=True)
    question.show_doubt(FieldError("email", Rule.LIKELY_TYPO, suggestion="gmail.com"))
    return question


def _keys(name: str, layout: Layout) -> None:
    @sample(name)
    def make(look: Look) -> QWidget:
        keys = Keyboard(look, language())
        field = TextField(look, name="sample", keys=layout.value, parent=keys)
        field.hide()
        keys.serve(field)
        return keys


_keys("keys for a name", Layout.NAME)
_keys("keys for a phone", Layout.PHONE)
_keys("keys for an address", Layout.EMAIL)
_keys("keys for a message", Layout.MESSAGE)


@sample("header")
def _header(look: Look) -> QWidget:
    return Header(look, "Lakeside Infusion Center", language())


@sample("bottom bar")
def _bar(look: Look) -> QWidget:
    return BottomBar(look)


@sample("demonstration strip")
def _strip(look: Look) -> QWidget:
    return DemoStrip(look)


@sample("curtain")
def _curtain(look: Look) -> QWidget:
    behind = Ground("paper")
    behind.setFixedHeight(look.panel.height_px * 2 // 3)
    behind.resize(look.panel.width_px, behind.height())
    Curtain(
        look,
        name="curtain",
        question=say("Are you still here?", "¿Sigue ahí?"),
        detail=say("The screen will be cleared.", "Se borrará la pantalla."),
        yes=say("I need more time", "Necesito más tiempo"),
        no=say("Clear my screen", "Borrar mi pantalla"),
        hides_all=True,
        parent=behind,
    )
    return behind


def _block(name: str, make_block: Callable[[], Block]) -> None:
    @sample(name)
    def make(look: Look) -> QWidget:
        holder = Ground()
        holder.setProperty(STILL, True)
        holder.add(BlockMaker(look, {"picture": art("learn")}, holder).make(make_block()))
        return holder


def _text() -> Paragraph:
    target = Target(LinkKind.SYMPTOM, "hives")
    return Paragraph((
        Text(say("Most people feel well. Some get ", "La mayoría se siente bien. Algunos tienen ")),
        Link(say("hives", "ronchas"), target),
        Text(say(" or a ", " o un ")),
        Term(say("reaction", "reacción"), say("the body fights it", "el cuerpo lo combate")),
        Text(". "),
        Text(say("Tell us early.", "Avísenos pronto."), strong=True),
    ))  # fmt: skip


def _listing(style: ListStyle = ListStyle.BULLETS) -> Listing:
    return Listing((Point(_text().spans), Point((Text(say(*LONG)),))), style)


def _callout(kind: CalloutKind) -> Callout:
    return Callout(kind, say("Good to know", "Conviene saber"), (_text(), _listing()))


def _table() -> Table:
    spans = _text().spans
    header = (
        say("Treatment", "Tratamiento"),
        say("How long", "Cuánto tiempo"),
        say("How often", "Con qué frecuencia"),
    )
    return Table(header, ((spans[:1], spans[:1], spans[-1:]), (spans[-1:], spans[:1], spans[:1])))


_block("heading", lambda: Heading(2, say(*LONG), "sample"))
_block("paragraph", _text)
for _style in ListStyle:
    _block(f"list of {_style.value}", lambda style=_style: _listing(style))  # type: ignore[misc]
for _kind in CalloutKind:
    _block(f"callout {_kind.value}", lambda kind=_kind: _callout(kind))  # type: ignore[misc]
_block("table", _table)
_block("picture", lambda: PictureBlock("picture", "A nurse", say(*LONG)))


@sample("link out of the library")
def _outside(look: Look) -> QWidget:
    return LinkButton(look, Link(say(*LONG), Target(LinkKind.OUTSIDE, "https://example.org/a")))


@sample("code for a phone")
def _code(look: Look) -> QWidget:
    says = say("QR code. It opens example.org.", "Código QR. Abre example.org.")
    return QrView(look, modules_of("https://example.org/a"), says, room_px=look.px("target") * 4)


@sample("skeleton")
def _skeleton(look: Look) -> QWidget:
    return Skeleton(look)


@sample("empty state")
def _empty(look: Look) -> QWidget:
    sentence = say("Ask your nurse about this.", "Pregunte a su enfermera sobre esto.")
    return EmptyState(look, sentence, say("This page is not here yet.", "Aún no hay texto."))


@sample("notice strip")
def _notice(look: Look) -> QWidget:
    return NoticeStrip(look, "information-outline", say(*LONG))


@sample("stepper")
def _stepper(look: Look) -> QWidget:
    return Stepper(look, 2, 5, say("Step 2 of 5", "Paso 2 de 5"))


@sample("chips")
def _chips(look: Look) -> QWidget:
    names = (say("Hives", "Ronchas"), say("Trouble breathing", "Falta de aire"))
    route = Route(RouteName.SYMPTOM, "hives")
    return flow(look, *(Chip(look, name, route, name=f"chip_{name}") for name in names))


@sample("progress line")
def _progress(look: Look) -> QWidget:
    line = ProgressLine(look)
    line.show_part(0.4)
    return line


@sample("count ring")
def _ring(look: Look) -> QWidget:
    ring = CountRing(look, 45)
    ring.show_left(30)
    return ring


@sample("settings sheet")
def _sheet(look: Look) -> QWidget:
    now = {"spacing": "normal", "motion": "calm", "reach": "whole", "double": "500", "hold": "0"}
    size = f"{round(look.text_scale * 100)}"
    return SettingsPanel(
        look, {**now, "scale": size, "theme": look.theme.value, "language": language()}
    )


@sample("disclaimer")
def _disclaimer(look: Look) -> QWidget:
    return DisclaimerBox(look, PHONE)


@sample("sources")
def _sources(look: Look) -> QWidget:
    return SourceList(look, (Source("S", "An institute, Infusions. Copy read 2026."),))
