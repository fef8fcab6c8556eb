# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An assistive program: reads and works the screen through AT-SPI, as a screen reader does.

Runs with Debian's own Python (``python3-gi``, ``gir1.2-atspi-2.0``) and knows nothing of the kiosk.
It answers one JSON line for each line it reads: ``["read"]``, ``["find", ROLE, NAME]``,
``["press", ROLE, NAME]``, ``["focus", ROLE, NAME]``, ``["write", NAME, TEXT]``,
``["text", NAME]``, ``["heard"]``.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import gi  # type: ignore[import-not-found] # Debian's own Python has it

warnings.simplefilter("ignore", DeprecationWarning)  # all of them, in favor of nothing
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found] # noqa: E402

_PATIENCE_S = 20.0
_CALL_MS = 1_000
"""A screen that stands by may have no time to answer; the one in front is not waited for longer."""
_LOOK_EVERY_S = 0.1
_MOST_DEEP = 40

_heard: list[str] = []


def _windows() -> Iterator[tuple[Any, Any, bool]]:
    """Yield each window after its program, and whether it is in front; the silent are left out."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        with suppress(GLib.Error):  # it has just ended, or it stands by and is busy
            program = desktop.get_child_at_index(number)
            if program is None:
                continue
            program.clear_cache()
            for place in range(program.get_child_count()):
                if (window := program.get_child_at_index(place)) is not None:
                    yield program, window, _has(window, Atspi.StateType.ACTIVE)


def _window() -> Any:
    """Return the window that is in front, or None."""
    return next((window for _, window, is_in_front in _windows() if is_in_front), None)


def _scene() -> str:
    """Return which windows there are and what the one in front shows, for an error."""
    there = [
        f"{program.get_process_id()} {window.get_name()!r} in front: {is_in_front}"
        for program, window, is_in_front in _windows()
    ]
    shown = [f"{node.get_role_name()} {node.get_name()!r}" for node in _nodes(_window())]
    return f"windows: {there}; in front: {shown}"


def _has(node: Any, state: Any) -> bool:
    return bool(node.get_state_set().contains(state))


def _nodes(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield what shows, in the order in which it is told."""
    if node is None or depth > _MOST_DEEP or not _has(node, Atspi.StateType.SHOWING):
        return
    yield node
    for number in range(node.get_child_count()):
        yield from _nodes(node.get_child_at_index(number), depth + 1)


def _told(node: Any) -> dict[str, Any]:
    """Return what a node says of itself."""
    states = (state.value_nick for state in node.get_state_set().get_states())
    value = node.get_value_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "level": int((node.get_attributes() or {}).get("level", 0)),
        "language": node.get_object_locale().partition("_")[0],
        "states": sorted(states),
        "value": value.get_current_value() if value is not None else None,
        "under": node.get_parent().get_role_name(),
    }


def _named(role: str, name: str) -> Any:
    for node in _nodes(_window()):
        if node.get_role_name() == role and node.get_name().startswith(name):
            return node
    return None


def _wait(find: Callable[[], Any], what: str) -> Any:
    """Let events come in until something is found."""
    end_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end_s:
        try:
            found = find()
        except GLib.Error:  # its window has just gone
            found = None
        if found:
            return found
        pause_s = time.monotonic() + _LOOK_EVERY_S
        while time.monotonic() < pause_s:
            GLib.MainContext.default().iteration(False)
            time.sleep(_LOOK_EVERY_S / 10)
    raise LookupError(f"never came: {what}; {_scene()}")


def _act(node: Any, act: str) -> bool:
    action = node.get_action_iface()
    for number in range(action.get_n_actions()):
        if Atspi.Action.get_action_name(action, number) == act:
            return bool(action.do_action(number))
    raise LookupError(f"cannot {act} it")


def _answer(wish: str, *words: str) -> Any:
    match wish, words:
        case "read", ():
            window = _wait(_window, "a window")
            return [_told(node) for node in _nodes(window)]
        case "find", (role, name):
            return _told(_wait(lambda: _named(role, name), f"{role} {name}"))
        case "press", (role, name):
            return _act(_wait(lambda: _named(role, name), f"{role} {name}"), "Press")
        case "focus", (role, name):
            return _wait(lambda: _named(role, name), f"{role} {name}").grab_focus()
        case "write", (name, text):
            field = _wait(lambda: _named("text", name), f"text {name}")
            return field.get_editable_text_iface().set_text_contents(text)
        case "text", (name,):
            field = _wait(lambda: _named("text", name), f"text {name}").get_text_iface()
            return Atspi.Text.get_text(field, 0, field.get_character_count())
        case "heard", ():
            _wait(lambda: _heard, "an announcement")
            said = list(_heard)
            _heard.clear()
            return said
    raise LookupError(f"no such wish: {wish}")


def _on_announcement(event: Any) -> None:
    _heard.append(event.any_data)


def main() -> int:
    """Answer until the input ends; returns the exit code."""
    Atspi.init()
    Atspi.set_timeout(_CALL_MS, _CALL_MS)
    listener = Atspi.EventListener.new(_on_announcement)
    listener.register("object:announcement")
    for line in sys.stdin:
        try:
            answer = {"answer": _answer(*json.loads(line))}
        except (LookupError, GLib.Error, AttributeError) as error:
            answer = {"problem": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
