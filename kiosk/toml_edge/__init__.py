# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The edge where TOML that people wrote becomes our types, with every problem and its line."""

from kiosk.toml_edge.lines import Lines, line_of
from kiosk.toml_edge.reading import MAX_BYTES, parse_toml, read_toml

__all__ = ["MAX_BYTES", "Lines", "line_of", "parse_toml", "read_toml"]
