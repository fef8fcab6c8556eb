# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""All articles of a content folder, prepared: what an earlier build did is not done again."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.library.articles import Known
from kiosk.library.cache import Cache, key_of
from kiosk.library.files import ArticleFolder, read_folder
from kiosk.library.model import LANGUAGES
from kiosk.library.parser import STOPPED, ArticleWorkers, Job
from kiosk.library.prepared import Prepared, Ref
from kiosk.library.tree import ARTICLES, Tree, digest_of


class Articles:
    """The articles of one content folder.

    Args:
        tree: The folder.
        cache: Where prepared articles are kept; None prepares all.
    """

    def __init__(self, tree: Tree, cache: Path | None) -> None:
        self._tree, self._cache = tree, cache

    def prepared(
        self, known: Known, progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Prepared]:
        """Return all articles by slug, sorted.

        Args:
            known: What links may lead to.
            progress: Called with articles prepared and articles in all.

        Raises:
            EnvironmentFault: A file cannot be read, or changes at this moment.
        """
        keys, found = self._keys(), dict[str, Prepared]()

        def take(prepared: Prepared) -> None:
            found[prepared.slug] = prepared
            if progress:
                progress(len(found), len(keys))

        with Cache(self._cache) as cache, ArticleWorkers() as workers:
            for prepared in cache.all(keys):
                take(prepared)
            lacking = [slug for slug in keys if slug not in found]
            for prepared in workers.prepare(self._jobs(lacking), len(lacking)):
                if not any(finding.rule == STOPPED for finding in prepared.findings):
                    cache.keep(prepared, keys[prepared.slug])
                take(prepared)
            # Articles are prepared as if all their links led somewhere; few have to be told.
            astray = _astray(found.values(), known)
            jobs = (Job(self._folder(slug), missing) for slug, missing in astray.items())
            found |= {one.slug: one for one in workers.prepare(jobs, len(astray))}
        return {slug: found[slug] for slug in keys}

    def _keys(self) -> dict[str, bytes]:
        digests = self._tree.digests
        return {
            slug: key_of(slug, [(name, digests[name]) for name in names])
            for slug, names in self._tree.articles.items()
        }

    def _jobs(self, slugs: Iterable[str]) -> Iterator[Job]:
        for slug in slugs:
            folder = self._folder(slug)
            for name, data in folder.files.items():
                # What is kept under a key must be what was made from the bytes of that key.
                if self._tree.digests.get(f"{ARTICLES}{slug}/{name}") != digest_of(data):
                    raise EnvironmentFault(f"articles/{slug} changes at this moment: try again")
            yield Job(folder)

    def _folder(self, slug: str) -> ArticleFolder:
        return read_folder(self._tree.root / ARTICLES / slug, LANGUAGES)


def _astray(articles: Iterable[Prepared], known: Known) -> dict[str, frozenset[Ref]]:
    """What each article leads to that is not there; articles without such are left out."""
    missing = {
        article.slug: frozenset(ref for ref in article.asked if not known.holds(*ref))
        for article in articles
    }
    return {slug: refs for slug, refs in missing.items() if refs}
