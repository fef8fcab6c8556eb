# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One way to speak HTTPS for every target: trust, proxy, limits, and what an error means.

Redirects are never followed, answers are read up to a limit, and no part of an address, of a header
or of a body reaches a message.
"""

import contextlib
import logging
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec
import truststore

from kiosk.courier.clock import SERVERS
from kiosk.courier.retry import Problem, SendFault, problem_of_answer, read_retry_after
from kiosk.queue.store import utc_now
from kiosk.settings import DeliveryTarget
from kiosk.settings.targets import NO_PROXY

_log = logging.getLogger(__name__)

CONNECT_S = 10.0
ANSWER_S = 20.0
WHOLE_S = 45.0
MAX_ANSWER_BYTES = 65_536


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        status: HTTP status.
        retry_after_s: Seconds it asked to wait, or None.
        body: Its body, whole.
    """

    status: int
    retry_after_s: float | None
    body: bytes = field(repr=False)

    def decoded(self, kind: type[T]) -> T:
        """Return the body of an answer to a question, where nothing of a request was sent.

        Raises:
            SendFault: The question was refused, or this is no answer to it.
        """
        problem = problem_of_answer(self.status)
        if problem is Problem.CONTENT_REFUSED:
            problem = Problem.ACCESS_REFUSED  # no request is to blame for it
        if problem is not None:
            raise SendFault(problem, retry_after_s=self.retry_after_s)
        try:
            return msgspec.json.decode(self.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SendFault(Problem.UNEXPECTED) from error


def open_client(settings: DeliveryTarget) -> httpx.AsyncClient:
    """Return a client for one target: TLS 1.2 or newer, the system's authorities and its own.

    Raises:
        SendFault: A file that the settings name cannot be used, or the proxy cannot.
    """
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        if settings.ca_file:
            trust.load_verify_locations(settings.ca_file)
        if settings.cert_file:
            trust.load_cert_chain(settings.cert_file, settings.cert_key_file or None)
        return httpx.AsyncClient(
            verify=trust,
            proxy=_proxy(settings.proxy, trust),
            trust_env=not settings.proxy,
            follow_redirects=False,
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            headers={"user-agent": "infusion-kiosk", "accept-encoding": "identity"},
            event_hooks={"response": [_hear_clock]},
        )
    except (OSError, ValueError, ImportError) as error:  # ImportError: a SOCKS proxy
        raise SendFault(Problem.NOT_SET_UP) from error


async def _hear_clock(response: httpx.Response) -> None:
    SERVERS.hear(response.headers.get("date"), utc_now())


def _proxy(address: str, trust: ssl.SSLContext) -> httpx.Proxy | None:
    if address in ("", NO_PROXY):
        return None
    return httpx.Proxy(address, ssl_context=trust if address.startswith("https:") else None)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn every error of the network into a ``SendFault``."""
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise SendFault(Problem.NOT_SET_UP) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise SendFault(_problem_of_connecting(error)) from error
    except ssl.SSLError as error:
        # With TLS 1.3 our certificate is refused after the handshake; any other is a cut line.
        is_refused = "CERT" in (getattr(error, "reason", "") or "")
        raise SendFault(Problem.CERTIFICATE if is_refused else Problem.UNCLEAR) from error
    except (httpx.TransportError, TimeoutError) as error:
        raise SendFault(Problem.UNCLEAR) from error


async def read_answer(response: httpx.Response, limit_bytes: int = MAX_ANSWER_BYTES) -> Answer:
    """Return an answer with its whole body.

    Raises:
        SendFault: The body is longer than the limit.
        httpx.TransportError: It was cut.
    """
    parts, size_bytes = list[bytes](), 0
    async for part in response.aiter_raw():
        parts.append(part)
        size_bytes += len(part)
        if size_bytes > limit_bytes:
            raise SendFault(Problem.UNEXPECTED)
    wait_s = read_retry_after(response.headers.get("retry-after"), utc_now())
    return Answer(response.status_code, wait_s, b"".join(parts))


def read_secret(path: str) -> str:
    """Return the text of a file that holds a secret, without white space around it.

    Raises:
        SendFault: It cannot be read, is empty, or everybody on this machine may read it.
    """
    file, text, is_open_to_all = Path(path), "", False
    with contextlib.suppress(OSError, ValueError):
        is_open_to_all = bool(file.stat().st_mode & 0o007)
        text = file.read_text("utf-8").strip()
    if is_open_to_all or not text:
        reason = "everybody may read it" if is_open_to_all else "it is missing or empty"
        _log.warning("the secret %s is not used: %s", path, reason)
        raise SendFault(Problem.NOT_SET_UP)
    return text


def _problem_of_connecting(error: BaseException) -> Problem:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return Problem.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    return Problem.UNREACHABLE
