# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The gallery's own page: one contact sheet for each setting, in plain HTML."""

from html import escape
from pathlib import Path, PurePath

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Gallery of the kiosk</title>
<style>
body { font: 16px/1.4 sans-serif; margin: 2em; background: #eee; color: #222; }
nav a { display: inline-block; margin: 0 1em .4em 0; }
section > div { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start; }
figure { margin: 0; width: 15em; } img { width: 100%; border: 1px solid #999; }
figcaption { font-size: 14px; }
</style></head><body><h1>Gallery of the kiosk</h1>
"""


def write_index(folder: Path, settings: dict[str, list[str]]) -> None:
    """Write ``index.html`` into ``folder``.

    Args:
        folder: The gallery.
        settings: Pictures of each setting, relative to ``folder``.
    """
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in settings)
    sections = "".join(_section(name, pictures) for name, pictures in settings.items())
    page = f"{_HEAD}<nav>{links}</nav>\n{sections}</body></html>\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page, "utf-8")


def _section(name: str, pictures: list[str]) -> str:
    figures = "\n".join(
        f'<figure><a href="{escape(file)}"><img src="{escape(file)}" loading="lazy" alt=""></a>'
        f"<figcaption>{escape(PurePath(file).stem)}</figcaption></figure>"
        for file in pictures
    )
    return (
        f'<section id="{escape(name)}"><h2>{escape(name)}</h2><div>\n{figures}\n</div></section>\n'
    )
