# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with an engine."""

from kiosk.faults import EnvironmentFault
from kiosk.session.speech import SpeechTrouble


class SpeechFault(EnvironmentFault):
    """Nothing can be spoken.

    Args:
        trouble: Why.
    """

    def __init__(self, trouble: SpeechTrouble) -> None:
        super().__init__(f"the speech engine: {trouble.value}")
        self.trouble = trouble
