# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The words that supervisor, screen and courier say to each other, and nothing else.

Each is one JSON line (``wire.py``). None carries anything a visitor typed: a request is named by
its id and its receipt code only.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.session.panel import FromPanel, ToPanel
from kiosk.session.speech import HeadphonesAre, SpeechFailed, SpeechWanted
from kiosk.settings import Center, Display, Languages, Requests, SelfVoicing, Visit

RequestName = Annotated[str, Meta(max_length=36)]
"""A request's id, a UUID."""


class Standing(StrEnum):
    """What kind of kiosk this start is (DESIGN.md, promises 5 and 8)."""

    DEMO = "demo"
    LIVE = "live"
    NOT_SET_UP = "not-set-up"
    OUT_OF_ORDER = "out-of-order"


class EndReason(StrEnum):
    """Why a visit ended; the audit keeps it."""

    CLEARED = "cleared"
    IDLE = "idle"
    FRONT_DESK = "front-desk"
    SCREEN_DIED = "screen-died"
    SCREEN_FROZE = "screen-froze"
    RELOAD = "reload"
    STAFF = "staff"


class ScreenKind(StrEnum):
    """How the window is put on the glass."""

    FULL_SCREEN = "full-screen"
    WINDOW = "window"


class PrintOutcome(StrEnum):
    """What became of a wish to print a handout."""

    PRINTED = "printed"
    NO_PAPER = "no-paper"
    FAILED = "failed"


# Supervisor to screen


class Configure(msgspec.Struct, frozen=True, tag="configure"):
    """First line to every screen: all it may know. Paths are absolute.

    Attributes:
        standing: What kind of kiosk this is; decides between home page and notices.
        kiosk: Name of this kiosk (``kiosk-1``).
        center: The center's own facts, demonstration facts in a demo.
        display: The screen's millimetres, theme.
        visit: Times of a visit.
        languages: Languages offered, first one is the default.
        requests: What may be asked for.
        library: The library file, read-only.
        slot: The mail slot folder.
        recipients: age public keys that requests are sealed to, never empty in demo or live.
        window: How to show.
        staff_notice: One sentence for staff ("The new configuration was refused"), or empty.
        backdrop: Whether this screen lies under the others and is never touched.
        tour: Whether the tour's hands may be loaded; never in live or installed kiosks.
        logo: The center's logo, checked, the bytes of an SVG or PNG file; empty without one.
        logo_type: Its media type (``image/svg+xml``, ``image/png``), or empty.
        cleaned_at: When the screen was last cleaned, aware UTC in ISO form; empty where nobody
            said so, or it is not to be shown.
        opens: Slug of the article at which the screen begins; empty for the first page. Only in
            a demo, for authors who look at what they write.
        speech: Keys and headphones for self-voicing.
    """

    standing: Standing
    kiosk: str
    center: Center
    display: Display
    visit: Visit
    languages: Languages
    requests: Requests
    library: str
    slot: str
    recipients: tuple[str, ...]
    window: ScreenKind = ScreenKind.FULL_SCREEN
    staff_notice: str = ""
    backdrop: bool = False
    tour: bool = False
    logo: bytes = b""
    logo_type: str = ""
    cleaned_at: str = ""
    opens: str = ""
    speech: SelfVoicing = SelfVoicing()


class Show(msgspec.Struct, frozen=True, tag="show"):
    """Come to the front now; answered by ``Shown``.

    Attributes:
        after: ``CLEARED`` where this screen follows a visit that its visitor cleared, else None.
    """

    after: EndReason | None = None


class LateNews(msgspec.Struct, frozen=True, tag="late-news"):
    """Whether delivery is overdue; the receipt then gives no date."""

    overdue: bool


class Cleaned(msgspec.Struct, frozen=True, tag="cleaned"):
    """The time of the last cleaning is another now; to every screen.

    Attributes:
        cleaned_at: As in ``Configure``; empty takes the time away again.
    """

    cleaned_at: str


class PrinterNews(msgspec.Struct, frozen=True, tag="printer-news"):
    """Whether a handout can be printed now; False until it is said."""

    ready: bool


class Printed(msgspec.Struct, frozen=True, tag="printed"):
    """Answer to ``PrintHandout`` or ``PrintSlip``, to the screen that asked, within a minute."""

    outcome: PrintOutcome


class AskToEnd(msgspec.Struct, frozen=True, tag="ask-to-end"):
    """The front desk would like to end this visit; answered by ``EndAnswer``, or by silence.

    Attributes:
        seconds: How long the visitor may object; the visit ends then.
    """

    seconds: int


class ShowMessage(msgspec.Struct, frozen=True, tag="show-message"):
    """Show a phrase of the front desk (``kiosk/fleet/phrases.py``) by its id."""

    phrase: str


class Identify(msgspec.Struct, frozen=True, tag="identify"):
    """Show the kiosk's number large for so many seconds, over whatever is shown."""

    seconds: int


class CleanNow(msgspec.Struct, frozen=True, tag="clean-now"):
    """Make this untouched screen inert for a wipe of so many seconds."""

    seconds: int


