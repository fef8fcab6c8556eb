# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A small, sound content folder that tests spoil in one place each."""

import datetime as dt
from pathlib import Path

from kiosk.faults import Finding
from kiosk.library import builder, signing
from kiosk.library.reader import Library

FORM = """{
  "resourceType": "Questionnaire", "url": "https://example.org/Questionnaire/contact",
  "version": "1", "status": "draft", "language": "en", "title": "Call me",
  "_title": {"extension": [{
    "url": "http://hl7.org/fhir/StructureDefinition/translation",
    "extension": [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "Llámenme"}]
  }]},
  "item": [{"linkId": "name", "type": "string", "text": "{center}", "_text": {"extension": [{
    "url": "http://hl7.org/fhir/StructureDefinition/translation",
    "extension": [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "{center}"}]
  }]}}]
}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'

TIERS = ""
for _tier in ("emergency", "today", "routine"):
    for _language in ("en", "es"):
        TIERS += f"""
[{_tier}.{_language}]
building_title = "{_tier} here {_language}"
home_title = "{_tier} at home {_language}"
building_actions = ["Tell the staff."]
home_actions = ["Call {{phone}}."]
"""

LINES = """[sources]
WAO = "A society, guidance. Copy read 2026."
[lines.with-breathing]
en = "you also have trouble breathing"
es = "también le cuesta respirar"
tags = ["skin+breathing"]
sources = ["WAO"]
"""

HIVES = """area = "skin"
therapies = ["eptinezumab"]
related = ["fever"]

[sources]
MC = "A clinic, Hives. Copy read 2026."

[en]
name = "Hives"
synonyms = ["welts", "raised itchy bumps"]

[es]
name = "Ronchas"
synonyms = ["urticaria", "granos que dan picazón"]

[[looks_like]]
en = "Raised, itchy bumps."
es = "Bultos que dan comezón."
sources = ["MC"]

[[skin_tones]]
en = "They can be the color of your skin."
es = "Pueden ser del color de su piel."
sources = ["GK"]

[[emergency]]
line = "with-breathing"

[[today]]
en = "they come during an infusion"
es = "aparecen durante una infusión"
sources = ["MC", "GK"]

[[today]]
place = "home"
en = "they last"
es = "duran"
sources = ["GK"]

[[do]]
tier = "emergency"
place = "home"
en = "Say which infusion you had."
es = "Diga qué infusión recibió."
sources = ["GK"]

[[avoid]]
en = "Do not scratch."
es = "No se rasque."
sources = ["GK"]
"""

FEVER = """area = "body"

[en]
name = "Fever"
synonyms = ["burning up"]

[es]
name = "Fiebre"
synonyms = ["calentura"]

[[looks_like]]
en = "You feel hot."
es = "Siente calor."
sources = ["GK"]

[[today]]
en = "your temperature is {fever_f} or more"
es = "su temperatura es de {fever_f} o más"
sources = ["GK"]
"""

THERAPY = """group = "migraine"

[sources]
LABEL = "Vyepti, US label."

[en]
name = "Eptinezumab"
said = "EP-ti-NEZ-ue-mab"

[es]
name = "Eptinezumab"

[[brands]]
name = "Vyepti"
said = { en = "vye-EP-tee", es = "vai-EP-ti" }

[[facts]]
topic = "what_for"
en = "It helps prevent migraine."
es = "Ayuda a prevenir la migraña."
sources = ["LABEL"]

[[facts]]
topic = "tell_first"
en = "You have high blood pressure."
es = "Usted tiene presión alta."
sources = ["LABEL"]
"""
for _topic in ("drip", "after", "pregnancy", "vaccines"):
    THERAPY += f"""
[[facts]]
topic = "{_topic}"
en = "Ask us about {_topic}."
es = "Pregunte por {_topic}."
sources = ["GK"]
"""
THERAPY += """
[[emergency]]
en = "Hives with trouble breathing"
es = "Ronchas y falta de aire"
symptom = "hives"
sources = ["GK"]

[[common]]
en = "Stuffy nose"
es = "Nariz tapada"
numbers = { en = "about 8 in 100; 6 in 100 with placebo", es = "8 de cada 100; 6 con placebo" }
sources = ["LABEL"]
"""

ARTICLE_EN = """+++
title = "Your migraine infusion"
summary = "What to know before you come."
kind = "treatment"
topics = ["migraine"]
therapies = ["eptinezumab"]
picture = "chair.svg"
picture_focus = [0.5, 0.25]
alt = "A chair by a window."
call_to_action = "form:contact"
next_review = 2027-05-01
[sources]
MC = "A clinic, Migraine. Copy read 2026."
+++
An **aura** can come *before* a migraine, see [hives](symptom:hives). [^MC]

