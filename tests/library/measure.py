# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the library with 20 and with many articles; no test, run it by hand.

``.venv/bin/python -m tests.library.measure [AMOUNT]`` (10,000 unless told otherwise) prints
articles a second, seconds and milliseconds. Each ratio is large against small, measured in turns
in one run, so that a busy machine spoils both alike.
"""

import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kiosk.library import builder
from kiosk.library.model import ArticleId, ArticleKind
from kiosk.library.reader import Library
from tests.support.library import spoil, write_content, write_many

_SMALL = 20
_PAGE = 12
_LIMIT_MS = 10.0
_QUERIES = (
    "migraine infusion", "iron question", "bowel week plan", "hives", "picazon", "vyepti",
    "what to bring", "mi suero", "enfermera", "migrane", "articulacion", "eptinezumba",
    "warm blanket", "trouble breathing", "zzzz qqqq", "in the", "generated", "tell us early",
    "why do I feel hot in the face", "me arde mucho donde entra el suero", "can i get a flu shot",
)  # fmt: skip


def main() -> None:
    """Build a small and a large library and compare them."""
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="library-") as name:
        small = _written(Path(name) / "small", _SMALL)
        large = _written(Path(name) / "large", amount)
        words = len((large / "articles/generated-00000/en.md").read_text().split())
        _say(f"{amount:,} articles in two languages, {words} words a file with its head")
        builder.build(small, small.parent / "library.db")
        _builds(large, amount)
        _reads(small.parent / "library.db", large.parent / "library.db", amount)


def _written(folder: Path, amount: int) -> Path:
    folder.mkdir()
    content = write_content(folder)
    write_many(content, amount)
    return content


def _builds(content: Path, amount: int) -> None:
    library = content.parent / "library.db"
    full_s = _build(content, library)
    _say(f"from nothing: {full_s:.1f} s, {amount / full_s:.0f} articles/s")
    whole = library.read_bytes()
    _say(f"library {len(whole) / 2**20:.0f} MiB, cache {_mib(builder.cache_of(library)):.0f} MiB")
    for changed in (1, 10, 100):
        for number in range(changed):
            spoil(content, f"articles/generated-{number:05}/en.md", "Many", "Very many", 1)
        seconds = _build(content, library)
        share = seconds / full_s * 100
        _say(f"{changed} changed: {seconds:.2f} s, {share:.1f} % of all for {changed / amount:.2%}")
        for number in range(changed):
            spoil(content, f"articles/generated-{number:05}/en.md", "Very many", "Many", 1)
    seconds = _build(content, library)
    _say(f"changed back: {seconds:.2f} s")
    started_s = perf_counter()
    unchanged = builder.build(content, library).unchanged
    _say(f"nothing changed ({unchanged}): {perf_counter() - started_s:.2f} s")


def _build(content: Path, library: Path) -> float:
    before, started_s = _cpu_s(), perf_counter()
    builder.build(content, library)
    seconds = perf_counter() - started_s
    _say(f"    ({_cpu_s() - before:.1f} s of processor time)")
    return seconds


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _mib(path: Path) -> float:
    return path.stat().st_size / 2**20


def _reads(small: Path, large: Path, amount: int) -> None:
    _ratio(
        "open",
        *(lambda path=path: Library.open(path, live=False).close() for path in (small, large)),
    )
    few, many = Library.open(small, live=False), Library.open(large, live=False)
    last = {id(few): _SMALL, id(many): amount}
    _ratio(
        "first page of the list", *(lambda x=x: x.articles("en", count=_PAGE) for x in (few, many))
    )
    _ratio(
        "last page of the list",
        *(
            lambda x=x: x.articles("en", start=last[id(x)] - _PAGE, count=_PAGE)
            for x in (few, many)
        ),
    )
    _ratio(
        "page of a kind and topic",
        *(
            lambda x=x: x.articles("es", ArticleKind.TREATMENT, "migraine", count=_PAGE)
            for x in (few, many)
        ),
    )
    _ratio(
        "article",
        *(
            lambda x=x: x.article(ArticleId(f"generated-{last[id(x)] // 2:05}"), "en")
            for x in (few, many)
        ),
    )
    _keystrokes(many)
    few.close()
    many.close()


def _ratio(what: str, small: Callable[[], object], large: Callable[[], object]) -> None:
    times: tuple[list[float], list[float]] = [], []
    for _ in range(200):
        for kept, run in zip(times, (small, large), strict=True):
            started_s = perf_counter()
            run()
            kept.append((perf_counter() - started_s) * 1000)
    few, many = (statistics.median(one) for one in times)
    _say(f"{what}: {few:.3f} ms, {many:.3f} ms, ratio {many / few:.2f}")


def _keystrokes(library: Library) -> None:
    times = list[tuple[float, str]]()
    for _ in range(3):
        for query in _QUERIES:
            for end in range(1, len(query) + 1):
                for language in ("en", "es"):
                    started_s = perf_counter()
                    library.search(query[:end], language)
                    times.append(((perf_counter() - started_s) * 1000, query[:end]))
    times.sort()
    p50, p95, p99 = (times[int(len(times) * part)] for part in (0.5, 0.95, 0.99))
    _say(
        f"search per keystroke (p95 at most {_LIMIT_MS:.0f} ms), {len(times):,} of them:"
        f" median {p50[0]:.1f} ms,"
        f" p95 {p95[0]:.1f} ms, p99 {p99[0]:.1f} ms, worst {times[-1][0]:.1f} ms"
        f" ({times[-1][1]!r})"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
