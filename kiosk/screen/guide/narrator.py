# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Self-voicing: says what the screen shows and what changes there, and acts for four keys.

Source:
    EN 301 549 5.1.3.1 to 5.1.3.16 (closed functionality, non-visual access); Section 508, 402.2.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.screen.focus import bring_into_sight, leave_focus
from kiosk.screen.guide.cursor import Cursor, stops_of
from kiosk.screen.guide.keypad import Act, act_of
from kiosk.screen.guide.news import News
from kiosk.screen.guide.parts import Part, Role, ground_of, is_on_glass, parts_on, question_of
from kiosk.screen.guide.phrases import Utterance
from kiosk.screen.guide.ring import Notice, Spotlight
from kiosk.screen.guide.scene import (
    Scene,
    is_ready,
    leads_back,
    parts_above,
    put_keys_away,
    scene_of,
    title_of,
)
from kiosk.screen.guide.voice import OneVoice
from kiosk.screen.living import living
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.shell import Shell
from kiosk.screen.speech import Speech
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.aloud import Reading
from kiosk.screen.widgets.curtain import Asking, Cover
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.question import Question
from kiosk.settings import SelfVoicing

SETTLE_MS = 60
"""What an act changes has come by then, or says itself that it is on its way."""
_CHANGES = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved})
_PRESSES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress})
_ANSWERS = (Role.CHOICE, Role.BOX, Role.PICK)


