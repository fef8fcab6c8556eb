# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every setting of a kiosk: declared once here with type, unit, range, default and help.

``description`` is the help text that `infusion-kioskctl config explain` prints. ``extra`` carries
the ``unit`` where a number has one and the ``form``, the words for what a pattern means.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.languages import languages, source_language
from kiosk.settings.display import Display
from kiosk.settings.fleet import Fleet
from kiosk.settings.hours import Hours
from kiosk.settings.keeping import Keeping
from kiosk.settings.speech import SelfVoicing

FORMAT = 1
FORMS = ("refer-me", "refer-someone", "contact")
"""The forms that a visitor can be offered: files of ``content/forms``."""


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the settings file; unknown keys are refused."""


Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=120,
        pattern=r"^[^\x00-\x1f\x7f]+\Z",
        extra={"form": "on one line"},
    ),
]
Phone = Annotated[
    str,
    Meta(
        min_length=7,
        max_length=24,
        pattern=r"^[0-9()+ .-]+\Z",
        extra={"form": "digits, spaces and ( ) + . - only"},
    ),
]
PhoneOrNone = Annotated[
    str,
    Meta(
        pattern=r"^(?:[0-9()+ .-]{7,24})?\Z",
        extra={"form": "digits, spaces and ( ) + . - only, or empty"},
    ),
]
AgeRecipient = Annotated[
    str,
    Meta(
        pattern=r"^age1[02-9ac-hj-np-z]{58}\Z",
        extra={"form": "an age public key, age1 and 58 more letters and digits"},
    ),
]


class StaffCall(_Section, frozen=True):
    """How a visitor in trouble gets staff here; the first thing that every emergency says.

    One key for each language (`kiosk.languages`), named by its code: ``en``, ``es``.
    """

    vars()["__annotations__"] = {
        code: Annotated[Line, Meta(description=f"How to get staff at once, in {one.english}.")]
        for code, one in languages().items()
    }
    vars().update({code: one.call_staff for code, one in languages().items()})

    def by(self, language: str) -> str:
        """Return it in one language."""
        return str(getattr(self, language))


class Offices(_Section, frozen=True):
    """Where the office of a prescriber sends a referral; empty where there is no such way.

    Source:
        forms.md: dose, diagnosis codes and NPI belong on the prescriber's form, never here.
    """

    fax: Annotated[
        PhoneOrNone, Meta(description="Fax number for referrals from doctors' offices.")
    ] = ""
    phone: Annotated[
        PhoneOrNone, Meta(description="Phone for doctors' offices; not the patients'.")
    ] = ""
    portal: Annotated[
        str,
        Meta(
            max_length=120,
            pattern=r"^(?:https://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=&%-]*)?)?\Z",
            description="Address where offices send a referral by computer; shown as a code.",
            extra={"form": "an address that begins with https://"},
        ),
    ] = ""

    @property
    def is_given(self) -> bool:
        """Whether there is any way to name."""
        return bool(self.fax or self.phone or self.portal)


class Center(_Section, frozen=True, kw_only=True):
    """The center's own facts, as its patients know them."""

    name: Annotated[Line, Meta(description="Name of the center, shown on every page.")]
    phone: Annotated[Phone, Meta(description="Phone of the center by day.")]
    after_hours_phone: Annotated[Phone, Meta(description="Phone when the center is closed.")]
    address: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=r"^[^\x00-\x1f\x7f]*\Z",
            description="Street address, one line.",
            extra={"form": "on one line"},
        ),
    ] = ""
    observation_minutes: Annotated[
        int,
        Meta(
            ge=0,
            le=240,
            description="How long people are watched after an infusion.",
            extra={"unit": "min"},
        ),
    ]
    fever_f: Annotated[
        float,
        Meta(
            ge=99.0,
            le=102.2,
            description="Temperature from which the center asks for a call; set by its clinician.",
            extra={"unit": "degrees Fahrenheit"},
        ),
    ]
    answer_within_days: Annotated[
        int,
        Meta(
            ge=1,
            le=14,
            description="Working days in which a request is answered.",
            extra={"unit": "working days"},
        ),
    ] = 2
    guide_title: Annotated[
        Line, Meta(description="What the center calls the person who helps with requests.")
    ] = "Infusion guide"
    accent: Annotated[
        str,
        Meta(
            pattern=r"^(?:#[0-9A-Fa-f]{6})?\Z",
            description="The center's color for buttons and links; empty keeps the kiosk's own.",
            extra={"form": "# and six digits or letters a to f"},
        ),
    ] = ""
    logo: Annotated[
        str,
        Meta(
            max_length=1024,
            pattern=r"^[^\x00-\x1f\x7f]*\Z",
            description="The center's logo: an SVG or PNG file, beside this file or absolute.",
            extra={"form": "on one line"},
        ),
    ] = ""
    clean_hands: Annotated[
        bool, Meta(description='Whether the first page says "Clean your hands".')
    ] = False
    show_cleaned: Annotated[
        bool, Meta(description="Whether the first page says when the screen was last cleaned.")
    ] = True
    staff_call: Annotated[
        StaffCall, Meta(description="How a visitor in trouble gets staff here.")
    ] = StaffCall()
    hours: Annotated[Hours | None, Meta(description="When the center is open.")] = None
    offices: Annotated[Offices, Meta(description="Where doctors' offices send referrals.")] = (
        Offices()
    )


