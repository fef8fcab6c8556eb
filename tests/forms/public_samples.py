# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What becomes of Questionnaires that others wrote: filled in, or refused by naming why.

    python -m tests.forms.public_samples FOLDER

prints a line for each JSON file of a folder and ends with 1 where one is neither. Many public
samples lack what names a form (address, version, title, status); the command adds it and says so,
as a center would, and then looks at the rest.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from kiosk.faults import ContentFault, Finding
from kiosk.forms import engine
from kiosk.forms.load import load_form
from kiosk.forms.model import Form
from kiosk.forms.respond import canonical_bytes, response
from tests.support.forms import FACTS, REQUEST_ID, SENT_AT, filled_out

HEAD = {
    "url": "https://example.org/Questionnaire/sample",
    "version": "1",
    "title": "Sample",
    "status": "draft",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        name: Of the file.
        added: What had to be added to name the form.
        refused: Why it was refused; empty when it was read.
        is_filled: Whether every question was answered and the response is valid FHIR.
    """

    name: str
    added: tuple[str, ...] = ()
    refused: tuple[Finding, ...] = ()
    is_filled: bool = False

    def __str__(self) -> str:
        added = f" (added: {', '.join(self.added)})" if self.added else ""
        if self.is_filled:
            return f"{self.name}: filled{added}"
        why = dict.fromkeys(f"{one.rule}: {one.problem}" for one in self.refused)
        return f"{self.name}: refused{added}: {' | '.join(why) or 'NOTHING NAMED'}"


def outcome(path: Path) -> Outcome:
    """Return what becomes of a file."""
    data = path.read_bytes()
    added: tuple[str, ...] = ()
    try:
        tree = json.loads(data)
    except ValueError:
        tree = None
    if isinstance(tree, dict) and tree.get("resourceType") == "Questionnaire":
        added = tuple(key for key in HEAD if key not in tree)
        if added:
            data = json.dumps({**{key: HEAD[key] for key in added}, **tree}).encode()
    try:
        form = load_form(data, path.name).filled(FACTS)
    except ContentFault as fault:
        return Outcome(path.name, added, fault.findings)
    return Outcome(path.name, added, (), _fills(form))


def _fills(form: Form) -> bool:
    answers = filled_out(form)
    if engine.check(form, answers):
        return False
    made = response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language="en")
    QuestionnaireResponse.model_validate_json(canonical_bytes(made))
    return True


def main(folder: Path) -> int:
    """Print the outcome of each file of a folder; return 1 when one is neither filled nor refused.

    Args:
        folder: Its JSON files are looked at, those of its folders, too.
    """
    outcomes = [outcome(path) for path in sorted(folder.rglob("*.json"))]
    filled, named = sum(one.is_filled for one in outcomes), sum(map(_is_named, outcomes))
    told = [*map(str, outcomes), f"{len(outcomes)} files: {filled} filled, {named} refused by name"]
    sys.stdout.write("\n".join(told) + "\n")
    return 0 if outcomes and all(one.is_filled or _is_named(one) for one in outcomes) else 1


def _is_named(one: Outcome) -> bool:
    return bool(one.refused) and all(why.problem and why.mend for why in one.refused)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
