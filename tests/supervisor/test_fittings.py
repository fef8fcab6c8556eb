# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sound, light and first language: what staff set stays, what quiet hours put out comes back."""

import asyncio
import tempfile
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.paths import DataFolder
from kiosk.session.messages import OnGlass
from kiosk.staff.kept import Kept, read_kept, write_kept
from kiosk.staff.panel import ActOutcome, PanelAct
from kiosk.supervisor.fittings import Fittings, Parts
from kiosk.supervisor.jobs import Jobs
from kiosk.supervisor.levels import Backlight, Mixer
from kiosk.supervisor.tone import Tone
from tests.support.fake_sound import Machine
from tests.support.running import running
from tests.support.waiting import wait_until

FRONT = 7


@dataclass
class Room:
    """Fittings on a machine, the screens on the glass (one or none), and who has a voice."""

    machine: Machine
    fittings: Fittings
    kept: Path
    glass: list[int]
    speaking: set[int]
    jobs: Jobs

    async def until(self, condition: Callable[[], object]) -> None:
        await asyncio.to_thread(wait_until, condition, "the machine")

    def light(self, file: str) -> str:
        return (self.machine.backlights / "panel" / file).read_text().strip()


Story = Callable[[Room], Awaitable[None]]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def play(machine: Machine, story: Story, light: Backlight | None = None) -> None:
    async def run() -> None:
        speaking = set[int]()
        kept = machine.folder / "staff" / "panel.json"
        parts = Parts(
            file=kept,
            tone=Tone(machine.environment),
            mixer=Mixer(machine.environment),
            backlight=light or Backlight(machine.backlights),
        )
        glass, jobs = [FRONT], Jobs()
        edges = lambda: next(iter(glass), None), speaking.__contains__, jobs.begin
        room = Room(machine, Fittings(parts, *edges), kept, glass, speaking, jobs)
        room.fittings.start()
        try:
            await story(room)
        finally:
            await room.fittings.stop()

    asyncio.run(run())


@pytest.mark.parametrize("begins", [OnGlass(warning=True), OnGlass(asked=True)])
def test_tone_is_heard_when_a_question_comes_up(machine: Machine, begins: OnGlass) -> None:
    machine.add_player()

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT, begins)
        await room.until(lambda: machine.said("aplay"))

    play(machine, story)


def test_no_tone_is_heard_while_a_voice_speaks(machine: Machine) -> None:
    machine.add_player()

    async def story(room: Room) -> None:
        room.speaking.add(FRONT)
        room.fittings.hear(FRONT, OnGlass(warning=True))
        assert machine.players() == []

    play(machine, story)


def test_no_tone_is_heard_for_what_else_is_on_the_glass(machine: Machine) -> None:
    machine.add_player()

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT, OnGlass(form=True))
        room.fittings.hear(FRONT, OnGlass(form=True, help=True))
        assert machine.players() == []

    play(machine, story)


def test_louder_is_a_large_step_that_is_kept_and_heard(machine: Machine) -> None:
    machine.add_mixer(40)
    machine.add_player()

    async def story(room: Room) -> None:
        await room.until(lambda: room.fittings.volume)
        assert room.fittings.change(PanelAct.LOUDER) is ActOutcome.DONE
        assert room.fittings.volume == 60
        await room.until(lambda: machine.said("aplay"))
        assert read_kept(room.kept) == Kept(volume=60)

    play(machine, story)

    assert machine.level("amixer") == "60"


def test_what_staff_have_set_is_set_again_at_the_next_start(machine: Machine) -> None:
    machine.add_mixer(40)
    machine.add_backlight()

    async def first(room: Room) -> None:
        await room.until(lambda: room.fittings.brightness)
        room.fittings.change(PanelAct.LOUDER)
        room.fittings.change(PanelAct.BRIGHTER)
        room.fittings.begin_in("es")
        await room.until(lambda: room.kept.exists() and read_kept(room.kept).language)
        await room.until(lambda: room.light("brightness") == "120")

    play(machine, first)
    machine.add_mixer(20)
    (machine.backlights / "panel" / "brightness").write_text("10")

    async def second(room: Room) -> None:
        assert room.fittings.language == "es"
        await room.until(lambda: machine.level("amixer") == "60")
        await room.until(lambda: room.light("brightness") == "120")

    play(machine, second)


