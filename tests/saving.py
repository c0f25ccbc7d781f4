"""Save articles as the pipelines do, without a crawl."""

from archive.decisions import ArticleVisit, Evidence
from delegasi_scraper.pipelines.archive import save_visit


def save_article(archive, row, *, again=None, **visit):
    """Save one visit of an article; return 'new', 'changed', 'unchanged' or 'held'.

    A row's own modified time speaks for it; without one, it is modified when it is seen.
    """
    if "evidence" not in visit:
        visit["evidence"] = Evidence(modified_at=row.modified_at or visit["seen_at"])
    return save_visit(archive, ArticleVisit(row=row, **visit), again)