*[aura]: Lights or lines that you see for a short time.

## What to bring

- a warm layer [^GK]
- a drink and a book

1. Come in.

2. Sit down.

| Name | How long |
|------|----------|
| Drip | half an hour |

![The chair](chair.svg "Our chair")

!!! tip "Good to know"
    Rest after it.

    - bring a friend

!!! questions "Ask us"
    - How long does it take?

### In short

Ask us anything.
"""

ARTICLE_ES = """+++
title = "Su infusión para la migraña"
summary = "Lo que conviene saber antes de venir."
kind = "treatment"
topics = ["migraine"]
therapies = ["eptinezumab"]
picture = "chair.svg"
picture_focus = [0.5, 0.25]
alt = "Un sillón junto a una ventana."
call_to_action = "form:contact"
next_review = 2027-05-01
[sources]
MC = "A clinic, Migraine. Copy read 2026."
+++
Un **aura** puede venir *antes* de una migraña, vea [ronchas](symptom:hives). [^MC]

*[aura]: Luces o líneas que usted ve por poco tiempo.

## Qué traer

- algo de abrigo [^GK]
- una bebida y un libro

1. Entre.

2. Siéntese.

| Nombre | Cuánto dura |
|--------|-------------|
| Suero | media hora |

![El sillón](chair.svg "Nuestro sillón")

!!! tip "Conviene saber"
    Descanse después.

    - venga con alguien

!!! questions "Pregúntenos"
    - ¿Cuánto dura?

### En breve

Pregúntenos lo que quiera.
"""

NEWS_EN = """+++
title = "We open on Sunday"
summary = "New hours."
kind = "center-news"
topics = ["migraine"]
picture = "door.svg"
alt = "A door."
next_review = 2027-05-01
+++
We open on Sunday too.
"""

AREAS = """[skin]
en = "Skin"
es = "Piel"
[body]
en = "Body"
es = "Cuerpo"
"""
GROUPS = """[migraine]
[migraine.en]
name = "Migraine"
[migraine.es]
name = "Migraña"
"""
FILES = {
    "reference/tiers.toml": TIERS,
    "reference/lines.toml": LINES,
    "reference/areas.toml": AREAS,
    "reference/groups.toml": GROUPS,
    "reference/before.toml": """
[en]
lead = "Fever? Tell the desk."
[es]
lead = "¿Fiebre? Avise."
[[items]]
icon = "thermometer"
sources = ["GK"]
[items.en]
title = "Fever"
[items.es]
title = "Fiebre"
""",
    "questions.toml": '[[questions]]\nto = "symptom:hives"\nen = "Hives?"\nes = "¿Ronchas?"\n',
    "attract.toml": '[[facts]]\nen = "Ask us."\nes = "Pregunte."\nsources = ["A clinic."]\n',
    "reference/symptoms/hives.toml": HIVES,
    "reference/symptoms/fever.toml": FEVER,
    "reference/therapies/eptinezumab.toml": THERAPY,
    "forms/contact.json": FORM,
}
ARTICLES = {
    "articles/migraine/en.md": ARTICLE_EN,
    "articles/migraine/es.md": ARTICLE_ES,
    "articles/migraine/chair.svg": SVG,
}
# The reference again, with a picture of a symptom and one of a group.
PICTURES = {
    "reference/symptoms/hives.toml": HIVES.replace(
        "area =", 'picture = "hives.svg"\npicture_focus = [0.5, 0.25]\narea =', 1
    )
    .replace('name = "Hives"', 'name = "Hives"\nalt = "Raised bumps on two arms."')
    .replace('name = "Ronchas"', 'name = "Ronchas"\nalt = "Bultos en dos brazos."'),
    "reference/symptoms/hives.svg": SVG,
    "reference/groups.toml": GROUPS.replace("[migraine]", '[migraine]\npicture = "head.svg"')
    .replace('name = "Migraine"', 'name = "Migraine"\nalt = "A head."')
    .replace('name = "Migraña"', 'name = "Migraña"\nalt = "Una cabeza."')
    + """
