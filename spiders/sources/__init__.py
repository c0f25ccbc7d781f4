"""Sources of addresses, one a file."""

from spiders.sources.base import AddressSource
from spiders.sources.feeds import FeedSource
from spiders.sources.listings import ListingSource
from spiders.sources.sitemaps import SitemapSource

#: In the order in which they are asked; REST comes before them, and its answer decides.
SOURCES: tuple[type[AddressSource], ...] = (
    SitemapSource,
    ListingSource,
    FeedSource,
)
