# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Clinical sign-off without a programmer: pages to print, a list to fill in, and back again.

``export_pages`` writes one page per text and language, for any browser to print, and a list for any
spreadsheet with one row per page. A clinician reads, initials, signs on paper and fills in a row;
``read_list`` and ``sign`` bring the signatures home. A page carries the mark of its words
(`kiosk.library.statements`), so a signature for words that changed since is refused.
"""

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.languages import languages
from kiosk.library.articles import source_of
from kiosk.library.files import FENCE, read_folder, read_text
from kiosk.library.markdown import parse
from kiosk.library.model import GENERAL_TAG, LANGUAGES
from kiosk.library.reference import load_reference
from kiosk.library.statements import Sheet, Statement, article_sheet, reference_sheets

LIST = "sign-off.csv"
COLUMNS = ("page", "title", "language", "code", "name", "license", "date")
_TO_FILL = ("name", "license", "date")
MAX_LIST_BYTES = 4_000_000
_DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y")


@dataclass(frozen=True, slots=True)
class Signed:
    """One row of the list that somebody filled in.

    Attributes:
        sheet: The page, as its words stand now.
        by: Name of the clinician.
        license: Their license.
        on: The day.
    """

    sheet: Sheet
    by: str
    license: str
    on: dt.date


def sheets_of(content: Path) -> tuple[Sheet, ...]:
    """Return every page of a sound content folder that a clinician signs.

    Check the folder first: texts are parsed here without limits on time.

    Raises:
        EnvironmentFault: A file cannot be read.
    """
    reference, _ = load_reference(content)
    found = list(reference_sheets(reference))
    for path in sorted((content / "articles").glob("*/")):
        article, _ = source_of(read_folder(path, LANGUAGES), parse)
        found += (article_sheet(article, language) for language in article.texts)
    return tuple(found)


def export_pages(sheets: Iterable[Sheet], folder: Path, center: str = "") -> tuple[Path, ...]:
    """Write the pages, and the list of them, into a folder; return the files.

    Args:
        sheets: What is to be signed.
        folder: Made when missing; pages of an earlier export are written over.
        center: Name of the center, for the head of each page.

    Raises:
        EnvironmentFault: The folder cannot be written, or its list is already being filled in.
    """
    sheets = tuple(sheets)
    table, files = folder / LIST, list[Path]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if table.exists() and any(row[name] for _, row in _rows(table) for name in _TO_FILL):
            raise EnvironmentFault(f"{table} is already being filled in: name another folder")
        for sheet in sheets:
            files.append(folder / f"{sheet.name}.html")
            files[-1].write_text(page_of(sheet, center), encoding="utf-8")
        # Spreadsheets take a file for UTF-8 only when it begins with the mark of one.
        with table.open("w", encoding="utf-8-sig", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(COLUMNS)
            for sheet in sheets:
                language = languages()[sheet.language].english
                rows.writerow((sheet.name, sheet.title, language, sheet.mark, "", "", ""))
    except ContentFault as fault:
        raise EnvironmentFault(f"{table} is something else: name another folder") from fault
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be written: {error.strerror}") from error
    return (*files, table)


def page_of(sheet: Sheet, center: str = "") -> str:
    """Return a page as HTML that needs nothing else: print it from any browser."""
    rows = "\n".join(_row(statement) for statement in sheet.statements)
    used = dict.fromkeys(tag for one in sheet.statements for tag in one.sources)
    cited = "\n".join(
        f"<li><b>{html.escape(tag)}</b> {html.escape(sheet.citations[tag])}</li>"
        for tag in used
        if tag in sheet.citations
    )
    return _PAGE.format(
        language=languages()[sheet.language].english,
        code=sheet.mark,
        name=html.escape(sheet.name),
        title=html.escape(sheet.title),
        kind=html.escape(sheet.kind),
        center=html.escape(center),
        rows=rows,
        sources=cited or "<li>None.</li>",
    )


def _row(statement: Statement) -> str:
    general = GENERAL_TAG in statement.sources
    tags = [tag for tag in statement.sources if tag != GENERAL_TAG]
    if not statement.sources:
        standing = ""
    elif not general:
        standing = "Read in the source"
    elif tags:
        standing = "<b>In part general knowledge: please confirm</b>"
    else:
        standing = "<b>General knowledge: please confirm</b>"
    cells = (statement.section, statement.text, ", ".join(tags))
    words = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f"<tr>{words}<td>{standing}</td><td class=box></td></tr>"


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title><style>
@page {{ margin: 15mm }}
body {{ font: 11pt/1.4 sans-serif; color: #111; max-width: 190mm; margin: 1em auto }}
h1 {{ font-size: 17pt; margin: 0 }} p {{ margin: .4em 0 }}
table {{ border-collapse: collapse; width: 100%; font-size: 10pt; margin: 1em 0 }}
th, td {{ border: 1px solid #777; padding: 4px 6px; text-align: left; vertical-align: top }}
thead {{ display: table-header-group }} tr {{ break-inside: avoid }}
td:first-child {{ width: 20% }} .box {{ width: 18mm }}
.sign td {{ height: 12mm; width: 25%; border-top: 0 }} ul {{ font-size: 9pt; padding-left: 1.2em }}
</style></head><body>
<p>{center} &nbsp; Clinical sign-off &nbsp; {kind}, {language} &nbsp; code <b>{code}</b></p>
<h1>{title}</h1>
<p>Read each line as a patient would. Put your initials in the box when the line is right. Strike
out what is wrong and write what it should say; then do not sign: the line is changed and a new page
printed. Lines marked <b>please confirm</b> have no source yet and rest on your knowledge.</p>
<table><thead><tr><th>Where</th><th>What patients read</th><th>Source</th><th>Standing</th>
<th>Initials</th></tr></thead><tbody>
{rows}
</tbody></table>
<p>All lines are right, in this language, for the patients of this center:</p>
<table class="sign"><tr><th>Name</th><th>License</th><th>Date</th><th>Signature</th></tr>
<tr><td></td><td></td><td></td><td></td></tr></table>
<p>Then fill in the row <b>{name}</b> of {list_name}.</p>
<p>Sources</p><ul>
{sources}
</ul></body></html>
""".replace("{list_name}", LIST)


