"""Addresses: which are the site's own, which are articles, and what identifies one.

The forms that lead to one article are listed in docs/site.md; a slug is at
the root, without date, id or category.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from delegasi_scraper.errors import AddressError
from delegasi_scraper.newsroom import SITE_ALIASES, SITE_URL

#: First path segments under which WordPress and its theme keep no article.
RESERVED = frozenset(
    [
        "amp", "attachment", "author", "category", "comments", "embed", "favicon.ico", "feed",
        "index.php", "page", "rdf", "robots.txt", "rss", "search", "tag", "topic", "wp-admin",
        "wp-comments-post.php", "wp-content", "wp-includes", "wp-json", "wp-login.php",
        "wp-sitemap.xml", "xmlrpc.php",
    ]
)  # fmt: skip
#: What browsers and servers take, and more than WordPress's slug of 200 bytes needs.
LONGEST_ADDRESS = 4096
#: What may follow the slug without naming another article.
_TAILS = re.compile(r"/(?:amp|feed|embed|trackback|rss|(?:page/)?[0-9]{1,4}|comment-page-[0-9]+)$")
#: Queries by which WordPress leads elsewhere than the path says.
_NO_SLUG = frozenset(["p", "page_id", "attachment_id", "s", "cat", "m", "preview"])
_DATE_ARCHIVE = re.compile(r"^(?:19|20)[0-9]{2}(?:/[0-9]{1,2}){0,2}$")
_PAGE_OF_POST = re.compile(
    r"(?P<before>://[^/]+(?:/+index\.php)?/+[^/?#]+)/+[0-9]{1,4}(?:/|(?=[?#])|$)(?=[?#]|$)"
)
_AMP_TAIL = re.compile(r"(?:/amp)+/?(?=[?#]|$)", re.IGNORECASE)
_AMP_QUERY = re.compile(r"\?amp(?:=1)?(?=#|$)")
_SHORTLINK = re.compile(r"/(?:index\.php)?\?(?:.{0,200}&)?p=[0-9]{1,12}(?=[&#]|$)")
_CONTROL = re.compile("[\x00-\x1f]")
#: What WordPress (redirect_canonical, 6.1) takes from the end of a path; a slug ends with none.
_AFTER_PATH = "/ !\"'(),.;{}“”"
#: Nearly every link and path of a page is so plain that nothing needs to be resolved.
_PLAIN_URL = re.compile(
    r"https?://(?P<host>[a-z0-9.-]+(?::(?!80/|443/)[0-9]+)?)(?P<path>/[a-z0-9_/%.~-]*)"
)
_PLAIN_PATH = re.compile(r"(?:/[a-z0-9_-]+)*/?")
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_FILE = re.compile(r"\.(?:xml|xsl|gz|txt|php|jpe?g|png|gif|webp|svg|ico|css|js|pdf|mp4|json)$")


@dataclass(frozen=True, slots=True)
class Site:
    """One newsroom's site: where it lives now, and the other hosts it answers or answered on.

    ``url`` is scheme and host (and port), without a trailing slash; ``aliases`` are hosts.
    """

    url: str
    aliases: frozenset[str] = frozenset()

    @classmethod
    def at(cls, url: str, aliases: tuple[str, ...] = ()) -> Site:
        """Build from a setting, or raise :class:`AddressError` where it is no site's address.

        >>> Site.at("https://Delegasi.com/").url
        'https://delegasi.com'
        """
        try:
            parts = urlsplit(url.strip())
            _ = parts.port
        except ValueError as error:
            raise AddressError(f"no address of a site in {url!r}: {error}") from None
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            raise AddressError(f"no address of a site in {url!r}; give https://host")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise AddressError(f"a site's address ends with its host, but {url!r} goes on")
        return cls(
            f"{parts.scheme.lower()}://{host_of(url.strip())}",
            frozenset(alias.strip().lower() for alias in aliases if alias.strip()),
        )

    @classmethod
    def of(cls, url: str) -> Site:
        """Return the site that an address is on; the newsroom's own hosts are one site."""
        parts, host = urlsplit(url), host_of(url)
        if host in (urlsplit(SITE_URL).netloc, *SITE_ALIASES):
            return cls(SITE_URL, frozenset(SITE_ALIASES))
        return cls(f"{parts.scheme}://{host}")

    @property
    def host(self) -> str:
        """Host of the site's own address, with its port where it has one."""
        return urlsplit(self.url).netloc

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that is this site."""
        return self.aliases | {self.host}

    def owns(self, url: str) -> bool:
        """Say whether an absolute address is on one of the site's hosts."""
        if plain := _PLAIN_URL.fullmatch(url):
            return plain["host"] in self.hosts
        try:
            return urlsplit(url).scheme in ("http", "https") and host_of(url) in self.hosts
        except ValueError:
            return False

    def slug_of(self, url: str) -> str | None:
        """Return the slug that an address of an article names, or None where it names none.

        Decoded, NFC, lower-cased; the AMP suffix, page numbers, feeds, queries and
        fragments fall away. ``/?p=12`` names none: follow its redirect first.

        >>> site = Site.of("https://delegasi.com")
        >>> site.slug_of("http://www.delegasi.net/Warga-SoE/amp/?utm_source=x#top")
        'warga-soe'
        >>> site.slug_of("https://delegasi.com/category/polkam/") is None
        True
        """
        if len(url) > LONGEST_ADDRESS or not self.owns(url):
            return None
        parts = urlsplit(url)
        if parts.query and parse_qs(parts.query, keep_blank_values=True).keys() & _NO_SLUG:
            return None
        path = _path_of(url)
        if _DATE_ARCHIVE.match(path):
            return None
        while (shorter := _TAILS.sub("", path).rstrip(_AFTER_PATH)) != path:
            path = shorter
        names_none = "/" in path or path in RESERVED or _FILE.search(path) or _CONTROL.search(path)
        return None if names_none or not path else path

    def is_shortlink(self, url: str) -> bool:
        """Say whether an address leads to an article by its number: ``/?p=12``."""
        return "p=" in url and self.owns(url) and _SHORTLINK.search(url) is not None

    def article_url(self, slug: str) -> str:
        """Return the canonical address of a slug.

        >>> Site.of("https://delegasi.com").article_url("warga-soe")
        'https://delegasi.com/warga-soe'
        """
        return f"{self.url}/{quote(slug, safe='-._~')}"

    def first_page_url(self, url: str) -> str:
        """Return the address of page 1 of a post; other addresses as they are.

        >>> site = Site.of("https://delegasi.com")
        >>> site.first_page_url("https://delegasi.com/warga-soe/2/")
        'https://delegasi.com/warga-soe/'
        """
        if self.slug_of(url) is None:
            return url
        return _PAGE_OF_POST.sub(r"\g<before>/", url)

    def front_form(self, url: str) -> str:
        """Return the address of page 1 of a post's front page; other addresses as they are.

        >>> Site.of("https://delegasi.com").front_form("https://delegasi.com/warga-soe/amp")
        'https://delegasi.com/warga-soe/'
        """
        if self.slug_of(url) is None:
            return url
        front = _AMP_TAIL.sub("/", _AMP_QUERY.sub("", url))
        return self.first_page_url(front)

    def is_amp(self, url: str) -> bool:
        """Say whether an address is, by its form, of an AMP page."""
        return self.front_form(url) != self.first_page_url(url)

    def canonical_article_url(self, url: str) -> str:
        """Return the one address of the article that ``url`` leads to.

        Raises :class:`AddressError` where the address names no article of this site.
        """
        slug = self.slug_of(url)
        if slug is None:
            raise AddressError(
                f"no article path in {url!r}; follow its redirect first"
                if self.owns(url)
                else f"{url!r} is not on {self.host}"
            )
        return self.article_url(slug)

    def is_listing(self, url: str) -> bool:
        """Say whether an address is the front page or a category, tag, author or date listing."""
        if not self.owns(url):
            return False
        path = _path_of(url)
        if path == "" and urlsplit(url).query:
            return False
        path = re.sub(r"(?:^|/)page/[0-9]+$", "", path)
        first = path.split("/", 1)[0]
        return (
            path == ""
            or (first in ("category", "tag", "author", "topic") and "/" in path)
            or _DATE_ARCHIVE.match(path) is not None
        ) and not path.endswith(("/feed", "/amp"))


