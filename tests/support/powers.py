# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Gives up the powers of root and stays the same user, so that a private checkout can be read."""

import ctypes
import os

_VERSION_3 = 0x20080522


def give_up_powers() -> None:
    """Drop every capability of this thread, as capabilities(7) has it: root is a plain user then.

    Raises:
        OSError: The kernel refuses.
    """
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
