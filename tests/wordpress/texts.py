"""What the seed wrote, and what the archive has of it."""

from itertools import chain


def records(crawl, *columns):
    """Return the articles' columns by slug."""
    rows = crawl.query(f"SELECT slug, {', '.join(columns)} FROM articles")
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}


def text_of(post, pages=None):
    """Return the body that the seed wrote, of its first pages or of all."""
    return "\n\n".join(chain.from_iterable(post["pages"][:pages]))