def host_of(url: str) -> str:
    """Return an address's host, with its port where that is not the scheme's own.

    >>> host_of("https://Delegasi.com:443/x"), host_of("https://delegasi.com:8443/x")
    ('delegasi.com', 'delegasi.com:8443')
    """
    parts = urlsplit(url)
    host, _, port = parts.netloc.lower().rpartition(":")
    return host if host and port in ("", _DEFAULT_PORTS.get(parts.scheme)) else parts.netloc.lower()


def _path_of(url: str) -> str:
    """Return an address's path as WordPress resolves it: decoded, NFC, lower-cased.

    Without slashes at its ends, dot segments, ``index.php/``, and what was copied behind it.
    """
    plain = _PLAIN_URL.fullmatch(url)
    printed = plain["path"] if plain else urlsplit(url).path
    if _PLAIN_PATH.fullmatch(printed):
        return printed.strip("/")
    path = unquote(printed).lower()
    path = unicodedata.normalize("NFC", re.split("[?#]", path, maxsplit=1)[0])
    path = posixpath.normpath("/" + path.lstrip("/ ")).rstrip(_AFTER_PATH).lstrip("/")
    return path.removeprefix("index.php/")


def absolute(url: str, base: str) -> str | None:
    """Resolve a link of a page, or return None where it leads to no web page.

    >>> absolute("/berita", "https://delegasi.com/x/")
    'https://delegasi.com/berita'
    >>> absolute("mailto:a@b.c", "https://delegasi.com/") is None
    True
    """
    if len(url) > LONGEST_ADDRESS:
        return None
    if _PLAIN_URL.fullmatch(url):
        return url
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None
