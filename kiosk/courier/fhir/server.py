# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One FHIR R4 server: what it can, whether it has a Task, and handing a Bundle over.

Source:
    FHIR R4 3.1.0 (RESTful API: transaction, conditional create, search), CapabilityStatement.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

import httpx
import msgspec

from kiosk.courier.client import MAX_ANSWER_BYTES, Answer, open_client, read_answer
from kiosk.courier.fhir.answers import Resource
from kiosk.courier.fhir.bundle import URN
from kiosk.courier.fhir.credentials import Credentials, credentials_of
from kiosk.courier.retry import Problem, SendFault, problem_of_answer
from kiosk.settings import DeliveryTarget
from kiosk.settings.targets import is_fhir_address

MEDIA_TYPE = "application/fhir+json"
CAPABILITY_S = 86_400.0
MAX_CAPABILITY_BYTES = 16 * 1024 * 1024
MAX_TRANSACTION_BYTES = 1024 * 1024
GONE = frozenset({404, 410})
CANNOT_SEARCH_MANY = frozenset({400, 405, 414, 422, 501})
SETTLE_S = 10.0
"""After a time-out the server may still be at work: so long nobody asks or sends again."""


_TASK_PLACE = re.compile(r"(?:^|/)Task/([A-Za-z0-9.-]{1,64})(?:/|$)")


class _Param(msgspec.Struct):
    name: str


class _Type(msgspec.Struct):
    type: str
    conditionalCreate: bool = True  # noqa: N815 - FHIR's name
    searchParam: tuple[_Param, ...] = ()  # noqa: N815 - FHIR's name


class _Rest(msgspec.Struct):
    resource: tuple[_Type, ...] = ()


class _Capability(msgspec.Struct):
    resourceType: Literal["CapabilityStatement"]  # noqa: N815 - FHIR's name
    rest: tuple[_Rest, ...] = ()


class _Identifier(msgspec.Struct):
    system: str = ""
    value: str = ""


class _Found(msgspec.Struct):
    resourceType: str  # noqa: N815 - FHIR's name
    identifier: tuple[_Identifier, ...] | _Identifier = ()


class _FoundEntry(msgspec.Struct):
    resource: msgspec.Raw = msgspec.Raw(b"null")


class _Link(msgspec.Struct):
    relation: str = ""


class _SearchSet(msgspec.Struct):
    resourceType: Literal["Bundle"]  # noqa: N815 - FHIR's name
    type: Literal["searchset"]
    entry: tuple[_FoundEntry, ...] = ()
    link: tuple[_Link, ...] = ()


class _Outcome(msgspec.Struct):
    status: str = ""
    location: str = ""


class _ResponseEntry(msgspec.Struct):
    response: _Outcome


class _Response(msgspec.Struct):
    resourceType: Literal["Bundle"]  # noqa: N815 - FHIR's name
    type: Literal["transaction-response"]
    entry: tuple[_ResponseEntry, ...] = ()


