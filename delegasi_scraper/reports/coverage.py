"""What the site says it has, against what the archive has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

COMPLETE, HOLES, NOT_CHECKABLE = 0, 10, 11

#: Sources that name every article of the site.
NAMES_ALL = ("rest", "sitemap")
UNDATED = "undated"
#: Listings alone prove nothing where they name fewer of the archived articles than this.
LISTINGS_COVER = 0.95


@dataclass(frozen=True, slots=True)
class Named:
    """An address, as a source names it."""

    url: str
    published_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holdings:
    """The archive's side."""

    months: Mapping[str, str]  # slug: '2024-05', or 'undated'
    gone: frozenset[str] = frozenset()  # slugs that the site has no more
    other_slugs: frozenset[str] = frozenset()  # old addresses of archived articles
    refused: frozenset[str] = frozenset()  # slugs that are no public article
    not_believed: frozenset[str] = frozenset()  # slugs of which only a held state was read


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """An article that the site has and the archive has not."""

    url: str
    slug: str
    month: str
    sources: tuple[str, ...]


@dataclass(kw_only=True)
class Audit:
    """The comparison; ``exit_code`` is 0 complete, 10 holes found, 11 not checkable."""

    states: Mapping[str, str]  # source: open, or why it is closed
    names_all: Sequence[str] = NAMES_ALL
    table: dict[str, Counter[str]]  # month: column: count
    missing: list[Missing] = field(default_factory=list)
    not_believed: int = 0  # named, read, and held: no hole, and no article yet
    unlisted: int = 0  # archived, not known to be gone, and named by no source
    rest_total: int | None = None
    depth: int | None = None
    exit_code: int = NOT_CHECKABLE
    verdict: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources, in the order of the table."""
        return (*self.names_all, "listings", "stubs")

    def as_json(self) -> dict[str, Any]:
        """Return plain values for `--json`."""
        return {
            "verdict": self.verdict,
            "exit_code": self.exit_code,
            "sources": dict(self.states),
            "rest_total": self.rest_total,
            "listing_depth": self.depth,
            "months": [{"month": month, **row} for month, row in sorted(self.table.items())],
            "missing": [
                {
                    "url": hole.url,
                    "slug": hole.slug,
                    "month": hole.month,
                    "sources": list(hole.sources),
                }
                for hole in self.missing
            ],
            "held": self.not_believed,
            "archived_but_not_listed": self.unlisted,
        }

    def as_text(self) -> str:
        """Return the table, the missing addresses and the verdict."""
        columns = ("archive", "gone", *self.sources, "missing")
        lines = ["month      " + "".join(f"{name:>10}" for name in columns)]
        totals: Counter[str] = Counter()
        for month, row in sorted(self.table.items()):
            totals.update(row)
            lines.append(f"{month:<11}" + "".join(self._cell(row, name) for name in columns))
        lines.append(f"{'total':<11}" + "".join(self._cell(totals, name) for name in columns))
        lines.append("")
        lines += [f"{name}: {state}" for name, state in sorted(self.states.items())]
        if self.rest_total is not None:
            lines.append(f"REST states a total of {self.rest_total}")
        if self.depth is not None:
            lines.append(f"the front page's pager reaches about {self.depth} posts")
        if self.unlisted:
            lines.append(f"{self.unlisted} archived articles are named by no source (deleted?)")
        if self.not_believed:
            lines.append(
                f"{self.not_believed} were read and are not believed so far (scrapy status)"
            )
        lines += [f"missing: {hole.url} ({', '.join(hole.sources)})" for hole in self.missing]
        lines.append(self.verdict)
        return "\n".join(lines)

    def _cell(self, row: Counter[str], name: str) -> str:
        closed = name in self.names_all and self.states.get(name) != "open"
        return f"{'-' if closed else row[name]:>10}"


def month_of(published_at: str | datetime | None) -> str:
    """Return the month of a time.

    >>> month_of("2024-05-01T08:00:00+08:00"), month_of(None)
    ('2024-05', 'undated')
    """
    if published_at is None:
        return UNDATED
    return (
        published_at.strftime("%Y-%m") if isinstance(published_at, datetime) else published_at[:7]
    )


def compare(
    holdings: Holdings,
    named: Mapping[str, Mapping[str, Named]],
    *,
    states: Mapping[str, str],
    names_all: Sequence[str] = NAMES_ALL,
    broken: Iterable[str] = (),
    rest_total: int | None = None,
    depth: int | None = None,
) -> Audit:
    """Compare what each source names with what is archived.

    ``named`` is source: slug: address; ``broken`` are open sources of which a part failed.
    """
    months = _months(holdings, named)
    sources_of: dict[str, list[str]] = {}
    for source in (*names_all, "listings", "stubs"):
        for slug in named.get(source, ()):
            sources_of.setdefault(slug, []).append(source)
    held = holdings.months.keys() | holdings.other_slugs | holdings.refused
    held |= holdings.not_believed
    missing = [
        Missing(
            url=named[sources[0]][slug].url,
            slug=slug,
            month=months.get(slug, UNDATED),
            sources=tuple(sources),
        )
        for slug, sources in sorted(sources_of.items())
        if slug not in held
    ]
    present = holdings.months.keys() - holdings.gone
    audit = Audit(
        states=states,
        names_all=names_all,
        table=_by_month(months, holdings, sources_of, missing),
        missing=missing,
        not_believed=len(holdings.not_believed & sources_of.keys()),
        unlisted=len(present - sources_of.keys()) if sources_of else 0,
        rest_total=rest_total,
        depth=depth,
    )
    audit.exit_code, audit.verdict = _judge(audit, holdings, named, frozenset(broken))
    return audit


def _months(holdings: Holdings, named: Mapping[str, Mapping[str, Named]]) -> dict[str, str]:
    """Return the month of every article: as it is archived, else as a source states it."""
    stated = {
        slug: month_of(address.published_at)
        for addresses in reversed(list(named.values()))
        for slug, address in addresses.items()
        if address.published_at
    }
    return {**stated, **holdings.months}


def _by_month(
    months: Mapping[str, str],
    holdings: Holdings,
    sources_of: Mapping[str, Sequence[str]],
    missing: Iterable[Missing],
) -> dict[str, Counter[str]]:
    """Count articles by month and column: archive, gone, each source that names it, missing."""
    counted = [
        (slug, "gone" if slug in holdings.gone else "archive") for slug in holdings.months
    ]  # fmt: skip
    counted += [(slug, source) for slug, sources in sources_of.items() for source in sources]
    counted += [(each.slug, "missing") for each in missing]
    table: dict[str, Counter[str]] = {}
    for slug, column in counted:
        table.setdefault(months.get(slug, UNDATED), Counter())[column] += 1
    return table


def _judge(
    audit: Audit,
    holdings: Holdings,
    named: Mapping[str, Mapping[str, Named]],
    broken: frozenset[str],
) -> tuple[int, str]:
    present = holdings.months.keys() - holdings.gone
    if audit.missing:
        return HOLES, (
            f"holes found: of the site's articles, {len(audit.missing)} not archived (write them "
            "to a file by --urls FILE, and fetch them by scrapy crawl articles -a urls=FILE)"
        )
    rest = named.get("rest", {})
    if audit.rest_total is not None and audit.rest_total > len(rest):
        told = f"REST states {audit.rest_total} posts and named {len(rest)}"
        known = len(present) + len(holdings.refused) + len(holdings.not_believed)
        if audit.rest_total > known:
            return HOLES, f"holes found: {told}, more than the {len(present)} archived"
        return NOT_CHECKABLE, f"not checkable: {told}"
    whole = [
        source
        for source in audit.names_all
        if audit.states.get(source) == "open" and source not in broken and named.get(source)
    ]
    if whole:
        listed = max(len(named[source]) for source in whole)
        return COMPLETE, (
            f"complete: every one of the {listed} addresses that {' and '.join(whole)} name "
            f"is archived{', held' if audit.not_believed else ''}, or known to be no public article"
        )
    listings = named.get("listings", {}).keys()
    walked = not broken & {"home", "category"} and audit.states.get("home") == "open"
    if walked and present and len(listings & present) >= LISTINGS_COVER * len(present):
        return COMPLETE, (
            f"complete as far as listings tell: every one of the {len(listings)} articles that "
            "they show is archived; REST and sitemaps are closed"
        )
    return NOT_CHECKABLE, (
        "not checkable: neither REST nor a sitemap could be read to its end, and listings show "
        f"{len(listings & present)} of the {len(present)} archived articles"
    )
