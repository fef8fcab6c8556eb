# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the list of requests says, in the person's language."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kiosk.desk.intake import Step
from kiosk.desk.reading import Opened
from kiosk.languages import languages, source_language


def kind_words(kind: str) -> str:
    """Return what a form is for; one of the center's own is shown by the name in its address."""
    translate = QCoreApplication.translate
    known = {
        "contact": translate("Requests", "Contact"),
        "refer-me": translate("Requests", "Referral, for me"),
        "refer-someone": translate("Requests", "Referral, for somebody"),
        "test-request": translate("Requests", "Test"),
    }
    return known.get(kind, kind)


def step_words(step: Step | None) -> str:
    """Return what staff have done."""
    translate = QCoreApplication.translate
    return {
        None: translate("Requests", "New"),
        Step.OPENED: translate("Requests", "Opened"),
        Step.CALLED: translate("Requests", "Called"),
        Step.DONE: translate("Requests", "Done"),
        Step.NOT_GENUINE: translate("Requests", "Not genuine"),
    }[step]


def language_words(opened: Opened) -> str:
    """Return in which language to answer, and whether an interpreter is needed."""
    translate = QCoreApplication.translate
    others = {one.locale for code, one in languages().items() if code != source_language()}
    is_english = QLocale().name() not in others
    known = {code: one.english if is_english else one.own for code, one in languages().items()}
    known["mis"] = translate("Requests", "Another language")
    said = known.get(opened.language, opened.language)
    interpreter = translate("Requests", "interpreter")
    return f"{said} + {interpreter}" if opened.interpreter else said


def day_words(at: datetime) -> str:
    """Return a day and a time of this machine as people here write them."""
    pattern = QCoreApplication.translate("Requests", "MMM d")
    return f"{QLocale().toString(QDate(at.year, at.month, at.day), pattern)}, {at:%H:%M}"


def how_words(opened: Opened) -> str:
    """Return how to reach the visitor."""
    translate = QCoreApplication.translate
    known = {
        "call": translate("Requests", "Call {reach}"),
        "text": translate("Requests", "Text {reach}"),
        "email": translate("Requests", "E-mail {reach}"),
        "here": translate("Requests", "Talk to the person here"),
    }
    return known.get(opened.how, "{reach}").format(reach=opened.reach).strip()


def trouble(why: str) -> str:
    """Return a fault of the intake as a sentence; what happens rarely stays in English."""
    translate = QCoreApplication.translate
    known = {
        "the passphrase does not open this key file": translate(
            "Requests", "The passphrase does not open this key file."
        ),
        "this key does not open the request, or it was damaged": translate(
            "Requests", "This key does not open the request, or it was damaged."
        ),
        "the printing system refused the page: is there a usual printer?": translate(
            "Requests", "The page could not be printed. Is a usual printer set up?"
        ),
        "the printing system does not answer": translate(
            "Requests", "The printing system does not answer."
        ),
    }
    said = f"{why[:1].upper()}{why[1:]}"
    return known.get(why) or (said if said.endswith((".", "?")) or not said else f"{said}.")