class Narrator(QObject):
    """Says the parts of the window one after another; nothing waits for the voice.

    Args:
        shell: The window; owns this.
        speech: The line to the voice.
        aloud: Reads whole pages with the same voice; never both at once.
        choices: Language of the visit.
        settings: The keys of this kiosk's keypad.

    Attributes:
        cursor: Where the visitor is.
        voice: What speaks.

    Signals:
        begun: It speaks from now on.
        ended: It does not speak any more.
        private_reached: A field or key is the current part, and others may hear what is typed.
    """

    begun = Signal()
    ended = Signal()
    private_reached = Signal()

    def __init__(
        self,
        shell: Shell,
        speech: Speech,
        aloud: AloudDesk,
        choices: VisitChoices,
        settings: SelfVoicing,
    ) -> None:
        super().__init__(shell)
        self._shell, self._settings = shell, settings
        self.voice = OneVoice(shell, speech, aloud, choices, self)
        self._is_on = self._has_waited = self._went_back = False
        self.cursor = Cursor()
        self._pointed: Part | None = None
        self._scene: Scene | None = None
        self._below: tuple[Scene, Cursor] | None = None
        self._ways: dict[Scene, str] = {}
        self._opening: QWidget | None = None
        self._field: QWidget | None = None
        self._acted: Part | None = None
        self._news = News(self)
        self._ring = Spotlight(shell, "guide_ring")
        self._settling = QTimer(self)
        self._settling.setObjectName("guide_settling")
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._look)
        self._news.came.connect(self._on_changed)
        shell.overlays.changed.connect(self._on_changed)
        shell.visit_ended.connect(self.end)
        speech.failed.connect(self._on_failed)

    @property
    def is_on(self) -> bool:
        """Whether the screen speaks."""
        return self._is_on

    @property
    def part(self) -> Part | None:
        """The part that is being said, or was said last."""
        return self._pointed or self.cursor.part

    def begin(self) -> None:
        """Speak from now on, the page that is shown first."""
        if self._is_on:
            return
        self._is_on, self._scene = True, None
        self._news.forget()
        self._shell.takers.append(self.takes)
        self._shell.installEventFilter(self)
        self._settling.start()
        self.begun.emit()

    @Slot()
    def end(self) -> None:
        """Be silent from now on."""
        if not self._is_on:
            return
        self._is_on = False
        self._shell.takers.remove(self.takes)
        self._shell.removeEventFilter(self)
        self._settling.stop()
        self.voice.be_quiet()
        self._ring.surround(())
        self.ended.emit()

    def set_private(self, is_private: bool) -> None:
        """Know whether only the visitor hears it, or has chosen to be heard; else be quiet."""
        if self.voice.is_private and not is_private:
            self.voice.be_quiet()
        self.voice.is_private = is_private

    # What a visitor wants

    def go_next(self) -> None:
        """Say the part after this one."""
        self._go(1)

    def go_previous(self) -> None:
        """Say the part before this one."""
        self._go(-1)

    def select(self) -> None:
        """Do what a touch would: press, open the keys for a field, enter a row.

        From a heading it leads to the next one. Other words pause, go on, or are said again. What
        is not on the glass at this moment is never acted on: something has just come over it.
        """
        part = self.part
        if part is None or living(part.widget) is None or not is_on_glass(part.widget, self._shell):
            self._on_changed()
        elif self._pointed is None and self.cursor.is_at_row:
            self.cursor.enter()
            self._say_here()
        elif part.widget in [one.widget for one in self.cursor.headings]:
            self._pointed = None
            self.cursor.go_to(self.cursor.after(part).widget)
            self._say_here()
        elif not part.is_operable:
            if not self.voice.pause():
                self._say_here()
        elif isinstance(part.widget, QAbstractButton):
            self._press(part, part.widget)
        else:
            self.voice.be_quiet()
            self._opening = part.widget
            part.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._settling.start()

    def go_back(self) -> None:
        """Leave the reading, the row, the keys, the question or the page, whichever is innermost.

        A question is answered as it loses nothing.
        """
        self._pointed = None
        ground = ground_of(self._shell)
        if self.voice.reading is not Reading.OFF or self.cursor.leave():
            self._say_here()
        elif self._field is not None:
            self.voice.be_quiet()
            put_keys_away(self._shell)
            self._settling.start()
        elif isinstance(ground, Asking):
            ground.answer_safely()
        elif leads_back(self._shell):
            self.voice.be_quiet()
            self._went_back = True
            self._shell.go_back()
            self._on_changed()
        else:
            self._say(self.voice.phrases.words(_nowhere()))

    def point_at(self, part: Part | None) -> None:
        """Say a part that a finger lies on, and make it the current one; be quiet for none."""
        self._pointed = None
        if part is None:
            self.voice.be_quiet()
            return
        if not self.cursor.go_to(part.widget):
            self._pointed = part
        self._say_here()

    # Input

    def takes(self, event: QEvent) -> bool:
        """Return whether an event of the native window is for the voice; a touch makes it quiet."""
        if event.type() in _PRESSES and self.voice.reading is Reading.OFF:
            self.voice.be_quiet()
        if not isinstance(event, QKeyEvent) or self._shell.overlays.is_apart:
            return False
        act = act_of(event, self._settings)
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._acts.get(act, self.voice.be_quiet)()
        return act is not None

    @property
    def _acts(self) -> dict[Act | None, Callable[[], object]]:
        return {
            Act.NEXT: self.go_next,
            Act.PREVIOUS: self.go_previous,
            Act.SELECT: self.select,
            Act.BACK: self.go_back,
            Act.VOLUME: self.voice.turn_volume,
            Act.PAUSE: self.voice.pause,
            Act.REPEAT: self.voice.repeat,
            Act.SLOWER: partial(self.voice.change_speed, -1),
            Act.FASTER: partial(self.voice.change_speed, 1),
            Act.SOFTER: self.voice.soften,
        }

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See that the window is laid out anew."""
        if event.type() in _CHANGES:
            self._on_changed()
        return False

    def _go(self, step: int) -> None:
        self._pointed = None
        self._follow(parts_on(self._shell))
        if self.cursor.move(step):
            self._say_here()
        else:
            self._say(self.voice.phrases.words(_last() if step > 0 else _first()))

    def _press(self, part: Part, button: QAbstractButton) -> None:
        self._acted = part
        if self._scene is not None:
            self._ways[self._scene] = part.known_as  # to come back to
        if part.role is Role.KEY:
            self._say(self.voice.phrases.name(part))
        elif self.voice.reading is Reading.OFF:
            self.voice.be_quiet()
        button.click()
        self._on_changed()

    # What changes

    @Slot()
    def _on_changed(self) -> None:
        if self._is_on and not self._settling.isActive():
            self._settling.start()

    @Slot()
    def _look(self) -> None:
        """Say what has changed since the last look; what staff do is not said."""
        if self._shell.overlays.is_apart:
            self.voice.be_quiet()
            return
        had_waited, self._has_waited = self._has_waited, not is_ready(self._shell)
        if self._has_waited or had_waited:
            self._settling.start()
            return
        parts = parts_on(self._shell)
        scene = scene_of(self._shell, parts, self.voice.language)
        has_keys = any(part.role is Role.KEY for part in parts)
        is_typing = self._field is not None or self._opening is not None
        if has_keys and (scene != self._scene or not is_typing):
            put_keys_away(self._shell)
            parts = parts_on(self._shell)
        if scene != self._scene:
            self._arrive(scene, parts)
        elif self._opening is not None and not has_keys:
            self._opening = living(self._opening)
            self._settling.start()
        elif has_keys and (self._opening is not None or self._field is not self._served()):
            self._enter_keys(parts)
        elif self._field is not None and not has_keys:
            self._leave_keys(parts)
        else:
            self._tell(parts)

    def _arrive(self, scene: Scene, parts: Sequence[Part]) -> None:
        """Say that another page is there, or ask the question that lies over it."""
        old, self._scene = self._scene, scene
        below, self._below = self._below, None
        came_back, self._went_back = self._went_back, False
        cursor, stops = self.cursor, stops_of(parts, keys=False)
        self._opening = self._field = self._acted = self._pointed = None
        said = self._news.take(self.voice.phrases)
        ground = ground_of(self._shell)
        if ground is not self._shell and old is not None:
            self._below = below or (old, cursor)
        if below is not None and below[0] == scene and below[1].follow(stops):
            self.cursor = below[1]
            said += self._here()
        elif isinstance(ground, Cover):
            said += self._question(parts)
        elif old is not None and old.is_translated(scene) and cursor.follow(stops):
            said += (*self.voice.title(parts, said), *self._here())
        else:
            self.cursor = Cursor(stops)
            said += self.voice.title(parts, said)
            is_found = came_back and self.cursor.go_to_name(self._ways.get(scene, ""))
            said += self._here() if is_found else self._go_to_title(parts)
        self._say(said)

    def _question(self, parts: Sequence[Part]) -> Utterance:
        """Go to the answer that loses nothing; return all that stands before it, and it."""
        self.cursor = Cursor(stops_of(parts, keys=False))
        answer = next((part for part in parts if part.is_operable), None)
        if answer is not None:
            self.cursor.go_to(answer.widget)
        before = parts[: parts.index(answer)] if answer is not None else parts
        return (*self.voice.parts(before), *self._here())

    def _go_to_title(self, parts: Sequence[Part]) -> Utterance:
        """Go to the title, which has been said; if there is more above it, that comes next."""
        title, above = title_of(parts), parts_above(self._shell, parts)
        if title is not None:
            self.cursor.go_to(title.widget)
        if title is not None and any(part.is_operable for part in above):
            self.cursor.go_to(above[0].widget)
            self.cursor.is_before, self._pointed = True, title
        self._bring()
        return ()

    def _enter_keys(self, parts: Sequence[Part]) -> None:
        """Go to the keys, which are there for a field now."""
        is_next, self._opening = self._opening is None, None
        self._field, self._acted = self._served(), None
        self.cursor = Cursor(stops_of(parts, keys=True))
        said = self._news.take(self.voice.phrases)
        fields = [part for part in parts if part.widget is self._field]
        said += self.voice.parts(fields) if is_next else self.voice.phrases.keys_up()
        self._say((*said, *self._here()))

    def _leave_keys(self, parts: Sequence[Part]) -> None:
        """Go back to the field that was filled in."""
        field, self._field = self._field, None
        self.cursor = Cursor(stops_of(parts, keys=False))
        if (there := living(field)) is not None and not self.cursor.go_to(there):
            self._go_into(question_of(there))  # it has closed, as a day that is whole
        self._acted = None
        self._go_into(self._news.take_question())
        self._say((*self._news.take(self.voice.phrases), *self._here()))

    def _tell(self, parts: Sequence[Part]) -> None:
        """Say what an act has done on the same page, and what was announced."""
        acted, self._acted = self._acted, None
        question = self._news.take_question()
        before = len(self.cursor.stops)
        is_there = self._follow(parts)
        said, here = self._news.take(self.voice.phrases), self.cursor.part
        phrases = self.voice.phrases
        if self._go_into(question):
            said += self._here()
        elif acted is not None and here is not None and self._pointed is None:
            if not is_there:
                said += self._here()
            elif acted.role in _ANSWERS or here.states != acted.states:
                said = said or phrases.state(here)
            elif acted.role is not Role.KEY and here.name != acted.name:
                said += self._here()
            elif acted.role is not Role.KEY and len(self.cursor.stops) != before:
                said += phrases.page("", len(self.cursor.stops))
        if self.voice.reading is Reading.OFF:
            self._say(said)
        self._ring.fit()

    def _go_into(self, question: Question | None) -> bool:
        """Go to the answer of a question."""
        if question is None:
            return False
        parts = [part for stop in self.cursor.stops for part in stop if part.is_operable]
        inside = [part.widget for part in parts if question.isAncestorOf(part.widget)]
        return bool(inside) and self.cursor.go_to(inside[0])

    def _follow(self, parts: Sequence[Part]) -> bool:
        """Stay at the same part of the list of now."""
        if self._pointed is not None and living(self._pointed.widget) is None:
            self._pointed = None
        return self.cursor.follow(stops_of(parts, keys=self._field is not None))

    def _served(self) -> QWidget | None:
        """Return the field that the keys write into."""
        here = QApplication.focusWidget()
        return here if isinstance(here, AnyField) else self._field

    # Speaking

    def _here(self) -> Utterance:
        """Return what stands at the current place, and show where that is."""
        self._bring()
        part = self.part
        if part is None or living(part.widget) is None:
            return ()
        if part.is_private and not self.voice.is_private:
            self.private_reached.emit()
        return self.voice.here(self.cursor) if self._pointed is None else self.voice.part(part)

    def _bring(self) -> None:
        """Bring the current part into sight, with the focus where it can be operated."""
        part = self.part
        if part is None or living(part.widget) is None:
            self._ring.surround(())
            return
        if part.role is not Role.KEY:
            bring_into_sight(part.widget)
            if part.is_operable and part.role not in (Role.FIELD, Role.TURN):
                part.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                leave_focus(self._shell)
        is_row = self._pointed is None and self.cursor.is_at_row
        row = self.cursor.stop if is_row else (part,)
        self._ring.surround([one.widget for one in row])

    def _say_here(self) -> None:
        self._say(self._here())

    def _say(self, words: Utterance) -> None:
        if self._is_on:
            self.voice.say(words)

    @Slot()
    def _on_failed(self) -> None:
        """Say on the screen that nothing can be heard; the screen works as for everybody."""
        if self._is_on:
            self.end()
            Notice(self._shell)


def _first() -> str:
    return QCoreApplication.translate("Guide", "Beginning of the page.")


def _last() -> str:
    return QCoreApplication.translate("Guide", "End of the page.")


def _nowhere() -> str:
    return QCoreApplication.translate("Guide", "Back leads nowhere from here.")