class FhirServer:
    """A server at one base address.

    Args:
        settings: The target's settings.
        monotonic: A clock in seconds that nobody sets.
    """

    def __init__(
        self, settings: DeliveryTarget, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._base = settings.url.rstrip("/")
        self._monotonic = monotonic
        self._client: httpx.AsyncClient | None = None
        self._credentials: Credentials = credentials_of(settings, monotonic)
        self._conditional: frozenset[str] = frozenset()
        self._read_at: float | None = None

    async def close(self) -> None:
        """Close the kept connection; harmless when done twice."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def conditional_types(self) -> frozenset[str]:
        """Return the types that can be created conditionally by identifier; asked once a day.

        Raises:
            SendFault: The server does not say.
        """
        now = self._monotonic()
        if self._read_at is None or now - self._read_at >= CAPABILITY_S:
            answer = await self._ask("GET", "/metadata", limit_bytes=MAX_CAPABILITY_BYTES)
            types = (kind for rest in answer.decoded(_Capability).rest for kind in rest.resource)
            self._conditional = frozenset(kind.type for kind in types if _is_conditional(kind))
            self._read_at = now
        return self._conditional

    async def count_tasks(self, known: Mapping[str, str]) -> Counter[str]:
        """Return how many Tasks the server holds under each of some identifiers of ours.

        Many are searched for at once. What a search does not find is read where the server has said
        its id: reading needs no index, which some servers bring up to date later.

        Args:
            known: The identifiers, and the Tasks' ids at the server or nothing.

        Raises:
            SendFault: It does not say.
        """
        can_search = "Task" in await self.conditional_types()
        sought = [task for task, its_id in known.items() if not its_id or len(known) > 1]
        found, is_whole = Counter[str](), True
        if sought and can_search:
            found, is_whole = await self._search(sought)
        for task, its_id in known.items():
            if found[task]:
                continue
            if its_id or not can_search:
                found[task] = await self._read(its_id or task.rpartition(":")[2], task)
            elif not is_whole:
                found[task] = (await self._search([task]))[0][task]
        return found

    async def _read(self, its_id: str, task: str) -> int:
        answer = await self._ask("GET", f"/Task/{its_id}")
        return int(answer.status not in GONE and task in _own_values(answer.decoded(_Found)))

    async def _search(self, tasks: Sequence[str]) -> tuple[Counter[str], bool]:
        """Return how many Tasks were found under each identifier, and whether those are all."""
        query = {"identifier": ",".join(f"{URN}|{task}" for task in tasks)}
        if len(tasks) > 1:
            query["_count"] = str(2 * len(tasks))
        answer = await self._ask("GET", f"/Task?{urlencode(query)}", None, MAX_TRANSACTION_BYTES)
        if len(tasks) > 1 and answer.status in CANNOT_SEARCH_MANY:
            return Counter(), False
        found = answer.decoded(_SearchSet)
        values = Counter(value for entry in found.entry for value in _values_of(entry))
        is_whole = not any(link.relation == "next" for link in found.link)
        return Counter({task: values[task] for task in tasks}), is_whole

    async def submit(self, bundle: bytes) -> str:
        """Hand a Bundle over as one transaction.

        Returns:
            The id that the server gave the Task, or nothing where it does not say.

        Raises:
            SendFault: It was not taken, or nobody knows.
        """
        content = msgspec.json.encode(adapted(bundle, await self.conditional_types()))
        try:
            answer = await self._ask("POST", "", content, limit_bytes=MAX_TRANSACTION_BYTES)
        except (httpx.ReadTimeout, httpx.WriteTimeout, TimeoutError) as error:
            raise SendFault(Problem.UNCLEAR, retry_after_s=SETTLE_S) from error
        if problem := problem_of_answer(answer.status):
            raise SendFault(problem, retry_after_s=answer.retry_after_s)
        try:
            response = msgspec.json.decode(answer.body, type=_Response)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SendFault(Problem.UNCLEAR) from error
        if not all(entry.response.status.startswith("2") for entry in response.entry):
            raise SendFault(Problem.UNCLEAR)
        places = (_TASK_PLACE.search(entry.response.location) for entry in response.entry)
        return next((place[1] for place in places if place), "")

    async def _ask(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        limit_bytes: int = MAX_ANSWER_BYTES,
    ) -> Answer:
        """Return an answer; credentials that were not taken are renewed once."""
        client = self._open_client()
        answer = await self._exchange(client, method, path, content, limit_bytes)
        if answer.status == httpx.codes.UNAUTHORIZED and self._credentials.renew():
            answer = await self._exchange(client, method, path, content, limit_bytes)
        return answer

    async def _exchange(
        self,
        client: httpx.AsyncClient,
        method: str,
        path: str,
        content: bytes | None,
        limit_bytes: int,
    ) -> Answer:
        headers = {"accept": MEDIA_TYPE, **await self._credentials.header(client)}
        if content is not None:
            headers |= {"content-type": MEDIA_TYPE, "prefer": "return=minimal"}
        async with client.stream(
            method, self._base + path, content=content, headers=headers
        ) as response:
            return await read_answer(response, limit_bytes)

    def _open_client(self) -> httpx.AsyncClient:
        if self._client is None:
            if not is_fhir_address(self._base):
                raise SendFault(Problem.NOT_SET_UP)
            self._client = open_client(self._settings)
        return self._client


def adapted(bundle: bytes, conditional: frozenset[str]) -> Resource:
    """Return a Bundle whose entries a server can take; the resources stay as they are.

    What cannot be created conditionally is put under our own id.

    Args:
        bundle: The frozen Bundle.
        conditional: Types that the server can create conditionally.
    """
    found: Resource = msgspec.json.decode(bundle)
    for entry in found["entry"]:
        kind = entry["resource"]["resourceType"]
        if kind not in conditional:
            own_id = entry["fullUrl"].rpartition(":")[2]
            entry["request"] = {"method": "PUT", "url": f"{kind}/{own_id}"}
            entry["resource"] = {**entry["resource"], "id": own_id}
    return found


def _is_conditional(kind: _Type) -> bool:
    return kind.conditionalCreate and any(p.name == "identifier" for p in kind.searchParam)


def _values_of(entry: _FoundEntry) -> frozenset[str]:
    """Return our identifiers of a found entry if it is a Task, and not a hint or an include."""
    try:
        return _own_values(msgspec.json.decode(entry.resource, type=_Found))
    except msgspec.DecodeError:
        return frozenset()


def _own_values(found: _Found) -> frozenset[str]:
    identifiers = found.identifier if isinstance(found.identifier, tuple) else (found.identifier,)
    is_task = found.resourceType == "Task"
    return frozenset(i.value for i in identifiers if is_task and i.system == URN)
