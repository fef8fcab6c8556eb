# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The handouts' own words in each language: a table, so that no word can lack its translation."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.library.model import ArticleKind, CalloutKind, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything a handout says that the library does not; names tell where it stands.

    No field has a default: a language that lacks one does not start.
    """

    page: str
    continued: str
    demonstration: str
    phones: str
    closed: str
    kinds: dict[ArticleKind, str]
    symptom: str
    boxes: dict[CalloutKind, str]
    at_home: str
    in_building: str
    do_if: str
    do_if_else: str
    do_if_same: str
    do_not: str
    not_sure: str
    not_sure_home: str
    looks_like: str
    treatments_that_cause: str
    brands: str
    expect: str
    topics: dict[Topic, str]
    effects_emergency: str
    effects_today: str
    effects_common: str
    terms: str
    sources: str
    emergency: str
    disclaimer: str
    awaiting: str
    reviewed: str
    general: str
    label: str
    day: str
    months: tuple[str, ...]
    code_address: str
    code_card: str
    code_hint: str
    card_emergency: str
    card_call_if: str
    form_paper: str
    form_hint: str
    form_required: str
    form_before: str
    form_only_if: str
    form_one: str
    form_many: str
    form_yes: str
    form_date: str
    form_sign: str
    slip_kicker: str
    slip_safe: str
    slip_next: str
    slip_by: str
    slip_within: tuple[str, str]
    slip_late: str
    slip_who: str
    slip_guide: str
    slip_unheard: str
    slip_call: str
    slip_printed: str
    slip_day: str
    weekdays: tuple[str, ...]
    halves: tuple[str, str]


ENGLISH: Final = Wording(
    page="Page {number} of {total}",
    continued="{title} (continued)",
    demonstration="Demonstration, not a real center",
    phones="{phone}  ·  When we are closed: {closed}",
    closed="When we are closed: {closed}",
    kinds={
        ArticleKind.TREATMENT: "Treatment",
        ArticleKind.CONDITION: "Condition",
        ArticleKind.YOUR_VISIT: "Your visit",
        ArticleKind.LIVING_WELL: "Living well",
        ArticleKind.CENTER_NEWS: "Center news",
        ArticleKind.STORY: "Story",
    },
    symptom="How you feel",
    boxes={
        CalloutKind.TIP: "Tip",
        CalloutKind.CAUTION: "Caution",
        CalloutKind.EMERGENCY: "Emergency",
        CalloutKind.KEY_FACTS: "Key facts",
        CalloutKind.QUOTE: "In the words of",
    },
    at_home="Later, at home",
    in_building="In the building",
    do_if="Do this if:",
    do_if_else="If no emergency sign fits, do this if:",
    do_if_same="a sign listed under “{title}” fits",
    do_not="What not to do",
    not_sure="Anything else, or not sure: tell a nurse now.",
    not_sure_home="Anything else, or not sure: call us. {phone}",
    looks_like="What it can feel and look like",
    treatments_that_cause="Treatments that can cause it",
    brands="Brands: {names}",
    expect="What to expect on the day",
    topics={
        Topic.HOW_LONG: "How long it takes",
        Topic.HOW_OFTEN: "How often",
        Topic.ARRIVE: "When you arrive",
        Topic.BEFORE: "Before the drip",
        Topic.DRIP: "During the drip",
        Topic.AFTER: "Before you go",
        Topic.HOME: "Later, at home",
        Topic.TELL_FIRST: "Tell us first about",
        Topic.PREGNANCY: "Pregnancy and vaccines",
        Topic.QUESTION: "Questions to ask your care team",
        Topic.NOTE: "Good to know",
    },
    effects_emergency="Emergency: call out now. At home call\N{NO-BREAK SPACE}911",
    effects_today="Tell a nurse now. At home call us today",
    effects_common="How often side effects happen",
    terms="Words explained",
    sources="Where this comes from",
    emergency="In an emergency call out to staff now. At home call\N{NO-BREAK SPACE}911.",
    disclaimer=(
        "This is general information. It does not replace the advice of your care team."
        " Questions? Ask your nurse or call {phone}."
    ),
    awaiting="Awaiting clinical review: a clinician has not yet checked this text.",
    reviewed="Reviewed by {by} ({license}) on {on}.",
    general="Lines of general knowledge here: {count}. A clinician still has to confirm them.",
    label="The medicine's US label that we read is of {day}.",
    day="{month} {day}, {year}",
    months=(
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    code_address="Read this on your phone",
    code_card="Keep our phone numbers",
    code_hint="Point the camera of your phone at this code.",
    card_emergency="In an emergency call 911.",
    card_call_if="Call 911 if:",
    form_paper="Paper form",
    form_hint="Please write with a pen, and give this sheet to the front desk.",
    form_required="Please fill in everything that has a star (*).",
    form_before="Something new or getting worse? Tell the staff now. "
    "A prescriber must order an infusion. We help you ask.",
    form_only_if="Only if you ticked: {answers}",
    form_one="(tick one box)",
    form_many="(tick each box that is right for you)",
    form_yes="Yes",
    form_date="Date",
    form_sign="Signature",
    slip_kicker="Your receipt code",
    slip_safe="Your request is safe with us. This code says nothing about you.",
    slip_next="What happens next",
    slip_by="We will contact you by {day}.",
    slip_within=(
        "We will contact you within {days} working day.",
        "We will contact you within {days} working days.",
    ),
    slip_late="Safe here, but late: the front desk is faster.",
    slip_who="You will hear from: {guide}.",
    slip_guide="Infusion guide",
    slip_unheard="Nobody called? Ask the front desk or call {phone}, and say your code.",
    slip_call="Call us: {phone}",
    slip_printed="Printed on {day} at {time}",
    slip_day="{weekday}, {month} {day}",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    halves=("AM", "PM"),
)

SPANISH: Final = Wording(
    page="Página {number} de {total}",
    continued="{title} (continúa)",
    demonstration="Demostración, no es un centro real",
    phones="{phone}  ·  Fuera de horario: {closed}",
    closed="Fuera de horario: {closed}",
    kinds={
        ArticleKind.TREATMENT: "Tratamiento",
        ArticleKind.CONDITION: "Enfermedad",
        ArticleKind.YOUR_VISIT: "Su visita",
        ArticleKind.LIVING_WELL: "Vivir bien",
        ArticleKind.CENTER_NEWS: "Noticias del centro",
        ArticleKind.STORY: "Historia",
    },
    symptom="Cómo se siente",
    boxes={
        CalloutKind.TIP: "Consejo",
        CalloutKind.CAUTION: "Cuidado",
        CalloutKind.EMERGENCY: "Emergencia",
        CalloutKind.KEY_FACTS: "Datos clave",
        CalloutKind.QUOTE: "En palabras de",
    },
    at_home="Después, en casa",
    in_building="En el edificio",
    do_if="Haga esto si:",
    do_if_else="Si no hay ninguna señal de emergencia, haga esto si:",
    do_if_same="tiene una señal de la lista “{title}”",
    do_not="Lo que no debe hacer",
    not_sure="¿Algo más, o tiene dudas? Avise a enfermería ahora.",
    not_sure_home="Otra cosa, o si tiene dudas: llámenos. {phone}",
    looks_like="Cómo puede sentirse y verse",
    treatments_that_cause="Tratamientos que pueden causarlo",
    brands="Marcas: {names}",
    expect="Cómo será el día",
    topics={
        Topic.HOW_LONG: "Cuánto dura",
        Topic.HOW_OFTEN: "Cada cuánto",
        Topic.ARRIVE: "Al llegar",
        Topic.BEFORE: "Antes del suero",
        Topic.DRIP: "Durante el suero",
        Topic.AFTER: "Antes de irse",
        Topic.HOME: "Después, en casa",
        Topic.TELL_FIRST: "Díganos antes de empezar",
        Topic.PREGNANCY: "Embarazo y vacunas",
        Topic.QUESTION: "Preguntas para su equipo de atención",
        Topic.NOTE: "Es bueno saber",
    },
    effects_emergency="Emergencia: pida ayuda ya. En casa, llame al\N{NO-BREAK SPACE}911",
    effects_today="Avise a enfermería ahora. En casa, llámenos hoy",
    effects_common="Con qué frecuencia hay efectos secundarios",
    terms="Palabras explicadas",
    sources="De dónde viene esta información",
    emergency="En una emergencia, pida ayuda ya. En casa, llame al\N{NO-BREAK SPACE}911.",
    disclaimer=(
        "Esta es información general. No reemplaza los consejos de su equipo médico."
        " ¿Preguntas? Consulte en enfermería o llame al {phone}."
    ),
    awaiting=(
        "Pendiente de revisión clínica: un profesional de salud aún no ha revisado este texto."
    ),
    reviewed="Revisado por {by} ({license}) el {on}.",
    general=(
        "Líneas de conocimiento general aquí: {count}."
        " Un profesional de salud aún debe confirmarlas."
    ),
    label="La etiqueta de EE. UU. de la medicina que leímos es del {day}.",
    day="{day} de {month} de {year}",
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
    code_address="Léalo en su teléfono",
    code_card="Guarde nuestros teléfonos",
    code_hint="Apunte la cámara de su teléfono a este código.",
    card_emergency="En una emergencia, llame al 911.",
    card_call_if="Llame al 911 si:",
    form_paper="Formulario en papel",
    form_hint="Escriba con bolígrafo y entregue esta hoja en la recepción.",
    form_required="Llene todo lo que tiene un asterisco (*).",
    form_before="¿Siente algo nuevo o que empeora? Avise al personal ahora. "
    "Su médico u otro profesional debe recetar la infusión. Le ayudamos a pedirla.",
    form_only_if="Solo si marcó: {answers}",
    form_one="(marque una casilla)",
    form_many="(marque todas las que correspondan)",
    form_yes="Sí",
    form_date="Fecha",
    form_sign="Firma",
    slip_kicker="Su código de recibo",
    slip_safe="Su solicitud está segura con nosotros. Este código no dice nada sobre usted.",
    slip_next="Qué sigue",
    slip_by="Le contactaremos a más tardar el {day}.",
    slip_within=(
        "Le contactaremos en {days} día hábil.",
        "Le contactaremos en {days} días hábiles.",
    ),
    slip_late="Está segura aquí, pero con retraso: en la recepción es más rápido.",
    slip_who="Tendrá noticias de: {guide}.",
    slip_guide="Guía de infusión",
    slip_unheard=("¿Nadie le llamó? Pregunte en la recepción o llame al {phone} y diga su código."),
    slip_call="Llámenos: {phone}",
    slip_printed="Impreso el {day} a las {time}",
    slip_day="{weekday} {day} de {month}",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    halves=("a. m.", "p. m."),
)


def day_words(iso: str, wording: Wording) -> str:
    """Return an ISO date in plain words.

    Raises:
        ValueError: It is none.
    """
    day = date.fromisoformat(iso)
    return wording.day.format(day=day.day, month=wording.months[day.month - 1], year=day.year)


def wording_of(language: str) -> Wording:
    """Return the words of a language of the library; English for any other."""
    return SPANISH if language == "es" else ENGLISH
