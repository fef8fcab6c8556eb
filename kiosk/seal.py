# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The seal that a screen and its voice put on themselves before they meet a visitor.

After it the process has no network, starts no program and no child, cannot look into another
process nor be looked into, and sees of the disk only what a screen needs; there is no way back.
Call it before Qt is imported: threads that exist already would stay outside of the Landlock part.

Source:
    Linux ``landlock(7)``, ``seccomp(2)``, ``prctl(2)``; DESIGN.md, sections 1 and 2.
"""

import ctypes
import ctypes.util
import errno
import importlib
import os
import platform
import resource
import socket
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.faults import EnvironmentFault
from kiosk.paths import is_frozen, resources_dir

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_CLONE_THREAD = 0x00010000

# Denied for good; a call that this machine's kernel does not know is passed over.
_DENIED_CALLS = (
    "execve", "execveat", "fork", "vfork", "setsid", "setpgid", "ptrace", "process_vm_readv",
    "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp", "kexec_load", "kexec_file_load",
    "init_module", "finit_module", "delete_module", "mount", "umount2", "move_mount", "fsopen",
    "fsmount", "open_tree", "mount_setattr", "pivot_root", "chroot", "unshare", "setns", "bpf",
    "io_uring_setup", "io_uring_enter", "io_uring_register", "perf_event_open", "userfaultfd",
    "keyctl", "add_key", "request_key", "open_by_handle_at", "name_to_handle_at",
)  # fmt: skip

# Landlock system calls have the same numbers on all architectures.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_CREATE_RULESET_VERSION = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG, _REFER, _TRUNCATE = 1 << 5, 1 << 8, 1 << 13, 1 << 14
_IOCTL_DEV = 1 << 15
_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE_FILE | _MAKE_REG | _REFER | _TRUNCATE
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_HANDLED_BITS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_BIND_CONNECT = 0b11
_SCOPE_SIGNAL = 0b10

# What Qt, fontconfig, Mesa and Python open on xcb, wayland and offscreen; found with strace.
_SYSTEM_READABLE = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share", "/usr/local/share",
    "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig", "/etc/localtime", "/etc/timezone",
    "/etc/machine-id", "/etc/drirc", "/etc/glvnd", "/etc/X11", "/etc/xdg", "/etc/locale.alias",
    "/etc/passwd", "/etc/nsswitch.conf", "/proc/self", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/filesystems", "/proc/sys/kernel", "/proc/sys/vm", "/sys/devices", "/sys/dev/char",
    "/sys/class/drm", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/dri")


@dataclass(frozen=True, slots=True)
class SealReport:
    """What holds now.

    Attributes:
        seccomp: Whether the filter of system calls is in place.
        landlock: Version of Landlock that guards the disk, 0 where the kernel has none.
    """

    seccomp: bool
    landlock: int


class _RulesetAttr(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneathAttr(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def seal_process(
    *, readable: Sequence[Path], writable: Sequence[Path], may_signal: bool = False
) -> SealReport:
    """Seal this process for good, and its threads to come.

    Args:
        readable: Files and folders it may read besides the system's libraries and fonts, the
            product's own files and Python's; missing ones are passed over.
        writable: Folders it may write in; missing ones are passed over.
        may_signal: Whether it may send signals to processes that are not sealed with it.

    Returns:
        What holds now; on anything but Linux nothing does.

    Raises:
        EnvironmentFault: A part of the seal that this kernel has could not be put on.
    """
    if not _make_private():
        return SealReport(seccomp=False, landlock=0)
    libc = ctypes.CDLL(None, use_errno=True)
    filter_calls = _call_filter(_deny_powers)
    landlock = _restrict_files(libc, [*readable, *_own_paths()], writable, may_signal)
    _put_on(filter_calls)
    return SealReport(seccomp=True, landlock=landlock)


def shut_network() -> None:
    """Leave this process, and every program that it will start, local sockets only.

    No core is ever written; on anything but Linux that is all.

    Raises:
        EnvironmentFault: It could not be done.
    """
    if _make_private():
        _put_on(_call_filter())


def _make_private() -> bool:
    """Forbid cores, looks into this process and new privileges; return whether this is Linux."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_PR_SET_DUMPABLE, 0), (_PR_SET_NO_NEW_PRIVS, 1)):
        if libc.prctl(option, value, 0, 0, 0) != 0:
            raise EnvironmentFault("this process cannot be made private")
    return True


def _put_on(filter_calls: Callable[[], None]) -> None:
    try:
        filter_calls()
    except OSError as error:
        raise EnvironmentFault("the filter of system calls could not be put on") from error


