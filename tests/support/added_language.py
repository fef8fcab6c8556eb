# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A language that is added to a kiosk by files alone, as `resources/i18n/README.md` tells."""

import shutil
from pathlib import Path

from kiosk.paths import resources_dir
from tests.support.pseudo import catalogue

CODE, OWN, BEGIN = "eo", "Esperanto", "Komenci"
DATA = f"""rank = 3
own = "{OWN}"
english = "Esperanto"
begin = "{BEGIN}"
locale = "fr_FR"
voice = "eo"
call_staff = "Voku la personaron."
general_source = "Ĝenerala scio. Klinikisto ankoraŭ devas konfirmi ĝin."
home_row = "asdfghjklĵ"
"""
"""The habits of France stand in: days and numbers are written otherwise than here."""


def add_language(folder: Path, kind: str = "longer") -> Path:
    """Return a folder like that of the resources, with one language more.

    Its words are those of English, two fifths longer; the bottom bar takes short ones only.

    Args:
        folder: Where the files go.
        kind: Of `tests.support.pseudo.KINDS`, for other words.
    """
    languages = folder / "i18n"
    shutil.copytree(resources_dir() / "i18n", languages)
    catalogue(kind, languages, plain="BottomBar")
    for suffix in (".ts", ".qm"):
        (languages / f"kiosk_{kind}{suffix}").rename(languages / f"kiosk_{CODE}{suffix}")
    (languages / f"{CODE}.toml").write_text(DATA, "utf-8")
    return folder
