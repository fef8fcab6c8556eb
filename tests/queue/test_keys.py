# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Key files, and whether the disk below one is encrypted."""

import os
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from kiosk.faults import EnvironmentFault
from kiosk.queue import keys
from kiosk.queue.disk import is_encrypted
from kiosk.queue.envelope import open_request, seal_request
from kiosk.queue.sealing import read_identity
from tests.support.envelopes import ANSWERS, envelope, label

WORDS = "four words make a lock"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "courier.key"


class TestFile:
    def test_made_key_is_for_its_owner_alone_and_opens_what_is_sealed_to_it(
        self, file: Path
    ) -> None:
        recipient = keys.make_key_file(file)

        assert file.stat().st_mode & 0o777 == 0o600
        assert keys.recipients_in(file) == (recipient,)
        sealed = seal_request(label(), ANSWERS, [recipient])
        assert open_request(sealed, read_identity(file)) == ANSWERS

    def test_file_that_is_there_is_never_overwritten(self, file: Path) -> None:
        file.write_text("precious")

        with pytest.raises(EnvironmentFault, match="not touched"):
            keys.make_key_file(file)

        assert file.read_text() == "precious"

    def test_new_key_comes_first_and_the_old_one_stays(self, file: Path) -> None:
        old = keys.make_key_file(file)
        file.chmod(0o640)

        new = keys.add_key(file)

        assert keys.recipients_in(file) == (new, old)
        assert file.stat().st_mode & 0o777 == 0o640
        assert [path.name for path in file.parent.iterdir()] == [file.name]

    def test_old_key_is_needed_while_something_is_sealed_to_it_alone(self, file: Path) -> None:
        old = keys.make_key_file(file)
        new = keys.add_key(file)
        to_old = seal_request(label(), ANSWERS, [old])
        to_both = seal_request(label(), ANSWERS, [old, new])
        frozen = bytes(pyrage.encrypt(b"{}", [pyrage.x25519.Recipient.from_str(old)]))

        assert keys.still_needed(file, [to_old, to_both], []) == 1
        assert keys.still_needed(file, [to_both], [frozen]) == 1
        assert keys.still_needed(file, [to_both, envelope()], [b"damaged"]) == 0

    def test_backup_opens_with_its_passphrase_only(self, file: Path) -> None:
        recipient, copy = keys.make_key_file(file), file.with_name("backup.age")

        keys.back_up(file, copy, WORDS)

        assert copy.stat().st_mode & 0o777 == 0o600
        assert b"AGE-SECRET-KEY" not in copy.read_bytes()
        opened = pyrage.passphrase.decrypt(copy.read_bytes(), WORDS)
        assert recipient in opened.decode()
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(copy.read_bytes(), "another passphrase")

    @pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1NONSENSE"])
    def test_damaged_file_is_named_and_its_text_is_not(self, file: Path, text: str) -> None:
        file.write_text(text)

        with pytest.raises(EnvironmentFault) as fault:
            keys.recipients_in(file)

        assert file.name in str(fault.value)
        assert "NONSENSE" not in str(fault.value)


class TestDisk:
    @pytest.fixture
    def sys(self, tmp_path: Path) -> Path:
        """Block devices as the kernel tells of them, none of them the test's own disk."""
        (tmp_path / "sys").mkdir()
        return tmp_path / "sys"

    @staticmethod
    def own(path: Path, sys: Path) -> Path:
        device = path.stat().st_dev
        return sys / f"{os.major(device)}:{os.minor(device)}"

    @staticmethod
    def crypt(block: Path, uuid: str = "CRYPT-LUKS2-0-root") -> None:
        (block / "dm").mkdir(parents=True)
        (block / "dm" / "uuid").write_text(f"{uuid}\n")

    def test_dm_crypt_is_seen(self, tmp_path: Path, sys: Path) -> None:
        self.crypt(self.own(tmp_path, sys))

        assert is_encrypted(tmp_path / "not" / "there" / "yet.key", sys=sys)

    def test_volume_is_encrypted_when_every_disk_below_it_is(
        self, tmp_path: Path, sys: Path
    ) -> None:
        block = self.own(tmp_path, sys)
        self.crypt(block, "LVM-abc")
        self.crypt(block / "slaves" / "dm-0")
        assert is_encrypted(tmp_path, sys=sys)

        (block / "slaves" / "sda1").mkdir()
        assert not is_encrypted(tmp_path, sys=sys)

    def test_plain_disk_is_not(self, tmp_path: Path, sys: Path) -> None:
        self.own(tmp_path, sys).mkdir()

        assert not is_encrypted(tmp_path, sys=sys)

    def test_file_system_with_numbers_of_its_own_is_found_by_its_mount(
        self, tmp_path: Path, sys: Path
    ) -> None:
        null = Path("/dev/null").stat().st_rdev
        self.crypt(sys / f"{os.major(null)}:{os.minor(null)}")
        mounts = tmp_path / "mountinfo"
        mounts.write_text(
            "1 0 0:1 / / rw - tmpfs none rw\n"
            f"2 1 0:45 / {tmp_path.resolve()} rw - btrfs /dev/null rw\n"
        )

        assert is_encrypted(tmp_path, sys=sys, mounts=mounts)
        assert not is_encrypted(Path("/"), sys=sys, mounts=mounts)
