# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What staff have set at the kiosk itself, in words for IT: it goes before the settings file."""

from kiosk.ctl.verdict import Check, Verdict
from kiosk.faults import KioskFault
from kiosk.languages import language_of
from kiosk.paths import DataFolder
from kiosk.staff.kept import Kept, read_kept


def check_kept(data: DataFolder) -> Check:
    """Tell what staff have set at the kiosk."""
    try:
        words = kept_words(read_kept(data.kept))
    except KioskFault as fault:
        mend = "Ask as root; a damaged file can be removed, the settings file decides then."
        return Check("set at the kiosk", Verdict.WARN, str(fault), mend)
    return Check("set at the kiosk", Verdict.OK, "; ".join(words) or "nothing")


def kept_words(kept: Kept) -> tuple[str, ...]:
    """Return a sentence part for each thing that staff have set."""
    language = language_of(kept.language).english
    parts = (
        kept.language and f"visits begin in {language}, whatever languages.default says",
        kept.volume and f"sound {kept.volume} %",
        kept.brightness and f"brightness {kept.brightness} %",
    )
    return tuple(part for part in parts if part)
