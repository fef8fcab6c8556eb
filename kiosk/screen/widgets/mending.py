# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How to mend an answer, in a sentence for every rule that it may break."""

from PySide6.QtCore import QCoreApplication

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Bound, Constraint, Item, ItemControl, ItemType
from kiosk.screen.widgets.said import said

_NUMBERS = (ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY)


def error_words(
    item: Item,
    error: FieldError,
    language: str = "",
    constraints: tuple[Constraint, ...] = (),
) -> str:
    """Return the sentence that says how to mend an answer, or that asks about it.

    Args:
        item: The question.
        error: What is wrong; its rule may be a doubt.
        language: Language of the form's own texts; empty for the form's.
        constraints: Those that do not stand on the question: the form's and its groups'.
    """
    match error.rule:
        case Rule.REQUIRED:
            return _missing(item)
        case Rule.TOO_LONG | Rule.TOO_SHORT | Rule.TOO_MANY | Rule.TOO_FEW:
            return _counted(item, error)
        case Rule.TOO_SMALL | Rule.TOO_LARGE:
            return _bounded(item, error.rule, language)
        case Rule.WRONG_FORM | Rule.WRONG_KIND | Rule.NOT_OFFERED:
            return _malformed(item, error.rule, language)
        case Rule.CONSTRAINT:
            return _constraint(item, error.key, language, constraints)
    return _plain(error)


def _plain(error: FieldError) -> str:
    """Return the sentence of a rule that needs no more than itself."""
    sentences = {
        Rule.READ_ONLY: QCoreApplication.translate(
            "FieldError", "This answer is set. It cannot be changed here."
        ),
        Rule.NOT_ALONE: QCoreApplication.translate(
            "FieldError", "One of these answers stands alone. Please choose again."
        ),
        Rule.NOT_A_NAME: QCoreApplication.translate(
            "FieldError", "A name has letters, spaces, hyphens and dots only."
        ),
        Rule.NOT_A_PHONE: QCoreApplication.translate(
            "FieldError", "Please enter 10 digits, area code first, like (555) 555-0100."
        ),
        Rule.NOT_AN_EMAIL: QCoreApplication.translate(
            "FieldError", "Please check the e-mail. It looks like name@example.com."
        ),
        Rule.NOT_A_ZIP: QCoreApplication.translate("FieldError", "A ZIP code has 5 digits."),
        Rule.UNUSUAL_PHONE: QCoreApplication.translate(
            "FieldError", "We do not know this area code. Is the number right?"
        ),
        Rule.LIKELY_TYPO: QCoreApplication.translate("FieldError", "Did you mean {domain}?"),
    }
    return sentences[error.rule].format(domain=error.suggestion)


def _missing(item: Item) -> str:
    if is_agreement(item):
        return QCoreApplication.translate(
            "FieldError", "Please touch the box to agree, or touch Clear to leave."
        )
    if item.answer_options or item.type is ItemType.BOOLEAN:
        return QCoreApplication.translate("FieldError", "Please touch one of these.")
    if item.type is ItemType.DATE:
        return QCoreApplication.translate(
            "FieldError", "Please choose the month, the day and the year."
        )
    return QCoreApplication.translate("FieldError", "Please fill this in.")


def _counted(item: Item, error: FieldError) -> str:
    limit = error.limit
    match error.rule:
        case Rule.TOO_LONG:
            words = QCoreApplication.translate(
                "FieldError", "This is too long. Please use at most {limit} letters."
            )
        case Rule.TOO_SHORT:
            words = QCoreApplication.translate(
                "FieldError", "This is too short. Please use at least {limit} letters."
            )
        case Rule.TOO_MANY if not item.answer_options:
            words = QCoreApplication.translate(
                "FieldError", "Please give each answer once, and at most {limit}."
            )
        case Rule.TOO_MANY:
            words = QCoreApplication.translate(
                "FieldError", "Please choose at most {limit}. Touch one to take it away."
            )
        case _ if not item.answer_options:
            words = QCoreApplication.translate(
                "FieldError", "Please give at least {limit} answers."
            )
        case _:
            words = QCoreApplication.translate("FieldError", "Please choose at least {limit}.")
    return words.format(limit=limit)


def _bounded(item: Item, rule: Rule, language: str) -> str:
    least, most = (_bound(item, bound, language) for bound in (item.min_value, item.max_value))
    if item.type is ItemType.DATE:
        words = (
            QCoreApplication.translate("FieldError", "Please choose {limit} or a later day.")
            if rule is Rule.TOO_SMALL
            else QCoreApplication.translate(
                "FieldError", "Please choose {limit} or an earlier day."
            )
        )
    elif least and most:
        words = QCoreApplication.translate(
            "FieldError", "Please give a number from {least} to {most}."
        )
    elif rule is Rule.TOO_SMALL:
        words = QCoreApplication.translate("FieldError", "Please give {limit} or more.")
    else:
        words = QCoreApplication.translate("FieldError", "Please give {limit} or less.")
    limit = least if rule is Rule.TOO_SMALL else most
    return words.format(limit=limit, least=least, most=most)


def _bound(item: Item, bound: Bound | None, language: str) -> str:
    return "" if bound is None else said(item, bound, language)


def _malformed(item: Item, rule: Rule, language: str) -> str:
    example = item.entry_format.in_language(language)
    if rule is Rule.NOT_OFFERED and item.units:
        return QCoreApplication.translate("FieldError", "Please touch one of the units.")
    if item.answer_options:
        return QCoreApplication.translate("FieldError", "Please touch one of these.")
    if item.type is ItemType.DATE:
        return QCoreApplication.translate(
            "FieldError", "Please choose the month, the day and the year."
        )
    if item.type in _NUMBERS:
        return QCoreApplication.translate("FieldError", "Please write a number, with digits only.")
    if example:
        return QCoreApplication.translate(
            "FieldError", "Please write it like this: {example}"
        ).format(example=example)
    return QCoreApplication.translate("FieldError", "Please check how this is written.")


def _constraint(item: Item, key: str, language: str, constraints: tuple[Constraint, ...]) -> str:
    human = next((one.human for one in (*item.constraints, *constraints) if one.key == key), None)
    if human is not None and (words := human.in_language(language)):
        return words
    return QCoreApplication.translate("FieldError", "Please look at this answer again.")


def count_words(item: Item) -> str:
    """Return how many answers may be given, empty where it goes without saying."""
    if not item.repeats:
        return ""
    least, most = item.min_occurs, item.max_occurs
    if item.answer_options:
        if least and most:
            words = QCoreApplication.translate("Question", "Choose {least} to {most}.")
            if least == most:
                words = QCoreApplication.translate("Question", "Choose {most}.")
        elif most:
            words = QCoreApplication.translate("Question", "Choose up to {most}.")
        elif least:
            words = QCoreApplication.translate("Question", "Choose {least} or more.")
        else:
            words = QCoreApplication.translate("Question", "Choose all that fit.")
    elif most:
        words = QCoreApplication.translate("Question", "You can give up to {most} answers.")
    elif least:
        words = QCoreApplication.translate("Question", "Give {least} answers or more.")
    else:
        words = QCoreApplication.translate("Question", "You can give more than one answer.")
    return words.format(least=least, most=most)


def is_agreement(item: Item) -> bool:
    """Return whether ``item`` is one box to agree to, not a choice between answers."""
    if item.type is ItemType.BOOLEAN:
        return item.item_control is ItemControl.CHECK_BOX
    return item.type is ItemType.CHOICE and len(item.answer_options) == 1
