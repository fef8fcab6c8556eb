# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Texts of a form with their translations."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.forms.extensions import MOST_EXTENSIONS, TRANSLATION
from kiosk.forms.json_source import Node
from kiosk.forms.model import FACTS, Localized, placeholders


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads texts with their translations; each must stand in every one of ``languages``."""

    own_language: str
    languages: tuple[str, ...]

    def read(
        self,
        node: Node,
        key: str,
        *,
        required: bool = False,
        more: Mapping[str, str] | None = None,
    ) -> Localized:
        """Return the text of ``key`` with the translations in its ``_key`` and in ``more``."""
        text = node.text(key, required=required)
        translations = {**(more or {}), **self._translations(node, f"_{key}")}
        for language in self.languages if text else ():
            if language != self.own_language and language not in translations:
                node.refuse(
                    "form-translation",
                    f"`{key}` has no text in `{language}`.",
                    "Add it as a translation extension.",
                    key,
                )
        if unknown := placeholders(text) - FACTS:
            node.refuse(
                "form-placeholder",
                f"`{key}` names {_listed(unknown)}, which no center has.",
                f"Use one of {_listed(FACTS)}.",
                key,
            )
        for language, translated in translations.items():
            if placeholders(translated) != placeholders(text):
                node.refuse(
                    "form-placeholder",
                    f"`{key}` in `{language}` has not the same names in braces.",
                    "Use the same ones in every language.",
                    key,
                )
        return Localized(text, tuple(translations.items()))

    def _translations(self, node: Node, key: str) -> dict[str, str]:
        sibling = node.one(key)
        if sibling is None:
            return {}
        sibling.refuse_others({"extension"})
        found: dict[str, str] = {}
        for extension in sibling.many("extension", most=MOST_EXTENSIONS):
            url = extension.text("url", required=True)
            if url != TRANSLATION:
                extension.refuse(
                    "form-unsupported",
                    f"the extension {url[:200]} is not supported here.",
                    "Remove it.",
                )
                continue
            language, content = _translation(extension)
            if language in found:
                extension.refuse("form-twice", "this language stands twice.", "Keep one.")
            found[language] = content
        return found


def _translation(extension: Node) -> tuple[str, str]:
    extension.refuse_others({"url", "extension"})
    language = content = ""
    for part in extension.many("extension", most=2):
        match part.text("url"):
            case "lang":
                part.refuse_others({"url", "valueCode"})
                language = part.text("valueCode")
            case "content":
                part.refuse_others({"url", "valueString"})
                content = part.text("valueString")
    if not language or not content:
        extension.refuse(
            "form-translation", "a translation lacks its `lang` or `content`.", "Write both."
        )
    return language, content


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name[:40]}}}" for name in sorted(names))
