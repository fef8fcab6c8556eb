# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A QuestionnaireResponse as a flat list that a receiver can show without knowing FHIR.

Items are known by the link ids that the shipped forms share; an item that is not known here is
labelled in the visitor's language only.
"""

from collections.abc import Iterator

from kiosk.courier.fhir.answers import Resource

LABELS: dict[str, tuple[str, str]] = {
    "reason": ("Reason", "Motivo"),
    "about": ("Condition or subject", "Enfermedad o tema"),
    "condition": ("Condition", "Enfermedad"),
    "medicine": ("Medicine", "Medicina"),
    "ordered": ("Ordered by a prescriber", "Recetada por un profesional"),
    "first-name": ("First name", "Nombre"),
    "last-name": ("Last name", "Apellido"),
    "preferred-name": ("Name to use", "Nombre que prefiere"),
    "birth-date": ("Birth date", "Fecha de nacimiento"),
    "zip": ("ZIP code", "Código postal (ZIP)"),
    "how": ("Best way to reach", "La mejor forma de contacto"),
    "phone": ("Phone", "Teléfono"),
    "phone-kind": ("Kind of phone", "Tipo de teléfono"),
    "phone-owner": ("Whose phone or e-mail", "De quién es el teléfono o correo"),
    "email": ("E-mail", "Correo electrónico"),
    "time": ("Best time", "El mejor momento"),
    "voicemail": ("Voicemail", "Mensaje de voz"),
    "language": ("Language", "Idioma"),
    "other-language": ("Other language", "Otro idioma"),
    "interpreter": ("Interpreter", "Intérprete"),
    "helper-name": ("Name of the helper", "Nombre de quien ayuda"),
    "helper-relation": ("Helper is", "Quien ayuda es"),
    "helper-authority": ("Authority of the helper", "Autoridad de quien ayuda"),
    "guardian-name": ("Parent or guardian", "Madre, padre o tutor"),
    "guardian-phone": (
        "Phone of the parent or guardian",
        "Teléfono de la madre, el padre o el tutor",
    ),
    "prescriber-name": ("Prescriber", "Médico u otro profesional"),
    "prescriber-practice": ("Office or clinic", "Consultorio o clínica"),
    "prescriber-phone": ("Office phone", "Teléfono del consultorio"),
    "insurance": ("Insurance", "Seguro"),
    "message": ("Message", "Mensaje"),
    "consent": ("Consent to be contacted", "Consentimiento para el contacto"),
    "consent-alone": ("Consent to be contacted", "Consentimiento para el contacto"),
    "consent-parent": ("Consent of the parent", "Consentimiento de la madre, el padre o el tutor"),
    "consent-child": ("Consent, never the child", "Consentimiento, nunca al menor"),
    "consent-child-aloud": (
        "Consent given aloud, never the child",
        "Consentimiento en voz alta, nunca al menor",
    ),
    "consent-aloud": ("Consent given aloud", "Consentimiento en voz alta"),
    "consent-guardian": ("Consent of the guardian", "Consentimiento del tutor"),
    "consent-text": ("Consent to text messages", "Consentimiento para mensajes de texto"),
    "consent-text-also": ("Consent to text messages", "Consentimiento para mensajes de texto"),
}


def summary(response: Resource) -> list[Resource]:
    """Return each answered item: its link id, its label in each language, values and codes.

    Source:
        HL7 FHIR R4, QuestionnaireResponse (item, answer.value[x], nested items).
    """
    return list(_entries(response.get("item", []), str(response.get("language", "en"))))


def _entries(items: list[Resource], language: str) -> Iterator[Resource]:
    for item in items:
        answers = item.get("answer", [])
        values = [value for answer in answers for value in _values(answer)]
        if values:
            codes = [a["valueCoding"].get("code") for a in answers if "valueCoding" in a]
            link_id = str(item.get("linkId", ""))
            entry: Resource = {"id": link_id, "label": _label(link_id, item, language)}
            yield {**entry, "values": values, **({"codes": codes} if codes else {})}
        yield from _entries(item.get("item", []), language)
        for answer in answers:
            yield from _entries(answer.get("item", []), language)


def _label(link_id: str, item: Resource, language: str) -> dict[str, str]:
    if known := LABELS.get(link_id):
        return dict(zip(("en", "es"), known, strict=True))
    return {language: str(item.get("text") or link_id)}


def _values(answer: Resource) -> Iterator[object]:
    for name, value in answer.items():
        match name:
            case "valueCoding":
                yield value.get("display") or value.get("code", "")
            case "valueQuantity":
                words = (value.get("value"), value.get("unit") or value.get("code"))
                yield " ".join(str(word) for word in words if word is not None)
            case _ if name.startswith("value"):
                yield value
