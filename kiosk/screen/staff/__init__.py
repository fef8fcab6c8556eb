# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff at the screen: the way in, their panel, and a glass that is being wiped."""
