# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The examples for many kiosks: what the tools would do, done with the commands of the files."""

import configparser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from kiosk.paths import DataFolder
from kiosk.settings import load_settings
from kiosk.staff.people import StaffFile
from tests.support.command_line import Ran, run

ROLLOUT = Path(__file__).resolve().parents[2] / "resources/installer/rollout"
UNCHANGED, WOULD_CHANGE, SET_UP = 0, 5, (0, 6)


def hosts() -> list[str]:
    inventory = configparser.ConfigParser(allow_no_value=True, delimiters=("=",))
    inventory.read(ROLLOUT / "inventory.ini")
    return [line.split()[0] for line in inventory["kiosks"]]


@dataclass(frozen=True, slots=True)
class Host:
    """A machine, as folders of a test; a tool brings files there and runs commands."""

    name: str
    root: Path

    @property
    def staging(self) -> Path:
        return self.config.parent / "setup"

    @property
    def config(self) -> Path:
        return self.root / "etc/kiosk.toml"

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.root / "data")

    def render(self, text: str) -> str:
        """Fill in the variables of a playbook, and take the machine's folder for the staging."""
        values = {"staging": str(self.staging), "center": "lake", "inventory_hostname": self.name}
        for name, value in values.items():
            text = text.replace("{{ " + name + " }}", value)
        return text.replace("/etc/infusion-kiosk", str(self.config.parent))

    def bring(self, dest: str, text: str) -> None:
        path = Path(self.render(dest))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.render(text))
        path.chmod(0o600)

    def call(self, argv: list[str]) -> Ran:
        """Run a command of ours, on this machine's folders."""
        command, *words = map(self.render, argv)
        assert command == "infusion-kioskctl"
        places = ["--config", self.config, "--data", self.data.root]
        places += ["--credentials", self.root / "etc/credentials"] if words[0] == "setup" else []
        return run(*words, *map(str, places))


def tasks() -> dict[str, Any]:  # Any: YAML
    (play,) = yaml.safe_load((ROLLOUT / "kiosks.yml").read_text())
    return {task["name"]: task for task in play["tasks"]}


def play(host: Host) -> dict[str, Ran]:
    """Do what the playbook does, but for the package."""
    found = dict[str, Ran]()
    for name, task in tasks().items():
        if "ansible.builtin.copy" in task and "loop" in task:
            for item in task["loop"]:
                text = (ROLLOUT / host.render(item["src"])).read_text()
                host.bring("{{ staging }}/" + item["dest"], text)
        elif "content" in task.get("ansible.builtin.copy", {}):
            host.bring(task["ansible.builtin.copy"]["dest"], "whsec_example")
        elif command := task.get("ansible.builtin.command"):
            wanted = found.get("What would change")
            if "when" not in task or (wanted and wanted.code == WOULD_CHANGE):
                found[name] = host.call(command["argv"])
    return found


@pytest.mark.parametrize("name", hosts())
def test_playbook_sets_a_kiosk_up_and_has_nothing_to_do_the_next_time(
    name: str, tmp_path: Path
) -> None:
    host = Host(name, tmp_path)

    first, second = play(host), play(host)

    assert first["What would change"].code == WOULD_CHANGE, first["What would change"].err
    assert first["Set up"].code in SET_UP
    assert second["What would change"].code == UNCHANGED
    assert "Set up" not in second


def test_playbook_gives_each_kiosk_its_name_its_staff_and_its_secret(tmp_path: Path) -> None:
    host = Host("lake-lobby-2", tmp_path)

    play(host)

    settings = load_settings(host.config)
    assert (settings.kiosk, settings.live) == ("lake-lobby-2", True)
    assert [person.id for person in StaffFile(host.data.people).read()] == ["it"]
    assert (tmp_path / "etc/credentials/front-desk").read_text() == "whsec_example"
    assert host.config.read_text().count("whsec_example") == 0


def test_every_kiosk_of_the_inventory_has_its_answers() -> None:
    assert {f"{name}.toml" for name in hosts()} == {p.name for p in (ROLLOUT / "kiosks").iterdir()}


def test_playbook_knows_the_exit_codes_of_setup() -> None:
    assert tasks()["What would change"]["failed_when"] == "wanted.rc not in [0, 5]"
    assert tasks()["Set up"]["failed_when"] == "done.rc not in [0, 6]"


def test_cloud_init_sets_a_kiosk_up(tmp_path: Path) -> None:
    text = (ROLLOUT / "user-data.yaml").read_text()
    document = yaml.safe_load(text)
    host = Host(document["hostname"], tmp_path)

    for file in document["write_files"]:
        host.bring(file["path"], file["content"])
    ran = host.call(document["runcmd"][-1])

    assert text.startswith("#cloud-config\n")
    assert ran.code in SET_UP, ran.err
    assert load_settings(host.config).kiosk == host.name
