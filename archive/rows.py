"""What the crawler hands to the archive, in plain values; times are ISO 8601 text."""

from __future__ import annotations

from dataclasses import dataclass

from archive.columns import ArticleColumns


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageRow:
    """One picture in an article."""

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TeaserRow:
    """One pointer to an article, and where on its page it stood."""

    url: str | None
    title: str | None
    excerpt: str | None
    block: str
    position: int
    title_key: str | None = None  # words of the title, folded to compare
    excerpt_key: str | None = None  # words of the excerpt without dateline, folded


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleRow(ArticleColumns):
    """One parse of an article: the columns that it sets, and what is stored elsewhere of it."""

    record: str  # JSON of the whole parse
    rank: int  # column `reading_rank`: a parse of lower rank has the poorer source
    images: tuple[ImageRow, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedRow:
    """What REST or a feed stated of one article, and how the page's text differs from it."""

    source: str
    seen_at: str  # UTC
    title: str | None = None
    paragraphs: tuple[str, ...] | None = None
    published_at: str | None = None
    modified_at: str | None = None
    capture_id: int | None = None
    only_on_page: tuple[str, ...] | None = None  # None = not compared
    not_on_page: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownArticle:
    """What is archived of an article, as far as merging depends on it."""

    id: int
    url: str
    slug: str
    wp_id: int | None
    wp_host: str | None
    published_at: str | None
    published_source: str | None
    last_seen_at: str
    complete: bool
    extractor: str
    rank: int
    fetch_url: str  # the address that answered last, so that no redirect is paid for
    modified_at: str | None = None  # as last stated
    first_missed_at: str | None = None  # UTC; None = its page answered last
    last_missed_at: str | None = None
    gone_at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaptureRow:
    """One HTTP response kept."""

    url: str
    fetched_at: str
    status: int
    digest: str | None
    warc_file: str
    warc_offset: int
    etag: str | None = None
    last_modified: str | None = None
    warc_length: int | None = None
    payload_digest: str | None = None
    refers_to: int | None = None  # id of the capture whose body came again
    tls: str | None = None  # what was wrong with the certificate


@dataclass(frozen=True, kw_only=True, slots=True)
class FailureRow:
    """One address that did not become a record."""

    url: str
    reason: str
    message: str
    capture_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressRow:
    """One address of an article, and which source named it."""

    url: str  # as found
    slug: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MissRow:
    """One archived article whose page was asked for in vain."""

    slug: str
    state: str  # 404, 410, soft_404, moved, password
    seen_at: str  # UTC
