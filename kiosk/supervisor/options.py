# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The command line of `infusion-kiosk`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.languages import languages
from kiosk.paths import default_data_dir


@dataclass(frozen=True, slots=True)
class Options:
    """What the kiosk was started with.

    Attributes:
        config: The center's settings file, or None when none was named.
        data: The data folder, or None for the user's own.
        window: Show in a window instead of the full screen.
        platform: Qt platform, or None for Qt's own choice.
        library: The library file, or None for the shipped one.
        tour: Where the tour puts its pictures, or None for an ordinary start.
        courier: Whether the supervisor keeps a courier running.
        opens: Slug of the article at which each screen of a demo begins, or None.
        language: Language in which a demo's screens begin, or None for the center's.
        cage: Whether it starts a cage of its own to show in.
        keep_good: Only keep copies of the settings and the library, if they are good.
    """

    config: Path | None = None
    data: Path | None = None
    window: bool = False
    platform: str | None = None
    library: Path | None = None
    tour: Path | None = None
    courier: bool = True
    opens: str | None = None
    language: str | None = None
    cage: bool = False
    keep_good: bool = False

    @property
    def data_dir(self) -> Path:
        """The data folder, absolute."""
        return (self.data or default_data_dir()).absolute()


def read_options(arguments: Sequence[str]) -> Options:
    """Return the options of a command line.

    Raises:
        SystemExit: They are wrong (code 2) or help was asked for (code 0).
    """
    parser = argparse.ArgumentParser(
        prog="infusion-kiosk", description="Runs the kiosk: its screens, and its courier."
    )
    parser.add_argument("--config", type=_absolute, metavar="PATH", help="the center's settings")
    parser.add_argument("--data", type=_absolute, metavar="DIR", help="data folder")
    parser.add_argument("--window", action="store_true", help="show in a window")
    parser.add_argument("--platform", metavar="NAME", help="Qt platform (xcb, wayland, offscreen)")
    parser.add_argument("--library", type=_absolute, metavar="FILE", help="library to show")
    parser.add_argument(
        "--tour", type=_absolute, metavar="DIR", help="play one visit by itself; pictures go there"
    )
    parser.add_argument(
        "--no-courier",
        dest="courier",
        action="store_false",
        help="a courier runs as a service of its own",
    )
    parser.add_argument(
        "--open",
        dest="opens",
        metavar="ARTICLE",
        help="a demo begins each visit at this article; for authors",
    )
    parser.add_argument(
        "--cage", action="store_true", help="start cage and show in it; for the service"
    )
    parser.add_argument(
        "--keep-good",
        action="store_true",
        help="only copy settings and library to where a start finds the last good ones, if they"
        " are good; for root, before each start",
    )
    begins = "a demo begins in this language"
    parser.add_argument("--language", choices=tuple(languages()), help=begins)
    return Options(**vars(parser.parse_args(arguments)))


def _absolute(text: str) -> Path:
    return Path(text).absolute()
