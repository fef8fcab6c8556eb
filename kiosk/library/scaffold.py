# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A new article to fill in: both languages with a whole head, guiding blocks, and a picture.

What it writes builds at once, so that its author can look at it while writing. Each place that
waits for words starts with `TO_DO`; `content check` names those that are left.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library.model import ArticleKind
from kiosk.library.shapes import Slug
from kiosk.library.words import slug_of

TO_DO = {"en": "WRITE:", "es": "ESCRIBA:"}
PICTURE = "picture.svg"
_REVIEW_AFTER_DAYS = 365
_HEADERS = (
    "# SPDX-FileCopyrightText: {year} The infusion kiosk authors\n"
    "# SPDX-License-Identifier: Apache-2.0\n"
)

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "a title that says what the reader gets",
        "summary": "the one thing to remember, in a sentence or two",
        "alt": "what the picture shows, for someone who cannot see it",
        "source": "who wrote it, title, date. When you read it",
        "body": """\
!!! key-facts "Key facts"
    - {todo} the first fact to remember. [^SOURCE]
    - {todo} the second fact to remember. [^SOURCE]

## {todo} a question that a reader would ask?

{todo} the answer first, in up to three short sentences. Write as you would say it to a
person in the chair. End each fact with the tag of the source where you read it. [^SOURCE]

## {todo} what happens, step by step?

1. {todo} the first step. [^SOURCE]
2. {todo} the next step. [^SOURCE]

!!! tip "Good to know"
    {todo} one thing that the reader can do today. [^SOURCE]

!!! questions "Questions to ask"
    - {todo} a question for the care team?

!!! emergency "Get help now"
    {todo} the signs that cannot wait. Here, tell a nurse. At home, call 911. [^SOURCE]
""",
    },
    "es": {
        "title": "un título que diga qué obtiene quien lee",
        "summary": "lo único que conviene recordar, en una o dos frases",
        "alt": "lo que muestra la imagen, para quien no puede verla",
        "source": "quién lo escribió, título, fecha. Cuándo lo leyó",
        "body": """\
!!! key-facts "Datos clave"
    - {todo} el primer dato que conviene recordar. [^SOURCE]
    - {todo} el segundo dato que conviene recordar. [^SOURCE]

## {todo} ¿una pregunta que haría quien lee?

{todo} primero la respuesta, en tres frases cortas o menos. Escriba como lo diría a la
persona en el sillón. Termine cada dato con la marca de la fuente donde lo leyó. [^SOURCE]

## {todo} ¿qué pasa, paso a paso?

1. {todo} el primer paso. [^SOURCE]
2. {todo} el paso siguiente. [^SOURCE]

!!! tip "Conviene saber"
    {todo} una cosa que la persona puede hacer hoy. [^SOURCE]

!!! questions "Preguntas para hacer"
    - {todo} ¿una pregunta para el equipo?

!!! emergency "Pida ayuda ya"
    {todo} las señales que no pueden esperar. Aquí, avise a la enfermera. En casa, llame
    al 911. [^SOURCE]
""",
    },
}
_DRAWING = """\
<!-- SPDX-FileCopyrightText: {year} The infusion kiosk authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900">
  <rect width="1600" height="900" fill="#dfe9ee"/>
  <circle cx="1180" cy="270" r="110" fill="#f3c87a"/>
  <path d="M0 760 L480 380 L820 650 L1080 460 L1600 800 L1600 900 L0 900 Z" fill="#7fa6b4"/>
</svg>
"""


def new_article(content: Path, slug: str, kind: ArticleKind, today: dt.date) -> tuple[Path, ...]:
    """Write a new article's files and return them.

    Args:
        content: The content folder.
        slug: Name of the article.
        kind: Its kind.
        today: The day; its review falls due a year later.

    Raises:
        ContentFault: The slug is not one, or there is such an article already.
        EnvironmentFault: The files cannot be written.
    """
    folder = content / "articles" / slug
    try:
        msgspec.convert(slug, Slug)
    except msgspec.ValidationError:
        mend = f"Name it {slug_of(slug) or 'like-this'}."
        problem = "The name is not made of lower-case words joined by hyphens."
        raise ContentFault((Finding("articles", 0, "file-name", problem, mend),)) from None
    if not content.is_dir():
        raise EnvironmentFault(f"the content folder {content.name!r} is missing")
    try:
        folder.mkdir(parents=True)
        for name, text in _files(kind, today).items():
            (folder / name).write_text(text, encoding="utf-8")
    except FileExistsError:
        problem, mend = "There is an article of this name already.", "Choose another name."
        raise ContentFault((Finding(f"articles/{slug}", 0, "file-name", problem, mend),)) from None
    except OSError as error:
        raise EnvironmentFault(f"the article cannot be written: {error.strerror}") from error
    return tuple(sorted(folder.iterdir()))


def _files(kind: ArticleKind, today: dt.date) -> dict[str, str]:
    due = today + dt.timedelta(days=_REVIEW_AFTER_DAYS)
    texts = {f"{language}.md": _text(language, kind, due, today.year) for language in _TEXTS}
    return {**texts, PICTURE: _DRAWING.format(year=today.year)}


def _text(language: str, kind: ArticleKind, due: dt.date, year: int) -> str:
    words, todo = _TEXTS[language], TO_DO[language]
    head = f"""\
+++
{_HEADERS.format(year=year)}title = "{todo} {words["title"]}"
summary = "{todo} {words["summary"]}"
kind = "{kind}"
topics = []
therapies = []
picture = "{PICTURE}"
alt = "{todo} {words["alt"]}"
call_to_action = "form:contact"
next_review = {due.isoformat()}

[sources]
SOURCE = "{todo} {words["source"]}"
+++

"""
    return head + words["body"].format(todo=todo)