def read_list(
    path: Path, sheets: Iterable[Sheet]
) -> tuple[tuple[Signed, ...], tuple[Finding, ...]]:
    """Return the sound rows of a filled-in list, and what is wrong with the others.

    Rows without name, license and date wait to be filled in and are passed over.

    Raises:
        ContentFault: It is no such list.
        EnvironmentFault: It cannot be read.
    """
    known = {sheet.name: sheet for sheet in sheets}
    signed, findings = list[Signed](), list[Finding]()
    for line, row in _rows(path):
        if not any(row[name] for name in _TO_FILL):
            continue
        problems = tuple(_problems(row, known))
        findings += (Finding(path.name, line, "sign-off", *problem) for problem in problems)
        day = _day(row["date"])
        if day and not problems:
            signed.append(Signed(known[row["page"]], row["name"], row["license"], day))
    return tuple(signed), tuple(findings)


def _problems(row: Mapping[str, str], known: Mapping[str, Sheet]) -> Iterator[tuple[str, str]]:
    sheet = known.get(row["page"])
    if sheet is None:
        yield f"There is no page {row['page'][:80]!r}.", "Export the pages again."
    elif row["code"] != sheet.mark:
        yield (
            "The words changed after this page was printed.",
            "Export the page again, and have the new one read and signed.",
        )
    for name in _TO_FILL:
        if not row[name]:
            yield f"The column {name!r} is empty.", "Fill it in, or empty the whole row."
        elif len(row[name]) > 160 or not row[name].isprintable():
            yield f"The column {name!r} is too long or holds odd characters.", "Write it again."
    if row["date"] and _day(row["date"]) is None:
        yield "The date cannot be understood.", "Write it as 2027-01-31 or 01/31/2027."


def _day(text: str) -> dt.date | None:
    for form in _DATES:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows with their lines; a spreadsheet may have put semicolons between the cells."""
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise _no_list(path, 0)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _no_list(path, 0) from error
    first = text.split("\n", 1)[0]
    between = max((",", ";", "\t"), key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=between)
    if not set(COLUMNS) <= {(name or "").strip().lower() for name in rows.fieldnames or ()}:
        raise _no_list(path, 1)
    try:
        for row in rows:
            cells = {(name or "").strip().lower(): cell for name, cell in row.items()}
            yield rows.line_num, {name: str(cells[name] or "").strip() for name in COLUMNS}
    except csv.Error as error:
        raise _no_list(path, rows.line_num) from error


def _no_list(path: Path, line: int) -> ContentFault:
    mend = f"Fill in the {LIST} that `content review export` wrote, and save it as CSV (UTF-8)."
    return ContentFault((Finding(path.name, line, "sign-off", "This is no such list.", mend),))


def sign(content: Path, signed: Iterable[Signed]) -> tuple[Path, ...]:
    """Write signatures into the files of their texts; return the files.

    Raises:
        EnvironmentFault: A file cannot be written; files before it in the list are.
    """
    files = list[Path]()
    for one in signed:
        path = content / one.sheet.file
        try:
            text = read_text(content, path)
            path.write_text(with_signature(text, one), encoding="utf-8")
        except OSError as error:
            raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error
        files.append(path)
    return tuple(dict.fromkeys(files))


def with_signature(text: str, signed: Signed) -> str:
    """Return a file with a signature written into it; all else stays as it was."""
    before, head, after = "", text, ""
    if signed.sheet.kind == "article":
        fence = re.compile(rf"^{re.escape(FENCE)}[ \t]*\n", re.MULTILINE)
        first, second = list(fence.finditer(text))[:2]
        before, head, after = (
            text[: first.end()],
            text[first.end() : second.start()],
            text[second.start() :],
        )
    document = tomlkit.parse(head)
    signature = tomlkit.table()
    signature.add("by", signed.by)
    signature.add("license", signed.license)
    signature.add("on", signed.on)
    signature.add("text", signed.sheet.mark)
    if signed.sheet.kind == "article":
        document["review"] = signature
    else:
        review = document.get("review")
        if not isinstance(review, Table):
            review = tomlkit.table(is_super_table=True)
            document["review"] = review
        review[signed.sheet.language] = signature
    return before + tomlkit.dumps(document) + after