class Visit(_Section, frozen=True):
    """Times of a visit.

    Source: accessibility.md A2, 2.2.1 (at least 20 s to answer a warning); privacy.md, automatic
    logoff (60 to 120 s where personal data may be on the screen).
    """

    idle_s: Annotated[
        int,
        Meta(
            ge=60,
            le=900,
            description="Quiet time before the warning on ordinary pages.",
            extra={"unit": "s"},
        ),
    ] = 180
    personal_idle_s: Annotated[
        int,
        Meta(
            ge=30,
            le=300,
            description="Quiet time before the warning where personal data shows.",
            extra={"unit": "s"},
        ),
    ] = 90
    warning_s: Annotated[
        int,
        Meta(
            ge=20,
            le=120,
            description="How long the warning waits for an answer.",
            extra={"unit": "s"},
        ),
    ] = 45


class Languages(_Section, frozen=True):
    """Languages offered."""

    default: Annotated[
        str,
        Meta(
            pattern=rf"^({'|'.join(languages())})\Z",
            description="Language of the first page.",
            extra={"form": " or ".join(languages())},
        ),
    ] = source_language()


class Requests(_Section, frozen=True):
    """What a visitor may ask for here."""

    contact: Annotated[bool, Meta(description="Whether visitors may ask for a call.")] = True
    refer_me: Annotated[
        bool, Meta(description="Whether visitors may ask for a referral for themselves.")
    ] = True
    refer_someone: Annotated[
        bool, Meta(description="Whether they may do so for someone they care for.")
    ] = True

    @property
    def offered(self) -> tuple[str, ...]:
        """The names of the forms that may be filled in here, as they are offered."""
        given = (self.refer_me, self.refer_someone, self.contact)
        return tuple(name for name, is_on in zip(FORMS, given, strict=True) if is_on)


NO_REQUESTS = Requests(contact=False, refer_me=False, refer_someone=False)
"""Nothing is asked for here: doors and buttons give the phone and the front desk instead."""


class Paper(StrEnum):
    """Sizes of paper in the printer."""

    LETTER = "letter"
    A4 = "a4"


class Printing(_Section, frozen=True):
    """Handouts on paper."""

    printer: Annotated[
        str,
        Meta(
            max_length=127,
            pattern=r"^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*)?\Z",
            description="Print queue of this machine (CUPS) for handouts; empty prints nothing.",
            extra={"form": "letters, digits and _ . -"},
        ),
    ] = ""
    paper: Annotated[Paper, Meta(description="Paper in that printer.")] = Paper.LETTER


class TargetKind(StrEnum):
    """Ways to hand a request over."""

    FOLDER = "folder"
    WEBHOOK = "webhook"
    FHIR = "fhir"


class FhirAuth(StrEnum):
    """How a FHIR server knows this kiosk; a client certificate may come on top of each."""

    NONE = "none"
    BASIC = "basic"
    BEARER = "bearer"
    SMART = "smart"


class PatientAs(StrEnum):
    """How a FHIR server gets the person: as a Patient, or inside what refers to the person."""

    CREATE = "create"
    CONTAINED = "contained"


class WebhookBody(StrEnum):
    """What a webhook is sent: the request as it was sealed, or opened by the courier."""

    SEALED = "sealed"
    JSON = "json"