def _own_paths() -> Iterable[Path]:
    """Yield where Python, its packages and the product lie, and what Qt was told to read."""
    yield resources_dir()
    yield Path(__file__).resolve().parent
    if is_frozen():  # the modules lie in the program itself
        yield Path(sys.executable).resolve().parent
    yield from (Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib"))
    yield from (Path(entry) for entry in sys.path if "site-packages" in entry)
    if authority := os.environ.get("XAUTHORITY"):
        yield Path(authority)
    if home := os.environ.get("HOME"):
        yield from (Path(home, name) for name in (".Xauthority", ".fonts", ".local/share/fonts"))
    _, found, configuration = os.environ.get("QT_QPA_PLATFORM", "").partition("configfile=")
    if found:
        yield Path(configuration.partition(":")[0])


def _restrict_files(
    libc: ctypes.CDLL, readable: Iterable[Path], writable: Iterable[Path], may_signal: bool
) -> int:
    version = int(libc.syscall(_CREATE_RULESET, None, 0, _CREATE_RULESET_VERSION))
    if version < 1:
        return 0
    handled = (1 << _HANDLED_BITS_BY_ABI.get(version, 16)) - 1
    attributes = _RulesetAttr(
        handled,
        _NET_BIND_CONNECT if version >= 4 else 0,
        # Signals only: an X server may be listening on an abstract socket.
        _SCOPE_SIGNAL if version >= 6 and not may_signal else 0,
    )
    size_bytes = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = int(libc.syscall(_CREATE_RULESET, ctypes.byref(attributes), size_bytes, 0))
    if ruleset < 0:
        raise EnvironmentFault("Landlock refused its rules")
    try:
        system = [Path(name) for name in _SYSTEM_READABLE]
        for path in (*system, *readable):
            _allow(libc, ruleset, path, handled & (_READ | _EXECUTE))
        for name in _DEVICES:
            _allow(libc, ruleset, Path(name), handled & (_WRITE | _IOCTL_DEV))
        for path in writable:
            _allow(libc, ruleset, path, handled & _WRITE)
        if libc.syscall(_RESTRICT_SELF, ruleset, 0) != 0:
            raise EnvironmentFault("Landlock could not be put on")
    finally:
        os.close(ruleset)
    return version


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _ON_FILES
        rule = _PathBeneathAttr(access, descriptor)
        if libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0) != 0:
            raise EnvironmentFault(f"Landlock refused a rule for {path.name}")
    finally:
        os.close(descriptor)


Add = Callable[..., None]


def _call_filter(deny_more: Callable[[Any, Add], None] | None = None) -> Callable[[], None]:
    """Return what puts the filter of system calls on, made ready while the disk is still open."""
    pyseccomp = _pyseccomp()
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)

    def add(action: int, name: str, *conditions: object) -> None:
        if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
            rules.add_rule(action, name, *conditions)

    # Local sockets only. A netlink socket is refused too: Qt does without its udev monitor.
    for name in ("socket", "socketpair"):
        not_local = pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX)
        add(pyseccomp.ERRNO(errno.EAFNOSUPPORT), name, not_local)
    if deny_more is not None:
        deny_more(pyseccomp, add)
    return rules.load  # type: ignore[no-any-return] # pyseccomp has no types


def _deny_powers(pyseccomp: Any, add: Add) -> None:
    refuse = pyseccomp.ERRNO(errno.EPERM)
    for name in _DENIED_CALLS:
        add(refuse, name)
    # Threads, but no processes. What clone3 is asked for lies in memory, out of a filter's sight;
    # told that there is none, the C library takes clone.
    add(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    flags = 1 if platform.machine().startswith("s390") else 0
    add(refuse, "clone", pyseccomp.Arg(flags, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))


def _pyseccomp() -> Any:
    """Import pyseccomp.

    WORKAROUND(pyseccomp 0.1.2): it looks for two libraries by running programs, 25 ms of every
    start; their names are fixed, so they are told instead, and it may search where that fails.
    """
    known = {"c": "libc.so.6", "seccomp": "libseccomp.so.2"}
    search = ctypes.util.find_library
    try:
        for name in known.values():
            ctypes.CDLL(name)
        ctypes.util.find_library = known.get  # type: ignore[assignment]
    except OSError:
        pass
    try:
        return importlib.import_module("pyseccomp")
    except (ImportError, RuntimeError, OSError) as error:
        raise EnvironmentFault("libseccomp is missing: the process cannot be sealed") from error
    finally:
        ctypes.util.find_library = search