class DeskNews(msgspec.Struct, frozen=True, tag="desk-news"):
    """Whether a visitor can ask the front desk to come: it would be told; False until said."""

    ready: bool


class HelpTold(msgspec.Struct, frozen=True, tag="help-told"):
    """What this screen asked with ``OnGlass.help`` has gone out to the front desk."""


class TourAct(msgspec.Struct, frozen=True, tag="tour-act"):
    """A wish of the tour: touch, type, look; answered by ``TourDone``.

    Attributes:
        act: ``touch``, ``type``, ``picture``, ``wait``, ``scroll`` or ``hang``.
        target: Object name of the part, or a file name for a picture.
        text: What to type, for ``type``.
    """

    act: str
    target: str = ""
    text: str = ""


ToScreen = (
    Configure
    | Show
    | LateNews
    | Cleaned
    | PrinterNews
    | Printed
    | AskToEnd
    | ShowMessage
    | Identify
    | CleanNow
    | DeskNews
    | HelpTold
    | SpeechFailed
    | HeadphonesAre
    | TourAct
    | ToPanel
)


# Screen to supervisor


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The window is built, warmed and hidden; ``warm_ms`` since the process began."""

    warm_ms: float


class Shown(msgspec.Struct, frozen=True, tag="shown"):
    """The first frame has been handed to the window system, ``ms`` after ``Show`` was read."""

    ms: float


class Alive(msgspec.Struct, frozen=True, tag="alive"):
    """Heartbeat, once a second, from the GUI thread."""


class VisitBegan(msgspec.Struct, frozen=True, tag="visit-began"):
    """Somebody touched the screen: it is no longer fresh."""


class VisitEnded(msgspec.Struct, frozen=True, tag="visit-ended"):
    """The visit is over: show the standby and end this process."""

    reason: EndReason


class RequestStored(msgspec.Struct, frozen=True, tag="request-stored"):
    """A sealed request lies durably in the slot, and its receipt is on the glass.

    It is said after the receipt was painted, never before: without it the request is delivered
    with the mark that its visitor may not have seen a receipt.

    Attributes:
        request_id: Its id.
        code: Its receipt code.
        kind: Name of its form (``contact``), counted without saying by whom.
    """

    request_id: RequestName
    code: str
    kind: str = ""


class PageOpened(msgspec.Struct, frozen=True, tag="page-opened"):
    """A page of the library was opened; counted without saying by whom."""

    kind: str
    ref: str


class SearchedInVain(msgspec.Struct, frozen=True, tag="searched-in-vain"):
    """A search found nothing; counted without what was searched for, and by whom."""


class PrintHandout(msgspec.Struct, frozen=True, tag="print-handout"):
    """The visitor wishes a page of the library on paper; answered by ``Printed``.

    Attributes:
        kind: ``article``, ``symptom`` or ``therapy``, as `LinkKind` has them.
        ref: Its id in the library.
        language: ``en`` or ``es``.
    """

    kind: str
    ref: str
    language: str


class PrintSlip(msgspec.Struct, frozen=True, tag="print-slip"):
    """The visitor wishes the receipt on paper; answered by ``Printed``.

    Attributes:
        code: The receipt code.
        language: ``en`` or ``es``.
        late: Whether delivery is overdue; the slip then names no day.
    """

    code: Annotated[str, Meta(pattern=r"^[0-9A-Z-]{6,10}\Z")]
    language: str
    late: bool


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """The screen met a fault it cannot go on with; ``reference`` stands in its log too."""

    reference: str


class TourDone(msgspec.Struct, frozen=True, tag="tour-done"):
    """Answer to ``TourAct``; ``problem`` is empty when it really happened."""

    act: str
    target: str
    problem: str = ""


class CardUp(msgspec.Struct, frozen=True, tag="card-up"):
    """The visitor holds the card for staff up, or has put it away; not what is on it."""

    up: bool


class OnGlass(msgspec.Struct, frozen=True, tag="on-glass"):
    """What kind of thing is in front, for the front desk; sent when it changes, all False at first.

    Attributes:
        form: A form is being filled in: the visitor is asked before the front desk ends the visit.
        warning: The visit's clock warns that it is about to end.
        cleaning: The screen is inert for a wipe.
        quiet: The screen is dark because the center is closed.
        help: The visitor asks somebody of the front desk to come.
        asked: The front desk's question whether the visit may end is up.
        dark: Nothing is to be seen, so that the light may go out.
    """

    form: bool = False
    warning: bool = False
    cleaning: bool = False
    quiet: bool = False
    help: bool = False
    asked: bool = False
    dark: bool = False


class EndAnswer(msgspec.Struct, frozen=True, tag="end-answer"):
    """Answer to ``AskToEnd``: whether the visitor needs more time."""

    objects: bool


FromScreen = (
    Ready
    | Shown
    | Alive
    | VisitBegan
    | VisitEnded
    | RequestStored
    | PageOpened
    | SearchedInVain
    | CardUp
    | PrintHandout
    | PrintSlip
    | SpeechWanted
    | OnGlass
    | EndAnswer
    | Broken
    | TourDone
    | FromPanel
)
