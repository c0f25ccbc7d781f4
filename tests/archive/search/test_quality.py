"""Searching on a set made by hand: texts of ours, queries, and what a reader would want found.

`texts.json` and `queries.json` were written and judged before the search was run on them. A
query's `relevant` lists every text whose headline or body answers it; stubs, captions and
sign-offs do not count, and some are there to tempt.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from archive.rows import ArticleRow, ImageRow, TeaserRow
from archive.search.articles import Filters, search
from archive.search.query import parse_query
from archive.store import Archive
from tests.saving import save_article

HERE = Path(__file__).parent
TEXTS = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
QUERIES = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
SITE = "https://delegasi.com"
#: What is found as it stands must be found wholly, and nothing else.
LITERAL = ("phrase", "exact", "prefix", "name", "number")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Archive the texts, their stubs, captions and sign-offs each in its place."""
    path = tmp_path_factory.mktemp("quality") / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        for day, text in enumerate(TEXTS):
            url = f"{SITE}/{text['slug']}"
            stubs = tuple(
                TeaserRow(url=None, title=None, excerpt=stub, block="stub", position=place)
                for place, stub in enumerate(text["stubs"], start=1)
            )
            caption = text.get("caption")
            row = ArticleRow(
                url=url, slug=text["slug"], title=text["title"], body=text["body"],
                signoff=text.get("signoff"), extractor="hand/1", rank=3, record="{}",
                published_at=f"2023-{day % 12 + 1:02}-{day // 12 + 1:02}",
                images=(ImageRow(url=f"{url}.jpg", caption=caption),) if caption else (),
            )  # fmt: skip
            save_article(archive, row, seen_at="2024-01-01T00:00:00+00:00", teasers=stubs)
        yield archive


def found(archive, typed):
    """Return the slugs that a query finds, the most relevant first."""
    hits = search(
        archive.connection, parse_query(typed), Filters(duplicates=True),
        order="relevance", limit=100,
    ).hits  # fmt: skip
    return [hit.row["slug"] for hit in hits]


def test_the_set_is_large_enough():
    """At least 40 queries over at least 60 texts, and every judgement names a text."""
    slugs = {text["slug"] for text in TEXTS}
    assert len(slugs) == len(TEXTS) >= 60
    assert len(QUERIES) >= 40
    assert [q["query"] for q in QUERIES if not slugs.issuperset(q["relevant"])] == []


@pytest.mark.parametrize(
    "query", [q for q in QUERIES if q["kind"] in LITERAL], ids=lambda q: q["query"]
)
def test_what_is_literal_is_found_literally(archive, query):
    """A phrase finds only the phrase, a quoted word only that form."""
    assert sorted(found(archive, query["query"])) == sorted(query["relevant"])


@pytest.mark.parametrize(
    "query", [q for q in QUERIES if q["kind"] == "stub-trap"], ids=lambda q: q["query"]
)
def test_no_stub_matches(archive, query):
    """Words of stubs, captions and sign-offs find only texts that have them in their own text."""
    own = {text["slug"]: f"{text['title']} {text['body']}".casefold() for text in TEXTS}
    words = [word.strip('"') for word in query["query"].casefold().split()]
    slugs = found(archive, query["query"])
    assert set(slugs) >= set(query["relevant"])
    # Within a longer word is as good: `terumbu` is taken for an affixed `umbu`.
    assert [slug for slug in slugs if not all(word in own[slug] for word in words)] == []


def test_precision_and_recall(archive, capsys):
    """Over all queries nine in ten of the first ten are wanted, and of the wanted found."""
    by_kind = defaultdict(list)
    for query in QUERIES:
        slugs, wanted = found(archive, query["query"]), set(query["relevant"])
        precision = sum(slug in wanted for slug in slugs[:10]) / max(1, len(slugs[:10]))
        recall = len(wanted & set(slugs)) / max(1, len(wanted))
        if not wanted:
            precision = recall = float(not slugs)
        by_kind[query["kind"]].append((precision, recall))
    everything = [score for scores in by_kind.values() for score in scores]
    with capsys.disabled():
        print(f"\nsearch quality, {len(QUERIES)} queries over {len(TEXTS)} texts")
        for kind, scores in [*sorted(by_kind.items()), ("all", everything)]:
            precision, recall = mean(scores)
            print(
                f"  {kind:<10} {len(scores):>3}  precision@10 {precision:.2f}  recall {recall:.2f}"
            )
    precision, recall = mean(everything)
    assert precision >= 0.9
    assert recall >= 0.9


def mean(scores):
    """Return mean precision and mean recall."""
    return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))
