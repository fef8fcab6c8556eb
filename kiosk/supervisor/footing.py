# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk runs on: settings, library and keys; read again on a wish, copied once they work."""

import asyncio
import logging
from collections.abc import Coroutine

from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.queue.sealing import make_key_pair
from kiosk.session.messages import Standing
from kiosk.supervisor.options import Options
from kiosk.supervisor.startup import Found, Health, Plan, decide, keep_good, look

_log = logging.getLogger(__name__)


class Footing:
    """Holds what was found and decided; a reload changes all of it or nothing.

    Args:
        options: What the kiosk was started with.
        data: Its data folder.
        audit: State of the audit.
        has_data: Whether the data folder can be used.

    Attributes:
        plan: What was decided.
        recipients: Public keys that requests are sealed to.
        courier_config: The settings file that a courier of this plan reads; None for the demo.

    Raises:
        EnvironmentFault: A demonstration's key pair cannot be made.
    """

    def __init__(
        self, options: Options, data: DataFolder, audit: Health, *, has_data: bool
    ) -> None:
        self._options, self._data, self._audit = options, data, audit
        self._has_data = has_data
        self._files = asyncio.Lock()  # one job at a time reads or keeps the last good copies
        self._found, self.plan, self.recipients = self._look()
        self.courier_config = self.plan.config

    async def renew(self) -> bool:
        """Read everything again; return whether the settings are others now.

        Raises:
            EnvironmentFault: A demonstration's key pair cannot be made; nothing has changed.
        """
        async with self._files:
            # Whatever can fail comes first: then nothing has changed.
            found, plan, recipients = await asyncio.to_thread(self._look)
            are_others = plan.settings != self.plan.settings
            self._found, self.plan, self.recipients = found, plan, recipients
            self.courier_config = plan.config
        return are_others

    def keeping(self) -> Coroutine[None, None, None]:
        """Return the work that copies what the kiosk runs on at this moment."""
        return self._keep(self._found, self.plan)

    async def _keep(self, found: Found, plan: Plan) -> None:
        try:
            async with self._files:
                copy = await asyncio.to_thread(keep_good, found, plan, self._data)
        except EnvironmentFault:
            _log.exception("no copy of what works")
            return
        if copy is not None and plan is self.plan:
            # The file itself may be edited at any time; the courier of this plan must not see it.
            self.courier_config = copy

    def _look(self) -> tuple[Found, Plan, tuple[str, ...]]:
        found = look(self._options, self._data, self._audit, has_data=self._has_data)
        plan = decide(found)
        return found, plan, self._keys(plan)

    def _keys(self, plan: Plan) -> tuple[str, ...]:
        if plan.settings.keys.recipients or plan.standing is not Standing.DEMO:
            return plan.settings.keys.recipients
        return (make_key_pair(self._data.keys),)
