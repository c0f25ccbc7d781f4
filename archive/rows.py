"""What the crawler hands to the archive, in plain values; times are ISO 8601 text."""

from __future__ import annotations

from dataclasses import dataclass


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
class ArticleRow:
    """One reading of an article; columns as in docs/schema.md."""

    url: str
    slug: str
    body: str
    extractor: str
    record: str  # JSON of the whole parse
    rank: int  # a reading of lower rank is the poorer source
    wp_id: int | None = None
    wp_host: str | None = None
    title: str | None = None
    subtitle: str | None = None
    lead: str | None = None
    dateline: str | None = None
    place: str | None = None
    regency: str | None = None
    author: str | None = None
    editor: str | None = None
    source_credit: str | None = None
    signoff: str | None = None
    initials: str | None = None
    section: str | None = None
    published_at: str | None = None
    published_source: str | None = None
    modified_at: str | None = None
    complete: bool = True
    categories: tuple[tuple[str, str], ...] = ()  # (name, slug)
    tags: tuple[tuple[str, str], ...] = ()
    images: tuple[ImageRow, ...] = ()
    title_key: str | None = None  # words of the title, folded to compare
    lead_key: str | None = None  # first words of the body without dateline, folded
    title_slug: str | None = None  # the slug that WordPress would make of the title


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
