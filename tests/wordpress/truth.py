"""The oddities' truth beside what pages give: field by field, front and AMP.

It knows the truth of ``seed/oddities`` and the names of a record's fields, and no rule.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from delegasi_scraper.extract import extract_article
from delegasi_scraper.items import Article
from delegasi_scraper.text.split import SplitText, split_paragraphs
from tests.wordpress.server import WordPress

Kind = Literal["front", "AMP", "text"]
PLAIN = Path(__file__).parent / "seed/oddities/plain"
WORD = re.compile(r"\w+")
#: Of the credits, an AMP page prints only those that are lines of the body.
BODY_CREDITS = {
    "editor": ("credit-line:Editor", "credit-line:Redaktur"),
    "source_credit": ("credit-line:Sumber",),
    "source_url": ("credit-line:Sumber",),
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a post, or one plain text, and the truth about it."""

    kind: Kind
    name: str  # the post's slug, or the file's name
    truth: dict[str, Any]
    url: str = ""
    html: str = ""  # the page; of a plain text, its lines


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One field of one page that is not as it was written."""

    kind: Kind
    name: str
    field: str
    wanted: Any
    got: Any
    forms: tuple[str, ...] = ()


def load(site: WordPress) -> list[dict[str, Any]]:
    """Write the oddities into a site, and return their truth."""
    site.run_php("seed/oddities/oddities.php")
    posts: list[dict[str, Any]] = json.loads((site.home / "oddities.json").read_text())["posts"]
    return posts


def read_pages(site: WordPress, posts: Sequence[dict[str, Any]]) -> list[Page]:
    """Fetch the front page of each post, and its AMP page where it has one."""
    wanted = [("front", post, f"{site.url}/{post['slug']}/") for post in posts]
    wanted += [("AMP", post, f"{site.url}/{post['slug']}/amp/") for post in posts if post["amp"]]

    def fetched(row: tuple[Kind, dict[str, Any], str]) -> Page:
        kind, post, url = row
        with urllib.request.urlopen(url, timeout=30) as answer:
            html = answer.read().decode()
        return Page(kind=kind, name=post["slug"], truth=post, url=url, html=html)

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(fetched, wanted))


def plain_texts() -> list[Page]:
    """Return the plain texts: whole pages as a browser copies them."""
    return [
        Page(
            kind="text",
            name=file.stem,
            truth=json.loads(file.with_suffix(".json").read_text()),
            html=file.read_text(),
        )
        for file in sorted(PLAIN.glob("*.txt"))
    ]


def words_of(paragraphs: Iterable[str]) -> Counter[str]:
    """Count the words of some paragraphs; a mark that is glued to a word makes no other word."""
    return Counter(word for text in paragraphs for word in WORD.findall(text))


def body_wanted(page: Page) -> list[str]:
    """Return the paragraphs of the body; of a paged post, those of page 1."""
    paragraphs: list[str] = page.truth["body"] if page.kind == "text" else page.truth["pages"][0]
    return paragraphs


def without_either(page: Page, paragraphs: Iterable[str]) -> list[str]:
    """Drop what a body may have or not, by the truth: a bare address in place of a sign-off."""
    either = set(page.truth.get("either", ()))
    return [text for text in paragraphs if text not in either]


def body_rows(page: Page, paragraphs: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Return what is wanted and got of a body: whole, its words that are gone, and those too many.

    The words are counted, so that a paragraph cut in two has neither gone nor come.
    """
    wanted, got = body_wanted(page), without_either(page, paragraphs)
    gone, extra = words_of(wanted) - words_of(got), words_of(got) - words_of(wanted)
    hidden = words_of(page.truth.get("hidden", ())) & extra
    joined = {name: " ".join(found.elements()) for name, found in
              (("gone", gone), ("extra", extra), ("hidden", hidden))}  # fmt: skip
    return {
        "body": (wanted, got),
        "no prose cut": ("", joined["gone"]),
        "no words put in": ("", joined["extra"]),
        "no hidden words": ("", joined["hidden"]),
    }


def place_key(place: str | None) -> str | None:
    """Return a place as it is compared: a record has it in the gazetteer's spelling."""
    return place.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") if place else None


