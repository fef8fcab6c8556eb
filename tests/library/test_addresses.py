# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Content may name a page on the web only where the host on the screen is where a phone goes."""

import pytest

from kiosk.library.addresses import MOST_LETTERS, host_of, is_address

SOUND = {
    "https://example.org": "example.org",
    "https://www.Example.org/": "www.example.org",
    "https://example.org:8443/a/b_c?d=e&f=%20#g(h)": "example.org:8443",
    "https://xn--ejmplo-gva.example/a": "xn--ejmplo-gva.example",
    "https://example.org?a@b": "example.org",
}
UNSOUND = [
    "",
    "http://example.org",
    "HTTPS://example.org",
    "https:example.org",
    "https:///example.org",
    "https://",
    "https://localhost/a",
    "https://192.0.2.1/a",
    "https://[::1]/a",
    "https://somebody@example.org",
    "https://example.com:pass@example.org",
    "https://example.com\\@example.org",
    "https://example.com\\.example.org",
    "https://example.org/a b",
    "https://example.org/a\n",
    "https://example.org/\u202eb",
    "https://exämple.org",
    "https://exаmple.org",  # noqa: RUF001 - the Cyrillic letter is the point
    "https://-example.org",
    "https://example..org",
    "https://example.org:port",
    "https://example.org/<b>",
    "https://example.org/{phone}",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://example.org/" + "a" * (MOST_LETTERS - 19),
]


@pytest.mark.parametrize(("address", "host"), SOUND.items())
def test_address_names_its_host(address: str, host: str) -> None:
    assert is_address(address)
    assert host_of(address) == host


@pytest.mark.parametrize("address", UNSOUND)
def test_address_that_could_lead_elsewhere_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(ValueError, match="not an address"):
        host_of(address)


def test_address_may_be_as_long_as_a_code_holds_well() -> None:
    assert is_address("https://example.org/" + "a" * (MOST_LETTERS - 20))
