# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every setting of a kiosk: ``declared`` once, ``loading`` with all problems, ``explaining``.

``accent`` and ``hours`` turn what a center wrote into what a screen shows.
"""

from kiosk.settings.accent import Accent, AccentRoles, fit_accent
from kiosk.settings.declared import (
    DEMO_CENTER,
    FORMAT,
    NO_REQUESTS,
    AgeRecipient,
    Center,
    DeliveryTarget,
    FhirAuth,
    Keys,
    Languages,
    Line,
    Offices,
    Paper,
    PatientAs,
    Phone,
    Printing,
    Requests,
    Settings,
    TargetKind,
    Visit,
    WebhookBody,
    demo_settings,
)
from kiosk.settings.display import Display, Theme
from kiosk.settings.fleet import Fleet, Transport
from kiosk.settings.hours import (
    Hours,
    OpenHours,
    Quiet,
    answer_day,
    hours_on,
    is_quiet,
    next_opening,
)
from kiosk.settings.keeping import Keeping
from kiosk.settings.loading import (
    check_settings,
    check_settings_text,
    load_settings,
    read_settings,
    settings_from,
    settings_in,
    text_in,
)
from kiosk.settings.speech import SelfVoicing

__all__ = [
    "DEMO_CENTER",
    "FORMAT",
    "NO_REQUESTS",
    "Accent",
    "AccentRoles",
    "AgeRecipient",
    "Center",
    "DeliveryTarget",
    "Display",
    "FhirAuth",
    "Fleet",
    "Hours",
    "Keeping",
    "Keys",
    "Languages",
    "Line",
    "Offices",
    "OpenHours",
    "Paper",
    "PatientAs",
    "Phone",
    "Printing",
    "Quiet",
    "Requests",
    "SelfVoicing",
    "Settings",
    "TargetKind",
    "Theme",
    "Transport",
    "Visit",
    "WebhookBody",
    "answer_day",
    "check_settings",
    "check_settings_text",
    "demo_settings",
    "fit_accent",
    "hours_on",
    "is_quiet",
    "load_settings",
    "next_opening",
    "read_settings",
    "settings_from",
    "settings_in",
    "text_in",
]
