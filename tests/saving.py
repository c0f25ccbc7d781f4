"""Save articles as the pipelines do, without a crawl."""

from archive.decisions import ArticleVisit
from delegasi_scraper.pipelines.archive import save_visit


def save_article(archive, row, *, again=None, **visit):
    """Save one visit of an article; return 'new', 'changed' or 'unchanged'."""
    return save_visit(archive, ArticleVisit(row=row, **visit), again)
