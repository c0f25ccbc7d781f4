"""What Datasette asks of a plugin: routes, notes, links, safeguards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import parse_metadata
from datasette.utils.asgi import Request
from markupsafe import Markup

from archive.columns import STORED_COLUMNS
from archive.website import (
    HERE,
    about,
    capture_page,
    crawl_calendar,
    formatting,
    home,
    questions,
    search_page,
    sql_functions,
)
from archive.website.apart.middleware import Apart
from archive.website.article import page as article_page
from archive.website.charts import page as charts
from archive.website.database import archive_name
from archive.website.safeguards.answers import Safeguard
from archive.website.safeguards.confinement import confine
from archive.website.safeguards.refusals import refusal
from archive.website.view import View, query_links

#: metadata.yml calls the archive `delegasi`; its notes hold whatever the file is called.
NOTES = parse_metadata((HERE / "metadata.yml").read_text(encoding="utf-8"))["databases"]["delegasi"]
NOTES["tables"]["articles"]["columns"] = {each.name: each.sentence for each in STORED_COLUMNS}


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """Put our pages in place of, and beside, Datasette's."""
    return [
        (r"^/$", home.front_page),
        (r"^/search$", search_page.search_page),
        (r"^/search\.csv$", search_page.search_csv),
        (r"^/article/(?P<slug>[^/]+)$", article_page.article_page),
        (r"^/article/(?P<slug>[^/]+)/revision/(?P<number>[0-9]{1,6})$", article_page.revision_page),
        (r"^/article/(?P<slug>[^/]+)/why$", article_page.why_page),
        (r"^/capture/(?P<number>[0-9]{1,12})$", capture_page.capture_page),
        (r"^/charts$", charts.charts_page),
        (r"^/days$", crawl_calendar.days_page),
        (r"^/queries$", questions.queries_page),
        (r"^/about$", about.about_page),
    ]


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Give an archive of any name the notes of `delegasi`, and those on columns of articles."""
    return {"databases": {archive_name(datasette): NOTES}}


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """Link our pages from Datasette's menu, which the base template prints as a bar."""
    page = datasette.urls.path
    links = {
        "Search": page("/search"),
        "Charts": page("/charts"),
        "Crawl days": page("/days"),
        "Questions": page("/queries"),
        "Tables": datasette.urls.database(archive_name(datasette)),
        "About": page("/about"),
    }
    return [{"href": href, "label": label} for label, href in links.items()]


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """Give the templates the words for times and states."""
    return {
        "readable": formatting.readable,
        "short_day": formatting.short_day,
        "long_day": formatting.long_day,
        "counted": formatting.counted,
        "state_words": formatting.STATES,
        "archive_name": archive_name(datasette),
        "query_links": partial(query_links, datasette),
    }


#: Where a slug is an article's; None is the answer of a query.
_OF_ARTICLES = ("articles", "articles_list", "headline_variants", None)


@hookimpl
def render_cell(
    row: sqlite3.Row, value: Any, column: str, table: str | None, datasette: Datasette
) -> Markup | None:
    """Word times, and link slugs to the page on which the article is read."""
    if not isinstance(value, str):
        return None
    if column == "slug" and table in _OF_ARTICLES:
        address = datasette.urls.path(f"/article/{quote(value, safe='')}")
        if table == "articles" and {"id", "superseded_at"} <= set(row.keys()):
            address += f"?id={row['id']}" if row["superseded_at"] else ""  # else another post's
        return Markup('<a href="{}">{}</a>').format(address, value)
    if column.endswith("_at") and value[:1].isdigit():
        return Markup('<time datetime="{}">{}</time>').format(value, formatting.readable(value))
    return None


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Put the safeguards around everything; answer what is costly apart."""
    return lambda app: Apart(Safeguard(app, datasette), datasette)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Any:
    """Answer 400 to what cannot be asked."""
    return refusal(datasette, request, exception)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Let canned queries understand words as the search box does; keep to the archive."""
    if not database.startswith("_"):  # those are Datasette's own, in memory
        sql_functions.register(conn)
        confine(conn)


@hookimpl
def extra_js_urls(template: str) -> list[str]:
    """Give Datasette's own pages the labels that they lack; Datasette adds its base_url."""
    of_datasette = template.startswith(("table", "row", "database", "query"))
    return ["/assets/tables.js"] if of_datasette else []