def page_wanted(page: Page) -> dict[str, Any]:
    """Return what each field of a page has to be, but for the body's."""
    truth, amp = page.truth, page.kind == "AMP"

    def credit(field: str, wanted: str | None) -> str | None:
        printed = not amp or any(form in truth["forms"] for form in BODY_CREDITS[field])
        return wanted if printed else None

    wanted = {
        "title": truth["title"],
        "sign-off": truth["signoff"],
        "dateline": truth["dateline"],
        "place": place_key(truth["place"]),
        "lead": truth["lead"],
        "author": truth["author"] if not amp or truth["author_label"] else truth["byline"],
        "editor": credit("editor", truth["editor"]),
        "source": credit("source_credit", truth["source_words"] or truth["source_credit"]),
        "source's address": credit("source_url", truth["source_address"]),
        "published": truth["published_at"],
        "modified": truth["modified_at"],
        "categories": sorted(truth["categories"]),
        "tags": sorted(truth["tags"]),
    }
    return wanted if amp else {**wanted, "subtitle": truth["subtitle"]}


def page_got(article: Article) -> dict[str, Any]:
    """Return the fields of a record, as they are compared."""

    def stamp(value: datetime | date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "title": article.title,
        "sign-off": article.signoff,
        "dateline": article.dateline,
        "place": place_key(article.place),
        "lead": article.lead,
        "author": article.author,
        "editor": article.editor,
        "source": article.source_credit,
        "source's address": getattr(article, "source_url", None),
        "published": stamp(article.published_at),
        "modified": stamp(article.modified_at),
        "categories": sorted(term.name for term in article.categories),
        "tags": sorted(term.name for term in article.tags),
        "subtitle": article.subtitle,
    }


def page_rows(page: Page, article: Article) -> dict[str, tuple[Any, Any]]:
    """Return what is wanted and got of each field of a page."""
    got = page_got(article)
    rows = {field: (wanted, got[field]) for field, wanted in page_wanted(page).items()}
    return {**body_rows(page, article.paragraphs), **rows}


def text_rows(page: Page, split: SplitText) -> dict[str, tuple[Any, Any]]:
    """Return what is wanted and got of each key of a plain text."""
    truth = page.truth
    return {
        **body_rows(page, split.body),
        "sign-off": (truth["signoff"], split.signoff),
        "dateline": (truth["dateline"], split.dateline),
        "place": (place_key(truth["place"]), place_key(split.place)),
        "stubs": (truth["stubs"], list(split.stubs)),
    }


def rows_of(page: Page) -> dict[str, tuple[Any, Any]]:
    """Return what is wanted and got of each field of one page or text."""
    if page.kind == "text":
        return text_rows(page, split_paragraphs(page.html.splitlines()))
    return page_rows(page, extract_article(page.html, url=page.url))


@dataclass
class Table:
    """How many pages of each kind were right in each field, and what was wrong."""

    right: Counter[tuple[str, Kind]]
    of: Counter[tuple[str, Kind]]
    faults: list[Fault]

    def share(self, field: str, kind: Kind) -> float:
        """Return the share of the pages of a kind that are right in a field."""
        return self.right[field, kind] / self.of[field, kind]

    def wrong(self, field: str, kind: Kind) -> list[Fault]:
        """Return the faults of a field."""
        return [fault for fault in self.faults if (fault.field, fault.kind) == (field, kind)]


def compare(
    pages: Iterable[Page], rows_of: Callable[[Page], dict[str, tuple[Any, Any]]] = rows_of
) -> Table:
    """Hold what pages give against the truth."""
    table = Table(Counter(), Counter(), [])
    for page in pages:
        for field, (wanted, got) in rows_of(page).items():
            table.of[field, page.kind] += 1
            if wanted == got:
                table.right[field, page.kind] += 1
                continue
            table.faults.append(
                Fault(
                    kind=page.kind,
                    name=page.name,
                    field=field,
                    wanted=wanted,
                    got=got,
                    forms=tuple(page.truth.get("forms", ())),
                )
            )
    return table
