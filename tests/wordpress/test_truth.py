"""The oddities' truth table: what pages and plain texts give is what was written."""

import pytest

from tests.wordpress import truth

pytestmark = pytest.mark.wordpress

#: Bodies to be exact paragraph by paragraph; every other field has to be right on every page.
BODIES = 0.995
FIELDS = (
    "title", "body", "no prose cut", "no words put in", "no hidden words", "sign-off",
    "place", "author", "editor", "source", "source's address", "published", "modified",
    "categories", "tags",
)  # fmt: skip


@pytest.fixture(scope="module")
def posts(wordpress):
    """Load the oddities into the site once."""
    return truth.load(wordpress)


@pytest.fixture(scope="module")
def table(wordpress, posts):
    """Hold every page and plain text against the truth once."""
    return truth.compare([*truth.read_pages(wordpress, posts), *truth.plain_texts()])


def held(table, field, kind):
    """Say whether a field of a kind of page is right as often as it has to be, and what is not."""
    limit = BODIES if field == "body" else 1.0
    assert table.share(field, kind) >= limit, table.wrong(field, kind)[:5]


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        *((field, "front") for field in (*FIELDS, "subtitle")),
        *((field, "AMP") for field in FIELDS),  # AMPforWP prints no subtitle
    ],
)
def test_field_is_as_written(table, field, kind):
    """Whatever staff, plugins and intruders put around a post, its record is what was written."""
    held(table, field, kind)


@pytest.mark.parametrize("field", ["body", "no prose cut", "sign-off", "place", "stubs"])
def test_plain_text_is_split_as_written(table, field):
    """A page copied as text is taken apart as its markup would be."""
    held(table, field, "text")


def test_pages_are_as_many_as_the_seed_says(table, posts):
    """Each form is on ten pages or more, and none of them is left out of the table."""
    assert len(posts) == 276
    assert table.of["body", "front"] == 276
    assert table.of["body", "AMP"] == sum(post["amp"] for post in posts) > 200
    assert table.of["body", "text"] == len(truth.plain_texts())


def test_options_of_the_amp_plugin_change_no_record(wordpress, posts):
    """Categories without links, no pager and an SEO plugin's clock: the record is the same."""
    some = [post for post in posts if post["amp"]][:40]
    with wordpress.switched("amp-plain-categories", "amp-no-pager", "amp-seo"):
        pages = [page for page in truth.read_pages(wordpress, some) if page.kind == "AMP"]
    table = truth.compare(pages)
    for field in ("title", "published", "modified", "categories", "tags"):
        held(table, field, "AMP")