[bones]
[bones.en]
name = "Bones"
[bones.es]
name = "Huesos"
""",
    "reference/groups/head.svg": SVG,
}
NEWS = {"articles/news/en.md": NEWS_EN, "articles/news/door.svg": SVG}


def write_content(folder: Path, *more: dict[str, str]) -> Path:
    """Write the reference, and the files of ``more`` by name; return the content folder."""
    content = folder / "content"
    files = dict(FILES)
    for some in more:
        files |= some
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return content


SIGNED = ("product-tiers", "symptom-hives", "therapy-eptinezumab", "article-migraine")
"""Pages of this content that a clinician has read, where a test wants some signed off."""


def sign_off(content: Path, *names: str) -> Path:
    """Sign the pages off whose names begin so, in both languages; return the content folder."""
    signed = (
        signing.Signed(sheet, "A. Clinician", "RN 1", dt.date(2026, 1, 2))
        for sheet in signing.sheets_of(content)
        if sheet.name.startswith(names or SIGNED)
    )
    signing.sign(content, signed)
    return content


def text_with(article: str, text: str) -> str:
    """Return an article's file with another text below its head."""
    head, fence, _ = article.rpartition("+++\n")
    return head + fence + text


def spoil(content: Path, name: str, old: str, new: str, count: int = -1) -> None:
    """Replace a part of one file; the part must be there."""
    text = (content / name).read_text(encoding="utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new, count), encoding="utf-8")


def errors(content: Path) -> list[Finding]:
    """Return the errors that the check finds."""
    return [finding for finding in builder.check(content) if finding.severity == "error"]


def rules(findings: list[Finding] | tuple[Finding, ...]) -> set[str]:
    """Return the rules of findings."""
    return {finding.rule for finding in findings}


def built(content: Path, *, live: bool = False) -> Library:
    """Build and open the library of a content folder."""
    path = content.parent / "library.db"
    builder.build(content, path)
    return Library.open(path, live=live)


# A library of any size, for figures and for what must not grow with it.

_SUBJECTS = (
    ("migraine", "migraña"), ("iron", "hierro"), ("bone", "hueso"), ("joint", "articulación"),
    ("skin", "piel"), ("bowel", "intestino"), ("nerve", "nervio"), ("vein", "vena"),
    ("sleep", "sueño"), ("travel", "viaje"), ("meal", "comida"), ("work", "trabajo"),
)  # fmt: skip
_EVENTS = (
    ("day", "día"), ("visit", "visita"), ("question", "pregunta"), ("chair", "sillón"),
    ("drip", "suero"), ("nurse", "enfermera"), ("week", "semana"), ("plan", "plan"),
    ("rest", "descanso"), ("drink", "bebida"), ("blanket", "manta"), ("list", "lista"),
)  # fmt: skip
_SENTENCES = (
    (
        "Many people bring something warm to wear, because the room can feel cool.",
        "Mucha gente trae algo de abrigo, porque la sala puede sentirse fresca.",
    ),
    (
        "Your nurse looks at your arm first and asks how you slept and what you ate.",
        "La enfermera mira primero su brazo y pregunta cómo durmió y qué comió.",
    ),
    (
        "You can read, listen to music, or close your eyes while the drip runs.",
        "Puede leer, oír música o cerrar los ojos mientras corre el suero.",
    ),
    (
        "Tell us early when something feels new, even when it seems small to you.",
        "Avísenos pronto cuando algo se sienta nuevo, aunque le parezca pequeño.",
    ),
    (
        "Write your questions down before you come, so that none of them is lost.",
        "Escriba sus preguntas antes de venir, para que no se pierda ninguna.",
    ),
)


def write_many(content: Path, amount: int, first: int = 0) -> None:
    """Add generated articles in two languages, each of about 300 words a language."""
    for number in range(first, first + amount):
        folder = content / "articles" / f"generated-{number:05}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "chair.svg").write_text(SVG, encoding="utf-8")
        for place, article in enumerate((ARTICLE_EN, ARTICLE_ES)):
            text = _generated(article, number, place)
            (folder / ("en.md", "es.md")[place]).write_text(text, encoding="utf-8")


def _generated(article: str, number: int, place: int) -> str:
    subject = _SUBJECTS[number % 12][place]
    event = _EVENTS[number // 12 % 12][place]
    rare = f"{subject[:4]}{event[:3]}{number % 997}"
    title = next(line for line in article.splitlines() if line.startswith("title"))
    text = article.replace(title, f'title = "{subject.title()} {event} {number}"')
    text = text.replace(
        'topics = ["migraine"]',
        f'topics = ["{_SUBJECTS[number % 12][0]}", "{_EVENTS[number // 12 % 12][0]}"]',
    )
    if number % 3:
        text = text.replace('therapies = ["eptinezumab"]\n', "")
    parts = [text]
    for part in range(4):
        sentences = [_SENTENCES[(number + part + step) % 5][place] for step in range(3)]
        parts.append(f"## {subject.title()} {event} {part + 2}\n\n{' '.join(sentences)} [^MC]\n")
        parts.append(f"- {subject} {rare}\n- {event}\n- {_SENTENCES[part][place]}\n")
    return "\n".join(parts)
