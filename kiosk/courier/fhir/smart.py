# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Access tokens of SMART Backend Services: discovered, asked for with a signed assertion, reused.

Source:
    SMART App Launch 2.2, "Backend Services" and "Client Authentication: Asymmetric" (claims of the
    assertion, at most five minutes, ES384 or RS384); RFC 7523.
"""

import secrets
import time
from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import InvalidKeyTypeError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, RSAKey

from kiosk.courier.client import read_answer, read_secret
from kiosk.courier.retry import Problem, SendFault
from kiosk.settings import DeliveryTarget
from kiosk.settings.targets import is_fhir_address

SCOPE = "system/*.crus"
ASSERTION_S = 240
RENEWED_BEFORE_S = 30.0
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class _Discovery(msgspec.Struct):
    token_endpoint: str


class _Token(msgspec.Struct):
    access_token: str
    expires_in: float = 300.0

    def __repr__(self) -> str:
        return "_Token()"


class SmartCredentials:
    """Access tokens of SMART Backend Services, each used until shortly before its end.

    Args:
        settings: The target's settings.
        monotonic: A clock in seconds that nobody sets.
    """

    def __init__(self, settings: DeliveryTarget, monotonic: Callable[[], float]) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._endpoint = ""
        self._token = ""
        self._ends_at = 0.0

    async def header(self, client: httpx.AsyncClient) -> dict[str, str]:
        """Return the header with a token that still holds; one is fetched when there is none.

        Raises:
            SendFault: The server gives none, or the key cannot be used.
        """
        if not self._token or self._monotonic() >= self._ends_at:
            await self._fetch(client)
        return {"authorization": f"Bearer {self._token}"}

    def renew(self) -> bool:
        """Forget the token and where it came from."""
        had_one = bool(self._token)
        self._token = self._endpoint = ""
        return had_one

    async def _fetch(self, client: httpx.AsyncClient) -> None:
        if not self._endpoint:
            self._endpoint = await self._discover(client)
        form = {
            "grant_type": "client_credentials",
            "scope": self._settings.scope or SCOPE,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(),
        }
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/json",
        }
        content = urlencode(form).encode()
        asked_at = self._monotonic()
        async with client.stream(
            "POST", self._endpoint, content=content, headers=headers
        ) as response:
            token = (await read_answer(response)).decoded(_Token)
        if not token.access_token.isascii() or not token.access_token.isprintable():
            raise SendFault(Problem.UNEXPECTED)
        self._token = token.access_token
        self._ends_at = asked_at + token.expires_in - RENEWED_BEFORE_S

    async def _discover(self, client: httpx.AsyncClient) -> str:
        url = f"{self._settings.url.rstrip('/')}/.well-known/smart-configuration"
        async with client.stream("GET", url, headers={"accept": "application/json"}) as response:
            found = (await read_answer(response)).decoded(_Discovery)
        if not is_fhir_address(found.token_endpoint):
            raise SendFault(Problem.UNEXPECTED)
        return found.token_endpoint

    def _assertion(self) -> str:
        key, algorithm = _signing_key(read_secret(self._settings.client_key_file))
        key_id = self._settings.client_key_id or key.kid or key.thumbprint()
        now = int(time.time())
        claims = {
            "iss": self._settings.client_id,
            "sub": self._settings.client_id,
            "aud": self._endpoint,
            "iat": now,
            "exp": now + ASSERTION_S,
            "jti": secrets.token_urlsafe(24),
        }
        try:
            header = {"alg": algorithm, "typ": "JWT", "kid": key_id}
            return jwt.encode(header, claims, key, algorithms=[algorithm])
        except (JoseError, ValueError) as error:  # a public key, or one that is too small
            raise SendFault(Problem.NOT_SET_UP) from error


def _signing_key(text: str) -> tuple[ECKey | RSAKey, str]:
    """Return a private key and how it signs.

    Raises:
        SendFault: It is none, or of another kind.
    """
    try:
        key = _key_in(text)
    except (JoseError, msgspec.DecodeError, ValueError, TypeError, KeyError) as error:
        raise SendFault(Problem.NOT_SET_UP) from error
    if isinstance(key, ECKey) and key.is_private and key.curve_name == "P-384":
        return key, "ES384"
    if isinstance(key, RSAKey) and key.is_private:
        return key, "RS384"
    raise SendFault(Problem.NOT_SET_UP)


def _key_in(text: str) -> Key:
    if text.startswith("{"):
        return JWKRegistry.import_key(msgspec.json.decode(text, type=dict[str, str | list[str]]))
    try:
        return ECKey.import_key(text)
    except InvalidKeyTypeError:
        return RSAKey.import_key(text)
