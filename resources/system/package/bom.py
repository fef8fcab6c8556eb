# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""What a frozen build is made of: bill of materials (CycloneDX), licence texts, and a refusal.

usage: bom.py FROZEN DOC VERSION    refuses what may not be shipped; writes DOC/sbom.cdx.json and
                                    DOC/licenses/

A package is in the build when a module of it is. A licence is an SPDX expression: the one that the
package's own metadata give, else the one read in its licence file and noted in ``READ``.

Source:
    SPDX License List 3.27; Qt 6 documentation, "Qt Modules" (available only under GPL); LGPL 3,
    section 4.
"""

import re
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

OURS = "infusion-kiosk"
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MPL-2.0"),
        *("OFL-1.1", "PSF-2.0", "LGPL-3.0-only", "Unicode-3.0", "Unlicense", "any-OSI", "blessing"),
        "GPL-2.0-or-later WITH Bootloader-exception",
    }
)
READ = {
    "anyio": "MIT",
    "argon2-cffi-bindings": "MIT",
    "certifi": "MPL-2.0",
    "httpx": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pyrage": "MIT",
    "segno": "BSD-3-Clause",
    "shellingham": "ISC",
}
GPL_ONLY = (
    *("3DAnimation", "3DCore", "3DExtras", "3DInput", "3DLogic", "3DRender", "Bodymovin", "Charts"),
    *("Coap", "DataVisualization", "Graphs", "Grpc", "HttpServer", "Lottie", "Mqtt", "NetworkAuth"),
    *("OpcUa", "Protobuf", "Quick3D", "QuickTimeline", "ShaderTools", "VirtualKeyboard"),
    "WaylandCompositor",
)
"""Parts of Qt 6 that are under the GPL alone, or were in a release that may yet come."""
_TEXTS = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_COMMON = Path("/usr/share/common-licenses")
_QT_COMES_FROM = "the archive of official releases of the Qt Project, folder of that version"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of others in the build.

    Attributes:
        name: Its name, as its makers write it.
        version: Its version.
        licence: An SPDX expression.
        purl: Its package URL, or empty.
        texts: Files with its licence.
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: tuple[Path, ...] = ()


def is_allowed(licence: str) -> bool:
    """Return whether a licence of this SPDX expression may be shipped; nested ones may not."""
    if "(" in licence:
        return False
    return any(
        all(one.strip() in ALLOWED for one in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


def is_gpl_only(library: str) -> bool:
    """Return whether a library or module of Qt, by its file's name, is under the GPL alone."""
    name = re.match(r"(?:lib)?Qt6?(\w+)", library)
    return name is not None and name[1].startswith(GPL_ONLY)


def licence_of(distribution: metadata.Distribution) -> str:
    """Return the SPDX expression of a Python package; empty where none is known."""
    said = distribution.metadata
    name = distribution.name.lower().replace("_", "-")
    if name in READ:
        return READ[name]
    named = said.get("License-Expression") or said.get("License") or ""
    if not named:
        kinds = [one for one in said.get_all("Classifier") or () if one.startswith("License ::")]
        named = "MIT" if kinds == ["License :: OSI Approved :: MIT License"] else ""
    return re.sub(r" License$", "", named.strip()) if "\n" not in named else ""


def parts_of(frozen: Path) -> Iterator[Part]:
    """Tell what of others is in a frozen build."""
    inside = frozen / "_internal"
    # What the build's own tools bring along stands behind the environment that is frozen.
    found = {one.name: one for one in metadata.distributions()}
    for distribution in sorted(found.values(), key=lambda one: one.name.lower()):
        if distribution.name == OURS or not _is_in(distribution, inside):
            continue
        licence, texts = licence_of(distribution), _texts_of(distribution)
        if distribution.name.lower().startswith(("pyside6", "shiboken6")):
            licence, texts = "LGPL-3.0-only", (_COMMON / "LGPL-3", _COMMON / "GPL-3")
        name, version = distribution.name, distribution.version
        purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        yield Part(name, version, licence, purl, texts)
    yield from _not_from_python(inside)


def _not_from_python(inside: Path) -> Iterator[Part]:
    qt = metadata.version("PySide6_Essentials")
    if any(inside.rglob("libQt6*.so*")):
        yield Part("Qt", qt, "LGPL-3.0-only", "", (_COMMON / "LGPL-3", _COMMON / "GPL-3"))
    for icu in inside.glob("PySide6/Qt/lib/libicuuc.so.*"):
        yield Part("ICU", icu.name.rpartition(".")[2], "Unicode-3.0")
    if any(inside.glob("apsw/*.so")):
        import apsw  # noqa: PLC0415 - asked only where it is shipped

        sqlite = apsw.sqlite_lib_version()
        yield Part("SQLite", sqlite, "blessing", f"pkg:generic/sqlite@{sqlite}")
    if any(inside.glob("cryptography/hazmat/bindings/*.so")):
        from cryptography.hazmat.backends.openssl import backend  # noqa: PLC0415

        openssl = backend.openssl_version_text().split()[1]
        yield Part("OpenSSL", openssl, "Apache-2.0", f"pkg:generic/openssl@{openssl}")
    python = ".".join(map(str, sys.version_info[:3]))
    stdlib = Path(sys.base_prefix) / f"lib/python3.{sys.version_info.minor}/LICENSE.txt"
    yield Part("Python", python, "PSF-2.0", "", (stdlib,) if stdlib.exists() else ())
    yield Part(
        "PyInstaller boot loader",
        metadata.version("pyinstaller"),
        "GPL-2.0-or-later WITH Bootloader-exception",
        "",
        _texts_of(metadata.distribution("pyinstaller")),
    )
    fonts = inside / "kiosk/_shipped/resources/fonts"
    for text in sorted(fonts.glob("OFL*.txt")):
        name = text.stem.removeprefix("OFL").removeprefix("-") or "Atkinson Hyperlegible Next"
        yield Part(f"font {name}", "as shipped", "OFL-1.1", "", (text,))
    if any(inside.glob("qtawesome/fonts/materialdesignicons6*")):
        yield Part("Material Design Icons", "6", "Apache-2.0", "", (_COMMON / "Apache-2.0",))


