# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a screen is told when it starts."""

from pathlib import Path

import msgspec

from kiosk.session.logo import NO_LOGO
from kiosk.session.messages import Configure, ScreenKind, Standing
from kiosk.settings import Languages
from kiosk.supervisor.options import Options
from kiosk.supervisor.startup import Plan, center_of


def languages_of(plan: Plan, options: Options, chosen: str) -> Languages:
    """Return the languages of a kiosk; what staff have chosen begins, then what a demo was told.

    Args:
        plan: What the kiosk runs on.
        options: What it was started with.
        chosen: Language that staff have chosen since the start, or empty.
    """
    told = options.language if plan.standing is Standing.DEMO else None
    first = chosen or told or plan.settings.languages.default
    return msgspec.structs.replace(plan.settings.languages, default=first)


def configuration(
    plan: Plan,
    options: Options,
    *,
    slot: Path,
    recipients: tuple[str, ...],
    languages: Languages,
    notice: str,
    cleaned_at: str,
    plain: bool,
    backdrop: bool,
) -> Configure:
    """Return the first line to a screen.

    Args:
        plan: What the kiosk runs on.
        options: What it was started with.
        slot: The mail slot.
        recipients: age public keys that requests are sealed to.
        languages: Languages offered.
        notice: A sentence for staff, or empty.
        cleaned_at: When the screen was cleaned, as screens are told it.
        plain: Whether it only says "Out of order".
        backdrop: Whether it lies under the others.
    """
    is_demo = plan.standing is Standing.DEMO
    # What only says "Out of order" needs no picture, which may be what it stumbled over.
    logo = NO_LOGO if plain or backdrop else plan.logo
    return Configure(
        standing=Standing.OUT_OF_ORDER if plain else plan.standing,
        kiosk=plan.settings.kiosk,
        center=center_of(plan),
        display=plan.settings.display,
        visit=plan.settings.visit,
        languages=languages,
        requests=plan.requests,
        library=str(plan.library or ""),
        slot=str(slot),
        recipients=recipients,
        window=ScreenKind.WINDOW if options.window else ScreenKind.FULL_SCREEN,
        staff_notice=notice,
        backdrop=backdrop,
        tour=options.tour is not None and is_demo,
        logo=logo.data,
        logo_type=logo.media_type,
        cleaned_at=cleaned_at,
        opens=(options.opens or "") if is_demo else "",
        speech=plan.settings.speech,
    )
