"""Step 5: which archived article this is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.decisions import ArticleVisit, Evidence, Identity
from archive.tables import articles
from delegasi_scraper.items import Article, ArticleExtracted
from delegasi_scraper.pipelines.archive_rows import article_row, stamp_text, stated_row, teaser_rows
from delegasi_scraper.pipelines.run_pipeline import RunPipeline
from delegasi_scraper.statements import NO_CONTEXT, SiteContext, Stated
from delegasi_scraper.text.matching_keys import words_key

if TYPE_CHECKING:
    import sqlite3

    from archive.rows import ArticleRow, KnownArticle
    from delegasi_scraper.urls import Site


class IdentifyPipeline(RunPipeline):
    """Find the archived article of the same WordPress id, else of the same slug."""

    def process_item(self, item: Any) -> Any:
        """Note which article a visit is of; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        run = self.run
        with run.saving():
            visit = visit_of(item, run.site, run.context)
            identity = identify(run.archive.connection, visit)
            return replace(item, visit=visit, identity=identity)
        raise DropItem("the archive cannot be read")


def visit_of(item: ArticleExtracted, site: Site, context: SiteContext = NO_CONTEXT) -> ArticleVisit:
    """Return a crawl's visit of an article as the archive's rows."""
    article, fetched = item.article, item.fetched
    assert fetched is not None  # a crawl fetches what it extracts
    aliases = dict.fromkeys(fetched.redirected_from, "redirect")
    aliases |= dict.fromkeys(item.further_pages, "page")
    aliases |= {article.url: "canonical", fetched.url: article.kind}
    return ArticleVisit(
        row=article_row(article),
        seen_at=fetched.at,
        capture_id=fetched.capture_id,
        aliases=tuple(aliases.items()),
        stated=stated_row(item.stated, item.differences),
        teasers=teaser_rows(article.teasers),
        page_url=fetched.url,
        other_slugs=tuple(filter(None, map(site.slug_of, fetched.redirected_from))),
        evidence=evidence_of(item, context.volatile),
    )


def evidence_of(item: ArticleExtracted, volatile: frozenset[str]) -> Evidence:
    """Return what speaks for a page beside its text.

    An unknown layout must look like an article, too: a wall, or a page of somebody else's,
    may repeat the address that was asked for.
    """
    signs, fetched, stated, article = item.signs, item.fetched, item.stated, item.article
    rest = stated if stated is not None and stated.source == "rest" else None
    same_title = rest is not None and _has_title(article, rest)
    same_text = item.differences is not None and not item.differences.not_on_page
    named = bool(signs.identity) or same_title
    return Evidence(
        damage=signs.damage
        or (
            f"captured only in part ({fetched.truncated})"
            if fetched and fetched.truncated
            else None
        ),
        own=named and (article.kind != "generic" or signs.is_article),
        made_at=fetched.made_at if fetched else None,
        modified_at=stamp_text(item.modified_at),
        lastmod=stamp_text(item.lastmod),
        rest_agrees=rest is not None and (same_title or same_text),
        again=item.again,
        volatile=volatile,
    )


def _has_title(article: Article, stated: Stated) -> bool:
    key = words_key(article.title or "")
    return bool(key) and key == words_key(stated.title or "")


def identify(connection: sqlite3.Connection, visit: ArticleVisit) -> Identity:
    """Return which archived article a visit is of.

    An earlier post of a slug that another has taken since is one of its own: somebody else has
    kept it.
    """
    row = visit.row
    found = articles.find(connection, row)
    if found is None or not _has_other_id(found, row):
        return Identity(article=found)
    if visit.seen_at >= found.last_seen_at:
        return Identity(takes_slug=True)
    earlier = articles.find_superseded(connection, row)
    return Identity(article=earlier, superseded_at=found.last_seen_at)


def _has_other_id(found: KnownArticle, row: ArticleRow) -> bool:
    """Say whether WordPress gave the slug of a deleted post to a new one."""
    return (
        found.slug == row.slug
        and found.wp_id is not None
        and row.wp_id is not None
        and found.wp_host == row.wp_host
        and found.wp_id != row.wp_id
    )
