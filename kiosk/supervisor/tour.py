# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tour: the real kiosk plays one visit by itself, and every step has to happen.

For a checkout only: it is not in the installed package, and refuses a live configuration.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.faults import KioskFault
from kiosk.paths import DataFolder, checkout_dir
from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import read_identity
from kiosk.session.control import Delivered
from kiosk.session.messages import (
    FromScreen,
    PageOpened,
    RequestStored,
    Shown,
    Standing,
    TourAct,
    TourDone,
    VisitBegan,
    VisitEnded,
)
from kiosk.supervisor.kiosk import Kiosk
from kiosk.supervisor.main import CLEAN, TOUR_FAILED, WRONG_OPTIONS, alone, opened_audit
from kiosk.supervisor.options import Options
from kiosk.supervisor.tour_picture import Glass, glass, picture_of

SIZES = (("portrait", 1080, 1920), ("landscape", 1920, 1080), ("small", 1280, 800))
STEP_S = 20.0
DEAF_S = 0.6
"""A new screen ignores touches for 400 ms (DESIGN.md, section 2)."""
LOOK_S = 0.1
LOOKS = 30

Said = FromScreen | Delivered


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the visit.

    Attributes:
        act: What the hands do (``touch``, ``type``, ``wait``, ``scroll``), or empty for nothing.
        target: Object name of the part.
        text: What to type, or how far to scroll (0 to 1).
        then: What has to come of it, a key of ``_TELL``, or empty.
        picture: Name of the picture taken afterwards, or empty.
    """

    act: str = ""
    target: str = ""
    text: str = ""
    then: str = ""
    picture: str = ""


def _touch(target: str, then: str = "", picture: str = "") -> Step:
    return Step("touch", target, then=then, picture=picture)


STEPS = (
    Step("wait", "attract_begin_en", picture="attract"),
    _touch("attract_begin_en", then="began"),
    Step("wait", "home_learn", picture="home"),
    _touch("home_learn"),
    Step("wait", "article_card_migraine-infusions", picture="learn"),
    _touch("article_card_migraine-infusions", then="article", picture="article"),
    Step("scroll", "article_scroll", "0.4", picture="article-middle"),
    _touch("bar_home"),
    _touch("home_feel"),
    Step("wait", "area_skin", picture="feel"),
    _touch("area_skin"),
    Step("wait", "symptom_hives", picture="feel-skin"),
    _touch("symptom_hives", then="symptom", picture="symptom-building"),
    _touch("place_home", picture="symptom-home"),
    _touch("bar_home"),
    _touch("home_request"),
    Step("wait", "ask_contact", picture="ask"),
    _touch("ask_contact"),
    Step("wait", "request_start", picture="request-first"),
    _touch("request_start"),
    _touch("option_reason_start", picture="request-reason"),
    _touch("request_next"),
    _touch("field_first-name"),
    Step("type", text="rosa", picture="request-keyboard"),
    _touch("field_last-name"),
    Step("type", text="example"),
    _touch("key_hide"),
    _touch("request_next"),
    _touch("option_how_call"),
    _touch("field_phone"),
    Step("type", text="2025550143", picture="request-phone"),
    _touch("key_hide"),
    _touch("request_next"),
    _touch("option_time_morning"),
    _touch("option_voicemail_none"),
    _touch("request_next"),
    _touch("option_language_en"),
    _touch("option_interpreter_none"),
    _touch("request_next"),
    _touch("option_consent_contact-request", picture="request-consent"),
    _touch("request_next"),
    Step("wait", "review_send", picture="review"),
    _touch("review_send", then="stored"),
    Step("wait", "receipt_code", then="delivered", picture="receipt"),
    _touch("receipt_done", then="ended"),
    Step(then="shown"),
    Step("wait", "attract_begin_en", picture="fresh"),
)

_KINDS: dict[str, Callable[[Said], bool]] = {
    "began": lambda said: isinstance(said, VisitBegan),
    "article": lambda said: isinstance(said, PageOpened) and said.kind == "article",
    "symptom": lambda said: isinstance(said, PageOpened) and said.kind == "symptom",
    "stored": lambda said: isinstance(said, RequestStored),
    "delivered": lambda said: isinstance(said, Delivered),
    "ended": lambda said: isinstance(said, VisitEnded),
    "shown": lambda said: isinstance(said, Shown),
    "answer": lambda said: isinstance(said, TourDone),
}


class StepFailed(Exception):
    """A step did not happen; the message says which and why."""


class Director:
    """Plays the steps in one running kiosk and tells what came of each.

    Args:
        kiosk: The running kiosk.
        data: Its data folder.
        shown_on: What it is shown on.
        pictures: Where pictures go, and how their names begin.
    """

    def __init__(
        self, kiosk: Kiosk, data: DataFolder, shown_on: Glass, pictures: tuple[Path, str]
    ) -> None:
        self._kiosk = kiosk
        self._data = data
        self._glass = shown_on
        self._folder, self._prefix = pictures
        self._count = 0
        self._said: list[tuple[float, Said]] = []
        self._news = asyncio.Event()
        self._ended_s = 0.0
        self._request_id = ""
        self._place = "the first screen"
        kiosk.listeners.append(self._on_said)

    async def play(self) -> None:
        """Play all steps.

        Raises:
            StepFailed: One of them did not happen.
        """
        await self._until("shown")
        await asyncio.sleep(DEAF_S)
        for number, step in enumerate(STEPS, start=1):
            self._place = f"step {number} of {len(STEPS)}, {step.act} {step.target}".rstrip()
            if step.act:
                await self._act(
                    TourAct(step.act, step.target, step.text), ends=step.then == "ended"
                )
            if step.then:
                at_s, said = await self._until(step.then)
                self._tell(at_s, said)
            if step.picture:
                await self._picture(step.picture)

    def _on_said(self, _number: int, said: Said) -> None:
        self._said.append((asyncio.get_running_loop().time(), said))
        self._news.set()

    async def _until(self, kind: str) -> tuple[float, Said]:
        fits = _KINDS[kind]
        try:
            async with asyncio.timeout(STEP_S):
                while True:
                    for index, (_, said) in enumerate(self._said):
                        if fits(said):
                            return self._said.pop(index)
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise StepFailed(f"{self._place}: no {kind} within {STEP_S:g} s") from None

    async def _act(self, act: TourAct, *, ends: bool = False) -> None:
        self._said = [one for one in self._said if not isinstance(one[1], TourDone)]
        if not self._kiosk.tour_act(act):
            raise StepFailed(f"{self._place}: no screen is in front")
        if ends:
            return  # the screen may be gone before it can answer
        _, done = await self._until("answer")
        if isinstance(done, TourDone) and done.problem:
            raise StepFailed(f"{self._place}: {done.problem}")

    def _tell(self, at_s: float, said: Said) -> None:
        match said:
            case PageOpened(kind="article", ref=ref):
                _say(f"article opened: {ref}")
            case PageOpened(ref=ref):
                _say(f"entry looked up: {ref}")
            case RequestStored(request_id=request_id, code=code):
                self._request_id = request_id
                _say(f"request stored under its id {request_id}, receipt code {code}")
            case Delivered(target=target):
                _say(f"delivered to {target}: {self._find_delivered()}")
            case VisitBegan():
                _say("visit began")
            case VisitEnded(reason=reason):
                self._ended_s = at_s
                _say(f"session ended: {reason}")
            case Shown():
                _say(f"standby shown in {(at_s - self._ended_s) * 1000:.0f} ms")
            case _:
                pass

    def _find_delivered(self) -> str:
        """Return a sentence about the delivered file, after opening it with the kiosk's key."""
        identity = read_identity(self._data.keys / "intake.key")
        for path in sorted(self._data.requests.iterdir()):
            envelope = decode(path.read_bytes())
            if envelope.label.id == self._request_id:
                size_bytes = len(open_request(envelope, identity))
                return f"{path.name}, opens with the kiosk's key ({size_bytes} bytes of answers)"
        raise StepFailed(f"{self._place}: the request's file is not in the folder")

    async def _picture(self, name: str) -> None:
        self._count += 1
        target = self._folder / f"{self._prefix}-{self._count:02d}-{name}.png"
        if self._glass.frames is None:
            # The one place where a sealed screen may write.
            draft = self._data.slot / "tour.png"
            await self._act(TourAct("picture", str(draft)))
            shutil.move(draft, target)
            return
        before = b""
        for _ in range(LOOKS):
            frame = await asyncio.to_thread(self._glass.frames.read_bytes)
            if frame == before:
                break
            before = frame
            await asyncio.sleep(LOOK_S)
        target.write_bytes(await asyncio.to_thread(picture_of, before))


