"""What passes through a crawl, all frozen: what pages print, and the records made of it.

``None`` means that the page does not state it; an empty tuple, that there are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from delegasi_scraper.statements import NO_CONTEXT, Differences, PageSigns, SiteContext, Stated
from delegasi_scraper.text.credits import Credit

if TYPE_CHECKING:
    from archive.decisions import ArticleVisit, Copies, Identity, Judgement

PageKind = Literal["front", "amp", "generic"]
PublishedSource = Literal["rest", "feed", "front-time", "front-meta", "amp-jsonld", "text"]
Block = Literal["stub", "related", "recent", "headline", "listing", "feed"]
ListingKind = Literal["home", "category", "tag", "author", "date", "search", "feed"]
#: What named an address; 'list' is `-a urls=FILE`.
Source = Literal[
    "rest", "sitemap", "feed", "home", "category", "tag", "author", "date", "link", "stub",
    "list",
]  # fmt: skip

#: Best first: a date of a later source never replaces one of an earlier source.
PUBLISHED_SOURCES: tuple[PublishedSource, ...] = (
    "rest",
    "feed",
    "front-time",
    "front-meta",
    "amp-jsonld",
    "text",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category or tag."""

    name: str  # as printed
    slug: str  # decoded, lower-case


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """One picture in an article, in the order of the page; the featured image is first."""

    url: str  # absolute
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None  # '//Foto: Pos Kupang' and the like, out of caption or text


@dataclass(frozen=True, kw_only=True, slots=True)
class Teaser:
    """One pointer to an article, as it was worded on the page that showed it."""

    url: str | None  # canonical article address; None for stubs in plain text
    title: str | None
    excerpt: str | None  # ends in '…' where it was cut
    block: Block
    position: int  # from 1, within its block
    category: str | None = None
    stamp: str | None = None  # the date as printed: '3 hari ago'
    href: str | None = None  # the link as found, absolute: what to fetch


@dataclass(frozen=True, kw_only=True, slots=True)
class Furniture:
    """A text that stood among the paragraphs and is not the article's: kept, with the rule."""

    text: str
    rule: str  # 'baca-juga', 'share-bar', 'advertisement', 'shortcode', 'photo-credit', …


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One piece of a body element, in the order of the page.

    'text' is a stretch between two block elements, raw, with the marks of
    :mod:`delegasi_scraper.text.boilerplate`; 'line' a paragraph whose markup another extractor
    has read; 'caption' stands below a picture; 'cut' was no part of the text, by its element.
    """

    kind: Literal["text", "line", "picture", "caption", "cut"]
    text: str = ""
    rule: str = ""  # of what was cut: 'cut:gmr-banner'
    image: Image | None = None
    #: (text, address) of its links; the same text with another link is the same part.
    links: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it is printed, and where."""

    states: Literal["published", "modified"]
    source: PublishedSource
    text: str
    by_seo_plugin: bool = False  # JSON-LD on AMP that AMPforWP did not write: its clock is right


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """What a page prints of an article and an article keeps as it is."""

    url: str  # canonical: site + '/' + slug
    slug: str  # decoded, lower-case; identifies
    kind: PageKind
    extractor: str  # name and version: 'wpberita/1'
    wp_id: int | None = None
    wp_host: str | None = None  # host of the canonical link that stated the id
    title: str | None = None
    subtitle: str | None = None
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    complete: bool = True  # False = part of the text is not on this page
    page_urls: tuple[str, ...] = ()  # addresses of pages 2, 3, … still to be fetched
    amp_url: str | None = None  # of the AMP twin, where the page names one
    links: tuple[str, ...] = ()  # articles of the site that the page links to, as found
    listing_urls: tuple[str, ...] = ()  # categories, tags, authors, dates it links to


@dataclass(frozen=True, kw_only=True, slots=True)
class PagePrinted(Printed):
    """What one page of an article prints, before anything is made of it."""

    body: tuple[BodyPart, ...] = ()
    featured: Image | None = None
    byline: str | None = None
    credit_lines: tuple[str, ...] = ()  # raw: 'Penulis: Ria LeteEditor: Tomi Bala'
    credit_links: tuple[tuple[str, str], ...] = ()  # (text, address) of those in them
    stamps: tuple[Stamp, ...] = ()  # the best first
    signs: PageSigns = field(default_factory=PageSigns)


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanText:
    """The text of an article's pages, without what stood among it."""

    pages: tuple[tuple[str, ...], ...]  # the paragraphs of each page
    images: tuple[Image, ...] = ()  # the featured one first
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleText:
    """A clean text, taken apart; named as in :class:`Article`."""

    paragraphs: tuple[str, ...]
    signoff: str | None = None
    initials: str | None = None
    dateline: str | None = None
    place: str | None = None
    regency: str | None = None
    lead: str | None = None
    stubs: tuple[str, ...] = ()  # of other articles, at the end of the text
    aside: tuple[Furniture, ...] = ()  # what followed the sign-off or stood among the stubs