def test_what_staff_set_just_before_the_end_is_kept(machine: Machine) -> None:
    async def story(room: Room) -> None:
        room.fittings.begin_in("es")
        room.jobs.cancel()  # as a kiosk that is closed does

    play(machine, story)

    assert read_kept(machine.folder / "staff" / "panel.json") == Kept("es")


def test_mixer_that_refuses_keeps_no_brightness_from_being_set(machine: Machine) -> None:
    machine.add_mixer(40)
    machine.add("amixer", (machine.folder / "bin" / "amixer").read_text() + "exit 1\n")
    machine.add_backlight()
    write_kept(machine.folder / "staff" / "panel.json", Kept(volume=60, brightness=20))

    async def story(room: Room) -> None:
        await room.until(lambda: room.light("brightness") == "40")

    play(machine, story)


def test_machine_without_sound_and_light_offers_neither(machine: Machine) -> None:
    machine.add("amixer", "#!/bin/sh\nexit 1\n")

    async def story(room: Room) -> None:
        assert room.fittings.change(PanelAct.LOUDER) is ActOutcome.UNAVAILABLE
        assert room.fittings.change(PanelAct.DARKER) is ActOutcome.UNAVAILABLE
        assert (room.fittings.volume, room.fittings.brightness) == (None, None)

    play(machine, story)


def test_damaged_file_leaves_it_to_settings_and_machine(machine: Machine) -> None:
    (machine.folder / "staff").mkdir()
    (machine.folder / "staff" / "panel.json").write_text("{")

    async def story(room: Room) -> None:
        assert room.fittings.language == ""

    play(machine, story)


def test_light_is_out_only_while_the_screen_in_front_is_dark(machine: Machine) -> None:
    machine.add_backlight()

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT + 1, OnGlass(quiet=True, dark=True))
        room.fittings.hear(FRONT, OnGlass(quiet=True, dark=True))
        await room.until(lambda: room.light("bl_power") == "4")
        room.fittings.hear(FRONT, OnGlass(quiet=True))
        await room.until(lambda: room.light("bl_power") == "0")

    play(machine, story)


def test_light_comes_back_when_a_dark_screen_dies(machine: Machine) -> None:
    machine.add_backlight()

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT, OnGlass(quiet=True, dark=True))
        await room.until(lambda: room.light("bl_power") == "4")
        room.fittings.forget(FRONT)
        room.glass.clear()
        room.fittings.look()
        await room.until(lambda: room.light("bl_power") == "0")

    play(machine, story)


def test_light_is_on_after_a_stop_and_at_a_start(machine: Machine) -> None:
    light = machine.add_backlight()

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT, OnGlass(quiet=True, dark=True))
        await room.until(lambda: room.light("bl_power") == "4")

    play(machine, story)
    after_stop = (light / "bl_power").read_text().strip()
    (light / "bl_power").write_text("4\n")  # a power cut in quiet hours

    async def start(room: Room) -> None:
        await room.until(lambda: room.light("bl_power") == "0")

    play(machine, start)

    assert after_stop == "0"


class _SlowLight(Backlight):
    """A light that takes its time to go out; where nothing waits for it, it goes out last."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.going_out, self.lit = threading.Event(), threading.Event()

    def switch(self, *, on: bool) -> None:
        if not on:
            self.lit.clear()
            self.going_out.set()
            self.lit.wait(0.3)
        super().switch(on=on)
        if on:
            self.lit.set()


def test_stop_waits_for_what_is_under_way_so_that_the_light_is_on_at_last(
    machine: Machine,
) -> None:
    light = machine.add_backlight()
    slow = _SlowLight(machine.backlights)

    async def story(room: Room) -> None:
        room.fittings.hear(FRONT, OnGlass(quiet=True, dark=True))
        await room.until(slow.going_out.is_set)
        room.jobs.cancel()  # as a kiosk that is closed does

    play(machine, story, slow)

    assert (light / "bl_power").read_text().strip() == "0"


def test_running_kiosk_rings_when_its_screen_warns(machine: Machine) -> None:
    machine.add_player()

    async def run(data: DataFolder) -> None:
        async with running(data, environment=machine.environment) as kiosk:
            await kiosk.until_warm()
            kiosk.act("touch")
            kiosk.act("warn")
            await asyncio.to_thread(wait_until, lambda: machine.said("aplay"), "the tone")

    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        asyncio.run(run(DataFolder(Path(folder).resolve())))
