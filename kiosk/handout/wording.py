# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The handouts' own words: a table in the language of the source, the rest in the catalogues.

What a catalogue lacks stays in the language of the source. Names of days and months, and how a day
and a time are written, are habits of the language's locale.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QDate, QLocale, QTime, QTranslator

from kiosk.languages import catalogues_dir, language_of
from kiosk.library.model import ArticleKind, CalloutKind, Topic


def QT_TRANSLATE_NOOP(_context: str, words: str) -> str:  # noqa: N802 - lupdate looks for it
    """Return the words; ``pyside6-lupdate`` takes them into the catalogues."""
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything a handout says that the library does not; names tell where it stands.

    Attributes:
        language: Code of the language; empty in the table.
    """

    language: str
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


SOURCE: Final = Wording(
    language="",
    page=QT_TRANSLATE_NOOP("Handout", "Page {number} of {total}"),
    continued=QT_TRANSLATE_NOOP("Handout", "{title} (continued)"),
    demonstration=QT_TRANSLATE_NOOP("Handout", "Demonstration, not a real center"),
    phones=QT_TRANSLATE_NOOP("Handout", "{phone}  ·  When we are closed: {closed}"),
    closed=QT_TRANSLATE_NOOP("Handout", "When we are closed: {closed}"),
    kinds={
        ArticleKind.TREATMENT: QT_TRANSLATE_NOOP("Handout", "Treatment"),
        ArticleKind.CONDITION: QT_TRANSLATE_NOOP("Handout", "Condition"),
        ArticleKind.YOUR_VISIT: QT_TRANSLATE_NOOP("Handout", "Your visit"),
        ArticleKind.LIVING_WELL: QT_TRANSLATE_NOOP("Handout", "Living well"),
        ArticleKind.CENTER_NEWS: QT_TRANSLATE_NOOP("Handout", "Center news"),
        ArticleKind.STORY: QT_TRANSLATE_NOOP("Handout", "Story"),
    },
    symptom=QT_TRANSLATE_NOOP("Handout", "How you feel"),
    boxes={
        CalloutKind.TIP: QT_TRANSLATE_NOOP("Handout", "Tip"),
        CalloutKind.CAUTION: QT_TRANSLATE_NOOP("Handout", "Caution"),
        CalloutKind.EMERGENCY: QT_TRANSLATE_NOOP("Handout", "Emergency"),
        CalloutKind.KEY_FACTS: QT_TRANSLATE_NOOP("Handout", "Key facts"),
        CalloutKind.QUOTE: QT_TRANSLATE_NOOP("Handout", "In the words of"),
    },
    at_home=QT_TRANSLATE_NOOP("Handout", "Later, at home"),
    in_building=QT_TRANSLATE_NOOP("Handout", "In the building"),
    do_if=QT_TRANSLATE_NOOP("Handout", "Do this if:"),
    do_if_else=QT_TRANSLATE_NOOP("Handout", "If no emergency sign fits, do this if:"),
    do_if_same=QT_TRANSLATE_NOOP("Handout", "a sign listed under “{title}” fits"),
    do_not=QT_TRANSLATE_NOOP("Handout", "What not to do"),
    not_sure=QT_TRANSLATE_NOOP("Handout", "Anything else, or not sure: tell a nurse now."),
    not_sure_home=QT_TRANSLATE_NOOP("Handout", "Anything else, or not sure: call us. {phone}"),
    looks_like=QT_TRANSLATE_NOOP("Handout", "What it can feel and look like"),
    treatments_that_cause=QT_TRANSLATE_NOOP("Handout", "Treatments that can cause it"),
    brands=QT_TRANSLATE_NOOP("Handout", "Brands: {names}"),
    expect=QT_TRANSLATE_NOOP("Handout", "What to expect on the day"),
    topics={
        Topic.HOW_LONG: QT_TRANSLATE_NOOP("Handout", "How long it takes"),
        Topic.HOW_OFTEN: QT_TRANSLATE_NOOP("Handout", "How often"),
        Topic.ARRIVE: QT_TRANSLATE_NOOP("Handout", "When you arrive"),
        Topic.BEFORE: QT_TRANSLATE_NOOP("Handout", "Before the drip"),
        Topic.DRIP: QT_TRANSLATE_NOOP("Handout", "During the drip"),
        Topic.AFTER: QT_TRANSLATE_NOOP("Handout", "Before you go"),
        Topic.HOME: QT_TRANSLATE_NOOP("Handout", "Later, at home"),
        Topic.TELL_FIRST: QT_TRANSLATE_NOOP("Handout", "Tell us first about"),
        Topic.PREGNANCY: QT_TRANSLATE_NOOP("Handout", "Pregnancy and vaccines"),
        Topic.QUESTION: QT_TRANSLATE_NOOP("Handout", "Questions to ask your care team"),
        Topic.NOTE: QT_TRANSLATE_NOOP("Handout", "Good to know"),
    },
    effects_emergency=QT_TRANSLATE_NOOP("Handout", "Emergency: call out now. At home call 911"),  # noqa: RUF001 - 911 never stands alone on a line
    effects_today=QT_TRANSLATE_NOOP("Handout", "Tell a nurse now. At home call us today"),
    effects_common=QT_TRANSLATE_NOOP("Handout", "How often side effects happen"),
    terms=QT_TRANSLATE_NOOP("Handout", "Words explained"),
    sources=QT_TRANSLATE_NOOP("Handout", "Where this comes from"),
    emergency=QT_TRANSLATE_NOOP(
        "Handout",
        "In an emergency call out to staff now. At home call 911.",  # noqa: RUF001 - 911 never stands alone on a line
    ),
    disclaimer=(
        QT_TRANSLATE_NOOP(
            "Handout",
            "This is general information. It does not replace the advice of your care team."
            " Questions? Ask your nurse or call {phone}.",
        )
    ),
    awaiting=QT_TRANSLATE_NOOP(
        "Handout", "Awaiting clinical review: a clinician has not yet checked this text."
    ),
    reviewed=QT_TRANSLATE_NOOP("Handout", "Reviewed by {by} ({license}) on {on}."),
    general=QT_TRANSLATE_NOOP(
        "Handout",
        "Lines of general knowledge here: {count}. A clinician still has to confirm them.",
    ),
    label=QT_TRANSLATE_NOOP("Handout", "The medicine's US label that we read is of {day}."),
    code_address=QT_TRANSLATE_NOOP("Handout", "Read this on your phone"),
    code_card=QT_TRANSLATE_NOOP("Handout", "Keep our phone numbers"),
    code_hint=QT_TRANSLATE_NOOP("Handout", "Point the camera of your phone at this code."),
    card_emergency=QT_TRANSLATE_NOOP("Handout", "In an emergency call 911."),
    card_call_if=QT_TRANSLATE_NOOP("Handout", "Call 911 if:"),
    form_paper=QT_TRANSLATE_NOOP("Handout", "Paper form"),
    form_hint=QT_TRANSLATE_NOOP(
        "Handout", "Please write with a pen, and give this sheet to the front desk."
    ),
    form_required=QT_TRANSLATE_NOOP("Handout", "Please fill in everything that has a star (*)."),
    form_before=QT_TRANSLATE_NOOP(
        "Handout",
        "Something new or getting worse? Tell the staff now. "
        "A prescriber must order an infusion. We help you ask.",
    ),
    form_only_if=QT_TRANSLATE_NOOP("Handout", "Only if you ticked: {answers}"),
    form_one=QT_TRANSLATE_NOOP("Handout", "(tick one box)"),
    form_many=QT_TRANSLATE_NOOP("Handout", "(tick each box that is right for you)"),
    form_yes=QT_TRANSLATE_NOOP("Handout", "Yes"),
    form_date=QT_TRANSLATE_NOOP("Handout", "Date"),
    form_sign=QT_TRANSLATE_NOOP("Handout", "Signature"),
    slip_kicker=QT_TRANSLATE_NOOP("Handout", "Your receipt code"),
    slip_safe=QT_TRANSLATE_NOOP(
        "Handout", "Your request is safe with us. This code says nothing about you."
    ),
    slip_next=QT_TRANSLATE_NOOP("Handout", "What happens next"),
    slip_by=QT_TRANSLATE_NOOP("Handout", "We will contact you by {day}."),
    slip_within=(
        QT_TRANSLATE_NOOP("Handout", "We will contact you within {days} working day."),
        QT_TRANSLATE_NOOP("Handout", "We will contact you within {days} working days."),
    ),
    slip_late=QT_TRANSLATE_NOOP("Handout", "Safe here, but late: the front desk is faster."),
    slip_who=QT_TRANSLATE_NOOP("Handout", "You will hear from: {guide}."),
    slip_guide=QT_TRANSLATE_NOOP("Handout", "Infusion guide"),
    slip_unheard=QT_TRANSLATE_NOOP(
        "Handout", "Nobody called? Ask the front desk or call {phone}, and say your code."
    ),
    slip_call=QT_TRANSLATE_NOOP("Handout", "Call us: {phone}"),
    slip_printed=QT_TRANSLATE_NOOP("Handout", "Printed on {day} at {time}"),
    slip_day=QT_TRANSLATE_NOOP("Handout", "{weekday}, {month} {day}"),
)


def day_words(day: date, wording: Wording) -> str:
    """Return a day in plain words: ``March 4, 2027``, ``4 de marzo de 2027``."""
    there, form = QDate(day.year, day.month, day.day), language_of(wording.language).long_day
    locale = _locale(wording)
    return locale.toString(there, form or QLocale.FormatType.LongFormat)


def near_day(day: date, wording: Wording) -> str:
    """Return a day of the next weeks in plain words, with the day of the week and no year."""
    locale, length = _locale(wording), QLocale.FormatType.LongFormat
    return wording.slip_day.format(
        weekday=locale.dayName(day.isoweekday(), length),
        month=locale.monthName(day.month, length),
        day=day.day,
    )


def time_words(at: datetime, wording: Wording) -> str:
    """Return a time of day as people write it."""
    return _locale(wording).toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def _locale(wording: Wording) -> QLocale:
    return QLocale(language_of(wording.language).locale)


@cache
def wording_of(language: str) -> Wording:
    """Return the words of a language."""
    catalogue = QTranslator()
    catalogue.load(f"kiosk_{language}", str(catalogues_dir()))

    def say(words: Any) -> Any:  # Any: whatever a field holds
        match words:
            case str():
                return catalogue.translate("Handout", words) or words
            case dict():
                return {key: say(text) for key, text in words.items()}
            case _:
                return tuple(map(say, words))

    said = {one.name: say(getattr(SOURCE, one.name)) for one in fields(Wording)}
    return Wording(**{**said, "language": language})