@dataclass(frozen=True, kw_only=True, slots=True)
class Article(Printed):
    """One article as one page prints it; joined over its pages where it has several."""

    paragraphs: tuple[str, ...] = ()  # the body, dateline included, sign-off not
    dateline: str | None = None  # 'KUPANG, DELEGASI.COM–' as printed
    place: str | None = None  # the town in one spelling
    regency: str | None = None  # from the gazetteer; None = place unknown to it
    lead: str | None = None  # first paragraph without its dateline
    author: str | None = None  # 'Penulis', 'Reporter' where printed, else the byline
    editor: str | None = None
    source_credit: str | None = None  # 'Sumber Berita'
    source_url: str | None = None  # its address
    signoff: str | None = None  # '//delegasi (*/AT)' as printed
    initials: str | None = None  # '*/AT'
    section: str | None = None  # first category printed
    images: tuple[Image, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    published_at: datetime | date | None = None  # aware; a bare date = no clock stated
    published_source: PublishedSource | None = None
    modified_at: datetime | date | None = None  # None unless later than published_at
    modified_source: PublishedSource | None = None  # of its statement

    @property
    def body(self) -> str:
        """The paragraphs, joined by one blank line."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A page that lists articles, as it is today."""

    url: str
    kind: ListingKind
    title: str | None = None  # heading of the listing
    teasers: tuple[Teaser, ...] = ()  # headline module first, then the list, then widgets
    next_url: str | None = None  # the pager's next page
    last_page: int | None = None  # the highest page number that the pager prints
    listing_urls: tuple[str, ...] = ()  # categories, tags, authors, dates it links to


#: What damage did to a sitemap, feed or REST answer: nothing is missing, or an entry may be.
Damage = Literal["mended", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapEntry:
    """One address of a sitemap."""

    url: str
    lastmod: datetime | date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitemap:
    """A sitemap, or an index of sitemaps."""

    url: str
    is_index: bool
    entries: tuple[SitemapEntry, ...] = ()
    damage: Damage | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """One post of a feed."""

    teaser: Teaser
    published_at: datetime | None = None  # on the newsroom's clock
    wp_id: int | None = None  # from the guid


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """One page of a feed."""

    url: str
    entries: tuple[FeedEntry, ...] = ()
    damage: Damage | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An article's address, and what its source says of the article."""

    url: str  # as found
    source: Source
    published_at: datetime | None = None
    modified_at: datetime | date | None = None
    wp_id: int | None = None
    title: str | None = None
    body: tuple[BodyPart, ...] | None = None  # of the post without its theme; None = not stated
    has_news: bool = False  # a wording or date that was not seen before stands beside it


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """Where a page came from: one answer of the site, and how it was reached."""

    url: str  # the address that answered
    at: str  # UTC, ISO 8601
    capture_id: int | None = None
    redirected_from: tuple[str, ...] = ()
    made_at: str | None = None  # UTC: when the site made this answer, as a cache's headers say
    truncated: str | None = None  # WARC-Truncated of a capture: why it ends early


@dataclass(frozen=True, kw_only=True, slots=True)
class PagesPrinted:
    """All pages of one article as one visit found them; ``cleaned`` and ``split`` by the steps."""

    pages: tuple[PagePrinted, ...]  # page 1 first
    fetched: Fetched | None = None  # None = not by a crawl
    stated: Stated | None = None
    asked_further: bool = False  # its further pages were asked for; those that answered are here
    lastmod: datetime | date | None = None  # of a sitemap that was read in this run
    again: bool = False  # a second look within one run
    context: SiteContext = NO_CONTEXT
    cleaned: CleanText | None = None
    differences: Differences | None = None  # None = there is no witness of the text
    split: ArticleText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleExtracted:
    """An article, as one visit found it, and what is decided about it on its way."""

    article: Article
    fetched: Fetched | None = None
    further_pages: tuple[str, ...] = ()  # addresses of pages 2, 3, … that were joined
    signs: PageSigns = field(default_factory=PageSigns)
    modified_at: datetime | None = None  # as the page itself states it
    lastmod: datetime | date | None = None  # as a sitemap of this run states it
    again: bool = False  # a second look within one run
    stated: Stated | None = None
    differences: Differences | None = None
    visit: ArticleVisit | None = None  # by identify, as are the following by their steps
    identity: Identity | None = None
    judgement: Judgement | None = None
    copies: Copies | None = None  # None = the text is as it was
    suspect: str | None = None  # why a new article may be an intruder's


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingSeen:
    """A listing, as one visit found it."""

    listing: Listing
    fetched: Fetched


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFailed:
    """An address that gave no record, and why."""

    url: str
    reason: str  # as in the table `failures`
    message: str
    fetched: Fetched | None = None  # None = nothing answered
    missed: str | None = None  # state, where an archived article did not answer: 404, moved, …


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressesFound:
    """Addresses of articles, as one page named them."""

    page_url: str | None  # None = a list that was given
    addresses: tuple[Address, ...]
    at: str  # UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingsFound:
    """Addresses of listings, as one page named them."""

    rows: tuple[tuple[str, str], ...]  # (url, kind)
    at: str  # UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEnded:
    """A replayed run's last capture: what it missed is decided on, before the next begins."""

    at: str  # UTC
