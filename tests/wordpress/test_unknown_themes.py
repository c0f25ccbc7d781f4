"""Three themes that no rule names: WordPress's own, as Debian packages them."""

import statistics
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import quote

import pytest
from scrapy.http import Request, TextResponse

from delegasi_scraper.crawl.stated import stated_by
from delegasi_scraper.extract import extract_pages
from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.urls import Site
from tests.wordpress.texts import text_of
from tests.wordpress.truth import words_of

pytestmark = pytest.mark.wordpress

THEMES = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
#: Every kind of post stands among the first thirty; of the others every tenth, or all of them.
FIRST = 30
SHARES = [10, pytest.param(1, marks=pytest.mark.long, id="all")]


def get(url):
    """Fetch one page."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


@pytest.fixture(scope="module", params=SHARES)
def posts(request, wordpress):
    """Return what some posts, or all, ought to read like."""
    truth = wordpress.ground_truth()
    return truth[:FIRST] + truth[FIRST :: request.param]


@pytest.fixture(scope="module")
def stated(wordpress):
    """Return what REST states of each post, by slug."""
    site, found = Site(wordpress.url), {}
    for number in range(1, 100):
        url = f"{wordpress.url}/wp-json/wp/v2/posts?per_page=100&page={number}"
        answer = TextResponse(url, body=get(url), request=Request(url))
        addresses = parse_posts(answer.body, url=url, site=site)
        found |= dict(stated_by(answer, "rest", addresses, site))
        if len(addresses) < 100:
            break
    return found


@pytest.fixture(scope="module", params=THEMES)
def printed(request, wordpress, posts):
    """Return the pages of each post under a theme: one, or as many as its page links to."""
    site = Site(wordpress.url)

    def read(post):
        pages = [page_at(f"{wordpress.url}/{quote(post['slug'])}/")]
        pages += [page_at(url) for url in pages[0].page_urls]
        return PagesPrinted(pages=tuple(pages), asked_further=len(pages) > 1)

    def page_at(url):
        return parse_page(get(url).decode(), url=url, site=site)

    wordpress.switch_theme(request.param)
    try:
        with ThreadPoolExecutor(2) as pool:
            return list(zip(posts, pool.map(read, posts), strict=True))
    finally:
        wordpress.switch_theme("berita")


@pytest.mark.parametrize(("rest", "least"), [("open", 0.99), ("closed", 0.985)])
def test_a_redesign_costs_no_field(printed, stated, rest, least):
    """Title, dates, categories and tags are all right, the text is as it was written."""
    wrong, authors, scores = [], [], []
    for post, item in printed:
        said = stated[post["slug"]] if rest == "open" else None
        extracted = extract_pages(replace(item, stated=said))
        article = extracted.article
        got = {
            "title": article.title or "",
            "published_at": article.published_at.isoformat(),
            "modified_at": article.modified_at and article.modified_at.isoformat(),
            "categories": sorted(term.name for term in article.categories),
            "tags": sorted(term.name for term in article.tags),
        }
        wanted = {name: post[name] for name in got}
        wanted |= {name: sorted(post[name]) for name in ("categories", "tags")}
        if rest == "closed" and article.modified_at is None:  # block themes do not print it
            wanted["modified_at"] = None
        wrong += [
            (post["slug"], name, got[name], wanted[name])
            for name in got
            if got[name] != wanted[name]
        ]
        authors.append(article.author == post["byline"])
        whole = len(item.pages) == len(post["pages"])
        assert whole or not article.complete, post["slug"]
        written = words_of([text_of(post, len(item.pages))])
        words = words_of(article.paragraphs)
        scores.append(2 * (words & written).total() / (words.total() + written.total() or 1))
        scores[-1] = 1.0 if words == written else scores[-1]
    assert wrong == []
    assert statistics.mean(authors) >= 0.99
    assert statistics.mean(scores) >= least, sorted(scores)[:10]
