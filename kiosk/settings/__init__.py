# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every setting of a kiosk: ``declared`` once, ``loading`` with all problems, ``explaining``.

``accent`` and ``hours`` turn what a center wrote into what a screen shows.
"""

from kiosk.settings.accent import Accent, AccentRoles, fit_accent
from kiosk.settings.declared import (
    DEMO_CENTER,
    FORMAT,
    AgeRecipient,
    Center,
    DeliveryTarget,
    Display,
    FhirAuth,
    Keys,
    Languages,
    Line,
    Paper,
    PatientAs,
    Phone,
    Printing,
    Requests,
    Settings,
    TargetKind,
    Theme,
    Visit,
    demo_settings,
)
from kiosk.settings.hours import Hours, OpenHours, hours_on
from kiosk.settings.loading import (
    check_settings,
    load_settings,
    read_settings,
    settings_from,
    settings_in,
)

__all__ = [
    "DEMO_CENTER",
    "FORMAT",
    "Accent",
    "AccentRoles",
    "AgeRecipient",
    "Center",
    "DeliveryTarget",
    "Display",
    "FhirAuth",
    "Hours",
    "Keys",
    "Languages",
    "Line",
    "OpenHours",
    "Paper",
    "PatientAs",
    "Phone",
    "Printing",
    "Requests",
    "Settings",
    "TargetKind",
    "Theme",
    "Visit",
    "check_settings",
    "demo_settings",
    "fit_accent",
    "hours_on",
    "load_settings",
    "read_settings",
    "settings_from",
    "settings_in",
]
