# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Composition root of one voice: shut off the network, start the engine, seal, speak, end.

The voice ends when its screen is gone, and its engine with it. What it says is written nowhere.
"""

import argparse
import asyncio
import logging
import os
import signal
import socket
from collections.abc import Coroutine, Sequence
from pathlib import Path

from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.logs import set_up_logs
from kiosk.seal import seal_process, shut_network
from kiosk.session.packets import PacketLine
from kiosk.session.speech import (
    BREATH_S,
    Breath,
    SpeechLost,
    SpeechTrouble,
    ToVoice,
    VoiceExit,
)
from kiosk.voice.dispatcher import Dispatcher
from kiosk.voice.fault import SpeechFault
from kiosk.voice.speaker import Inbox, Speaker
from kiosk.voice.stand_in import StandIn

_log = logging.getLogger(__name__)

_EXITS = {SpeechTrouble.MISSING: VoiceExit.MISSING, SpeechTrouble.HUNG: VoiceExit.HUNG}


def main(argv: Sequence[str] | None = None) -> int:
    """Speak for one screen; returns the exit code of the process, a `VoiceExit`.

    As the leader of a process group it takes the group with it when the screen is gone.
    """
    set_up_logs(logging.WARNING, "%(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="kiosk.voice")
    parser.add_argument("--fd", type=int, required=True, help="socket to the screen")
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder of its own")
    parser.add_argument("--recordings", type=Path, help="recordings that stand in for the engine")
    options = parser.parse_args(argv)
    line: PacketLine[ToVoice] = PacketLine(socket.socket(fileno=options.fd), ToVoice)
    try:
        shut_network()
        asyncio.run(_serve(line, options.folder, options.recordings))
    except KioskFault as fault:
        _log.error("this voice ends: %s", fault)
        trouble = fault.trouble if isinstance(fault, SpeechFault) else SpeechTrouble.DIED
        line.send(SpeechLost(trouble))
        return _EXITS.get(trouble, VoiceExit.DIED)
    if os.getpgrp() == os.getpid():
        # The visit is over. The engine is in this group, and may not hear anything softer.
        os.killpg(0, signal.SIGKILL)
    return VoiceExit.DONE


async def _serve(line: PacketLine[ToVoice], folder: Path, recordings: Path | None) -> None:
    """Speak until the screen is gone.

    Raises:
        KioskFault: The engine failed, or the screen broke the protocol.
    """
    inbox: Inbox = asyncio.Queue()
    await _first_of(_hear(line, inbox), _breathe(line), _speak(line, inbox, folder, recordings))


async def _hear(line: PacketLine[ToVoice], inbox: Inbox) -> None:
    """Hear the screen until it is gone."""
    loop = asyncio.get_running_loop()
    gone: asyncio.Future[None] = loop.create_future()

    def on_readable() -> None:
        try:
            for message in line.receive():
                inbox.put_nowait(message)
        except (EOFError, EnvironmentFault) as end:
            loop.remove_reader(line.fileno())
            if isinstance(end, EOFError):
                gone.set_result(None)
            else:
                gone.set_exception(end)

    loop.add_reader(line.fileno(), on_readable)
    await gone


async def _breathe(line: PacketLine[ToVoice]) -> None:
    while True:
        line.send(Breath())
        await asyncio.sleep(BREATH_S)


async def _speak(
    line: PacketLine[ToVoice], inbox: Inbox, folder: Path, recordings: Path | None
) -> None:
    """Start the engine, seal this process, and speak."""
    engine = await Dispatcher(folder, os.environ).connected(inbox.put_nowait)
    supplied = [recordings] if recordings is not None else []
    seal_process(readable=supplied, writable=[folder] if supplied else [], may_signal=True)
    speaker = Speaker(engine, line, StandIn(recordings, folder))
    await _first_of(engine.listen(), speaker.run(inbox), speaker.ping())


async def _first_of(*works: Coroutine[None, None, None]) -> None:
    """Work until the first of these ends; then end the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
