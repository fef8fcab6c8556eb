# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether this machine has a way out, told by the kernel's tables of routes.

Source:
    proc_pid_net(5): ``route`` (destination and flags in hexadecimal), ``ipv6_route``.
"""

import contextlib
from pathlib import Path

TABLES = (Path("/proc/net/route"), Path("/proc/net/ipv6_route"))
NOWHERE6 = "lo"


class RouteWatch:
    """Notices that a default route has come or changed since it was last asked.

    Args:
        tables: The kernel's tables, IPv4 and IPv6; another system has none and never returns.
    """

    def __init__(self, tables: tuple[Path, Path] = TABLES) -> None:
        self._tables = tables
        self._known = self._default_routes()

    def returned(self) -> bool:
        """Return whether there is a default route that was not there when last asked."""
        before, self._known = self._known, self._default_routes()
        return bool(self._known - before)

    def _default_routes(self) -> frozenset[str]:
        table, table6 = (_lines(path) for path in self._tables)
        routes = {" ".join(row[:3]) for row in table[1:] if row[1:2] == ["00000000"]}
        zero = ["0" * 32, "00"]
        routes |= {" ".join(row[4:5] + row[9:]) for row in table6 if row[:2] == zero}
        return frozenset(route for route in routes if not route.endswith(NOWHERE6))


def _lines(path: Path) -> list[list[str]]:
    with contextlib.suppress(OSError):
        return [line.split() for line in path.read_text("ascii").splitlines()]
    return []
