# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What CUPS says is understood; a real CUPS says it in tests/desktop/test_printing.py."""

import pytest

from kiosk.handout import printer
from kiosk.handout.printer import JobPhase, Patience, QueueState, read_phase, read_state
from kiosk.session.messages import PrintOutcome

IDLE = """\
printer Desk is idle.  enabled since Sun Nov 22 13:14:57 2026
\tForm mounted:
\tDescription: Desk
\tAlerts: {alerts}
\tLocation:
Desk accepting requests since Sun Nov 22 13:14:57 2026
"""
STOPPED = """\
printer Desk disabled since Sun Nov 22 13:15:14 2026 -
\treason unknown
\tAlerts: paused
Desk accepting requests since Sun Nov 22 13:15:14 2026
"""
JOB = "Desk-7                  kiosk              1024   Sun Nov 22 13:15:16 2026\n"
HISTORY = JOB + "\tStatus: \n\tAlerts: {alerts}\n\tqueued for Desk\n"

GOOD = QueueState(runs=True, accepts=True)


def state(*reasons: str) -> QueueState:
    return QueueState(runs=True, accepts=True, reasons=reasons)


def test_idle_queue_is_ready() -> None:
    assert read_state("Desk", IDLE.format(alerts="none")) == GOOD


@pytest.mark.parametrize(
    "said",
    [
        "",
        STOPPED,
        IDLE.format(alerts="none").replace("Desk accepting", "Desk not accepting"),
        IDLE.format(alerts="none").replace("Desk", "Desk2"),
    ],
    ids=["nothing", "stopped", "refusing", "another"],
)
def test_other_queues_are_not_ready(said: str) -> None:
    assert not read_state("Desk", said).is_ready


def test_paper_that_lacked_in_the_last_job_does_not_count_at_rest() -> None:
    assert read_state("Desk", IDLE.format(alerts="media-empty-error")).is_ready


@pytest.mark.parametrize(
    ("printing", "waiting", "ended", "phase"),
    [
        ("printer Desk is idle.  enabled since", JOB, "", JobPhase.WAITING),
        ("printer Desk now printing Desk-7.  enabled since", JOB, "", JobPhase.PRINTING),
        ("", "", "", JobPhase.DONE),
        ("", "", HISTORY.format(alerts="processing-to-stop-point"), JobPhase.DONE),
        ("", "", HISTORY.format(alerts="job-canceled-by-user"), JobPhase.LOST),
        ("", "", HISTORY.format(alerts="aborted-by-system"), JobPhase.LOST),
        ("", JOB.replace("Desk-7", "Desk-77"), "", JobPhase.DONE),
    ],
)
def test_phase_of_a_job(printing: str, waiting: str, ended: str, phase: JobPhase) -> None:
    assert read_phase("Desk-7", printing, waiting, ended) is phase


@pytest.mark.parametrize(
    ("reason", "outcome", "after_s"),
    [
        ("media-empty-error", PrintOutcome.NO_PAPER, printer.TROUBLE_S),
        ("media-needed", PrintOutcome.NO_PAPER, printer.TROUBLE_S),
        ("media-jam-error", PrintOutcome.FAILED, printer.TROUBLE_S),
        ("connecting-to-device", PrintOutcome.FAILED, printer.TROUBLE_S),
        ("offline-report", PrintOutcome.FAILED, printer.TROUBLE_S),
        ("media-empty-warning", PrintOutcome.NO_PAPER, printer.WARNING_S),
        ("toner-low-warning", PrintOutcome.FAILED, printer.PRINTING_S),
    ],
)
def test_trouble_counts_when_it_lasts(reason: str, outcome: PrintOutcome, after_s: float) -> None:
    patience = Patience(began=0.0)

    found = {
        second: patience.verdict(JobPhase.PRINTING, state(reason), float(second))
        for second in range(int(after_s) + 1)
    }

    assert found[int(after_s)] is outcome
    assert {found[second] for second in range(int(after_s))} == {None}


def test_trouble_for_a_moment_is_forgotten() -> None:
    patience = Patience(began=0.0)
    patience.verdict(JobPhase.PRINTING, state("connecting-to-device"), 0.0)
    patience.verdict(JobPhase.PRINTING, GOOD, 5.0)

    assert patience.verdict(JobPhase.PRINTING, state("media-empty-error"), 9.0) is None


def test_job_that_does_not_begin_has_failed() -> None:
    verdict = Patience(0.0).verdict(JobPhase.WAITING, GOOD, printer.WAITING_S)

    assert verdict is PrintOutcome.FAILED


def test_job_that_is_done_was_printed_whatever_the_printer_says() -> None:
    verdict = Patience(0.0).verdict(JobPhase.DONE, state("media-empty-error"), 30.0)

    assert verdict is PrintOutcome.PRINTED


def test_all_troubles_end_in_time() -> None:
    commands = 2 * printer.COMMAND_S
    assert printer.WARNING_S < 20
    assert printer.PRINTING_S + commands < 60