def _is_in(distribution: metadata.Distribution, inside: Path) -> bool:
    for file in distribution.files or ():
        frozen = file.with_suffix(".pyc") if file.suffix == ".py" else file
        if file.suffix in {".py", ".so"} and (inside / frozen).exists():
            return True
    return False


def _texts_of(distribution: metadata.Distribution) -> tuple[Path, ...]:
    files = (file for file in distribution.files or () if ".dist-info" in str(file))
    return tuple(Path(str(one.locate())) for one in files if _TEXTS.search(one.name))


def refused(parts: tuple[Part, ...], frozen: Path) -> Iterator[str]:
    """Tell why a build may not be shipped."""
    for part in parts:
        if not is_allowed(part.licence):
            yield f"{part.name} {part.version}: licence {part.licence or 'unknown'!r}"
    for file in frozen.rglob("*Qt*.so*"):
        if is_gpl_only(file.name):
            yield f"{file.name}: this part of Qt is under the GPL alone"
    built_in = {"libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6"}
    for name in sorted(built_in - {file.name for file in frozen.rglob("libQt6*.so.6")}):
        yield f"{name} is no file of its own: the LGPL wants it to be replaceable"


def write_texts(parts: tuple[Part, ...], folder: Path) -> None:
    """Write the licence texts, a folder for each part, and an overview."""
    lines = ["Parts of others in this package: name, version, licence (SPDX)", ""]
    for part in parts:
        lines.append(f"{part.name} {part.version}: {part.licence}")
        own = folder / re.sub(r"[^A-Za-z0-9.-]+", "-", part.name)
        for text in part.texts:
            own.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, own / text.name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "OVERVIEW.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    qt = next(part.version for part in parts if part.name == "Qt")
    (folder / "QT-LGPL.txt").write_text(_QT_WORDS.format(qt=qt, source=_QT_COMES_FROM))


_QT_WORDS = """\
Qt and Qt for Python {qt} are used under the GNU Lesser General Public License, version 3.
Its text and that of the GNU General Public License, version 3, lie in the folder Qt.

Replace it: they are shared libraries, each a file of its own below
  /usr/lib/infusion-kiosk/VERSION/_internal/PySide6/
(Qt in Qt/lib and Qt/plugins). Put a build of yours with the same interface in place of a file there
and restart infusion-kiosk.service; nothing checks or signs them. You may take the program apart to
mend what your change breaks.

Sources: Qt {qt} and Qt for Python {qt} (pyside-setup) are built by The Qt Company, unchanged by us
but for symbols that were taken away and a search path that was set. Their complete sources lie in
{source}.
For three years from the day on which you got this package, whoever gave it to you gives them to you
on request, for no more than the cost of the medium.
"""


def write_bom(parts: tuple[Part, ...], version: str, file: Path) -> None:
    """Write a bill of materials that is valid by its schema.

    Raises:
        ValueError: It is not.
    """
    from cyclonedx.contrib.license.factories import LicenseFactory  # noqa: PLC0415 - for the build alone
    from cyclonedx.model.bom import Bom  # noqa: PLC0415
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415
    from cyclonedx.output.json import JsonV1Dot6  # noqa: PLC0415
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415
    from packageurl import PackageURL  # noqa: PLC0415

    licences = LicenseFactory()
    product = Component(
        name=OURS,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"{OURS}@{version}",
        licenses=[licences.make_from_string("Apache-2.0")],
        purl=PackageURL("deb", name=OURS, version=version, qualifiers={"arch": "amd64"}),
    )
    components = [
        Component(
            name=part.name,
            version=part.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{part.name}@{part.version}",
            licenses=[licences.make_from_string(part.licence)],
            purl=PackageURL.from_string(part.purl) if part.purl else None,
        )
        for part in parts
    ]
    names = "".join(sorted(str(one.bom_ref) for one in components))
    bom = Bom(components=components, serial_number=uuid.uuid5(uuid.NAMESPACE_OID, names))
    bom.metadata.component = product
    bom.metadata.timestamp = datetime.now(UTC)
    bom.register_dependency(product, components)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise ValueError(f"the bill of materials is not valid: {wrong}")
    file.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Refuse or write; returns the exit code."""
    frozen, doc, version = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    parts = tuple(parts_of(frozen))
    if problems := list(refused(parts, frozen)):
        sys.stderr.write("\n  ".join(("This may not be shipped:", *problems)) + "\n")
        return 1
    write_texts(parts, doc / "licenses")
    write_bom(parts, version, doc / "sbom.cdx.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
