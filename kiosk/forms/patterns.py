# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which regular expressions of a form may be used on what a visitor types."""

import re
import warnings

REGEX_TEXT_LIMIT = 100
"""Most characters that an expression is tried on."""

_REGEX_CHOICES = 4


def regex_problem(regex: str) -> str:
    """Return why an expression may not be used on what a visitor types, empty when it may.

    Python's engine may need exponential time, and a screen that thinks for 3 s is replaced: so no
    group is repeated, nothing refers back or looks around, and there are at most four points of
    choice, which keeps the work below 100 to the fourth for the 100 characters allowed.
    """
    bare = re.sub(r"\\[1-9]", "(?", regex)
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", bare.replace("(?:", "("))
    choices = len(re.findall(r"[*+?|]|\{\d*,\d*\}", bare))
    if "(?" in bare or "[]" in regex or "[^]" in regex or re.search(r"\)[*+{]", bare):
        return "repeats a group, refers back or looks around"
    if choices > _REGEX_CHOICES:
        return f"has more than {_REGEX_CHOICES} points of choice (* + ? | {{m,n}})"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(regex)
    except (re.error, Warning, OverflowError, RecursionError):
        return "is not a regular expression that Python knows"
    return ""
