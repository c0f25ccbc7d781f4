"""`/article/SLUG` and what hangs on it: revisions, and why this is the body."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from archive.citation import Citation
from archive.search.highlighting import marked
from archive.search.query import Query, QueryError, parse_query
from archive.website.article import evidence
from archive.website.article import queries as of
from archive.website.article.extraction_reasons import reasons_for, record_of
from archive.website.article.word_diff import word_diff
from archive.website.database import number_in, read

Row = dict[str, Any]


async def article_page(datasette: Datasette, request: Request) -> Response:
    """Show an article as a person reads it, with its history and its evidence beside it."""
    query = _query(request)

    def read_rows(connection: sqlite3.Connection) -> Row:
        article = _found(connection, request)
        number = article["id"]
        history = of.revisions(connection, number)
        held = evidence.hold(connection, article)
        return {
            "article": article,
            "title": marked(article["title"] or "", query, in_title=True),
            "paragraphs": _paragraphs(article, query),
            "terms": of.terms(connection, number),
            "images": of.images(connection, number),
            "revisions": history,
            "stubs": evidence.shown_on_its_pages(connection, held),
            "shown": of.shown_elsewhere(connection, number),
            "alike": of.alike(connection, number),
            "addresses": evidence.addresses(connection, held),
            "captures": evidence.captures(connection, held),
            "citation": _citation(article, history[0], len(history)),
            "typed": query.typed,
        }

    context = await read(datasette, read_rows)
    return Response.html(await datasette.render_template("article.html", context, request=request))


async def revision_page(datasette: Datasette, request: Request) -> Response:
    """Show one state of an article as a word diff against the one before it, or a chosen one."""
    number = int(request.url_vars["number"])
    against = request.args.get("against") or ""

    def read_rows(connection: sqlite3.Connection) -> Row:
        article = _found(connection, request)
        history = of.revisions(connection, article["id"])
        state = _state(connection, article, str(number))
        if against:
            before: Row | None = _state(connection, article, against)
        else:
            before = of.revision(connection, article["id"], number - 1)
        return {
            "article": article,
            "state": state,
            "before": before,
            "title": word_diff(before["title"] or "", state["title"] or "") if before else None,
            "body": word_diff((before or state)["body"], state["body"]),
            "revisions": history,
            "citation": _citation(article, state, len(history)),
        }

    context = await read(datasette, read_rows)
    return Response.html(await datasette.render_template("revision.html", context, request=request))


async def why_page(datasette: Datasette, request: Request) -> Response:
    """Show the captured page beside what each text of it was taken for, and by which rule."""
    wanted = request.args.get("revision") or ""

    def read_rows(connection: sqlite3.Connection) -> Row:
        article = _found(connection, request)
        history = of.revisions(connection, article["id"])
        state = _state(connection, article, wanted or str(history[0]["number"]))
        record = record_of(state)
        return {
            "article": article,
            "state": state,
            "record": record,
            "because": reasons_for(record),
            "capture": evidence.capture_of(connection, state, evidence.hold(connection, article)),
            "revisions": history,
        }

    context = await read(datasette, read_rows)
    return Response.html(await datasette.render_template("why.html", context, request=request))


def _found(connection: sqlite3.Connection, request: Request) -> Row:
    slug = unquote(request.url_vars["slug"]).lower()
    chosen = request.args.get("id") or ""
    article_id = number_in(chosen)
    if chosen and article_id is None:  # not the present one instead: another was asked for
        raise NotFound(f"No article has the id {chosen!r}.")
    article = of.article(connection, slug, article_id)
    if article is None:
        raise NotFound(f"No article {slug!r} is archived. It may be found by its words.")
    return {**article, "repeated": of.repeated(connection, article)}


def _state(connection: sqlite3.Connection, article: Row, wanted: str) -> Row:
    number = number_in(wanted)
    state = of.revision(connection, article["id"], number) if number is not None else None
    if state is None:
        raise NotFound(f"{article['slug']} has no revision {wanted}")
    return state


def _query(request: Request) -> Query:
    try:
        return parse_query(request.args.get("q") or "")
    except QueryError:
        return Query("")


def _paragraphs(article: Row, query: Query) -> list[Row]:
    """Return the paragraphs, the first with its dateline apart."""
    shown = []
    for position, text in enumerate(filter(None, article["body"].split("\n\n"))):
        dateline = article["dateline"] or ""
        begins = position == 0 and bool(dateline) and text.startswith(dateline)
        rest = text[len(dateline) :] if begins else text
        shown.append({"dateline": dateline if begins else None, "pieces": marked(rest, query)})
    return shown


def _citation(article: Row, state: Row, count: int) -> Citation:
    return Citation(
        slug=article["slug"],
        url=article["url"],
        title=state["title"],
        author=article["author"],
        published_at=article["published_at"],
        retrieved_at=state["seen_at"],
        revision=state["number"],
        of_revisions=count,
        body_sha256=state["body_sha256"],  # the article's differs where only breaks changed
    )