class DeliveryTarget(_Section, frozen=True):
    """One receiver of requests; each request must reach every target."""

    name: Annotated[
        str,
        Meta(
            pattern=r"^[a-z][a-z0-9-]{0,31}\Z",
            description="Name of the target in lists and logs.",
            extra={"form": "small letters, digits and hyphens"},
        ),
    ]
    kind: Annotated[TargetKind, Meta(description="folder, webhook or fhir.")]
    path: Annotated[str, Meta(description="folder: where sealed files are put, absolute.")] = ""
    url: Annotated[
        str, Meta(description="webhook: HTTPS address. fhir: HTTPS base address of the server.")
    ] = ""
    secret_file: Annotated[
        str,
        Meta(
            description="File that only the courier may read. webhook: the whsec_ secret."
            " fhir: the password (basic) or the token (bearer)."
        ),
    ] = ""
    ca_file: Annotated[
        str,
        Meta(
            description="webhook, fhir: PEM file of an authority to trust besides the system's own."
        ),
    ] = ""
    cert_file: Annotated[
        str, Meta(description="webhook, fhir: PEM file of this kiosk's own client certificate.")
    ] = ""
    cert_key_file: Annotated[
        str,
        Meta(description="webhook, fhir: PEM file of its private key, where cert_file lacks it."),
    ] = ""
    proxy: Annotated[
        str,
        Meta(
            description="webhook, fhir: proxy as http://host:port. Empty takes the environment's,"
            ' "none" takes none.'
        ),
    ] = ""
    identity_file: Annotated[
        str,
        Meta(
            description="fhir, webhook with json: age key file that opens requests for this"
            " receiver, for the courier only; its public key stands in keys.recipients."
        ),
    ] = ""
    body: Annotated[
        WebhookBody,
        Meta(
            description="webhook: sealed sends what only the receiver can open; json sends the"
            " answers, opened by the courier."
        ),
    ] = WebhookBody.SEALED
    auth: Annotated[FhirAuth, Meta(description="fhir: how the server knows this kiosk.")] = (
        FhirAuth.NONE
    )
    user: Annotated[str, Meta(max_length=200, description="fhir, basic: user name.")] = ""
    client_id: Annotated[
        str, Meta(max_length=200, description="fhir, smart: client id given by the server.")
    ] = ""
    client_key_file: Annotated[
        str,
        Meta(description="fhir, smart: private key as PEM or JWK; P-384 signs ES384, RSA RS384."),
    ] = ""
    client_key_id: Annotated[
        str,
        Meta(
            max_length=200,
            description="fhir, smart: kid that the server knows the key by; empty takes the JWK's"
            " own, else its thumbprint.",
        ),
    ] = ""
    scope: Annotated[
        str,
        Meta(max_length=1000, description="fhir, smart: scopes; empty asks for system/*.crus."),
    ] = ""
    patient: Annotated[
        PatientAs,
        Meta(
            description="fhir: create a Patient, or keep the person contained where a server takes"
            " no unverified patients."
        ),
    ] = PatientAs.CREATE
    organization: Annotated[
        str,
        Meta(
            pattern=r"^(?:Organization/[A-Za-z0-9.-]{1,64})?\Z",
            description="fhir: the center at the server; empty names it in words only.",
            extra={"form": "Organization/ and its id"},
        ),
    ] = ""

    @property
    def is_opened_here(self) -> bool:
        """Whether the courier opens requests for it, with a private key on this kiosk."""
        return self.kind is TargetKind.FHIR or self.body is WebhookBody.JSON


class Keys(_Section, frozen=True):
    """Whom requests are sealed to."""

    recipients: Annotated[
        tuple[AgeRecipient, ...],
        Meta(description="age public keys; empty makes a key pair on this kiosk (demo only)."),
    ] = ()
    accepts_unencrypted_disk: Annotated[
        bool,
        Meta(
            description="The center accepts that a private key lies on this kiosk's disk although"
            " no disk encryption is seen."
        ),
    ] = False


class Settings(_Section, frozen=True):
    """The whole file.

    ``center`` may be missing only in a demo (no file at all); ``live`` without it is "Not set up
    yet".
    """

    format: Annotated[int, Meta(ge=1, description="Version of this file's form.")] = FORMAT
    live: Annotated[
        bool, Meta(description="Whether patients use this kiosk; false marks everything as demo.")
    ] = False
    kiosk: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z",
            description="Name of this kiosk.",
            extra={"form": "small letters, digits and hyphens"},
        ),
    ] = "kiosk-1"
    center: Center | None = None
    display: Display = Display()
    visit: Visit = Visit()
    languages: Languages = Languages()
    requests: Requests = Requests()
    printing: Printing = Printing()
    delivery: tuple[DeliveryTarget, ...] = ()
    keys: Keys = Keys()
    keeping: Keeping = Keeping()
    fleet: Fleet = Fleet()
    speech: SelfVoicing = SelfVoicing()


DEMO_CENTER = Center(
    name="Harbor Infusion Center",
    phone="(555) 555-0100",
    after_hours_phone="(555) 555-0101",
    address="100 Harbor Street, Springfield",
    observation_minutes=30,
    fever_f=100.4,
    hours=Hours(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "8:00-17:00")),
    offices=Offices(
        fax="(555) 555-0102",
        phone="(555) 555-0103",
        portal="https://referrals.harbor-infusion.example",
    ),
)


def demo_settings() -> Settings:
    """Return the settings of a kiosk without any file: the demonstration center."""
    return Settings(center=DEMO_CENTER)