def play(options: Options, pictures: Path) -> int:
    """Play the tour in each size; return the exit code of the program."""
    if checkout_dir() is None:
        _say("the tour runs from a checkout only")
        return WRONG_OPTIONS
    pictures.mkdir(parents=True, exist_ok=True)
    for name, width_px, height_px in SIZES:
        with ExitStack() as stack:
            folder = tempfile.TemporaryDirectory(prefix="kiosk-tour-", ignore_cleanup_errors=True)
            scratch = Path(stack.enter_context(folder))
            shown_on = stack.enter_context(glass(width_px, height_px, scratch))
            _say(f"{name}: on {shown_on.says}")
            data = options.data or scratch / "data"
            chosen = replace(options, data=data, platform=shown_on.platform, window=False)
            try:
                code = asyncio.run(_play_one(chosen, shown_on, (pictures, name)))
            except (StepFailed, KioskFault) as fault:
                _say(f"FAILED, {name}: {fault}")
                return TOUR_FAILED
            if code != CLEAN:
                return code
    _say(f"every step happened in every size; pictures are in {pictures}")
    return CLEAN


async def _play_one(options: Options, shown_on: Glass, pictures: tuple[Path, str]) -> int:
    data = DataFolder(options.data_dir)
    environment = {**os.environ, "DISPLAY": shown_on.display}
    environment.pop("WAYLAND_DISPLAY", None)
    with alone(data), opened_audit(data) as audit:
        kiosk = Kiosk(options, environment, audit, backdrop=True)
        if kiosk.plan.standing is not Standing.DEMO:
            _say(f"the tour plays in a demonstration only; this kiosk is {kiosk.plan.standing}")
            return WRONG_OPTIONS
        running = asyncio.create_task(kiosk.run())
        director = asyncio.create_task(Director(kiosk, data, shown_on, pictures).play())
        try:
            await asyncio.wait([running, director], return_when=asyncio.FIRST_COMPLETED)
        finally:
            kiosk.stop_wished.set()
            await running
            if not director.done():
                director.cancel()
        await director
    return CLEAN


def _say(line: str) -> None:
    sys.stdout.write(f"tour: {line}\n")
    sys.stdout.flush()
