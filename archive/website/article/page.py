"""`/article/SLUG`: an article, its revisions, and why this is its body."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Request

from archive.citation import Citation
from archive.search.highlighting import marked
from archive.search.query import Query, QueryError, parse_query
from archive.website.article import evidence
from archive.website.article import queries as of
from archive.website.article.extraction_reasons import reasons_for, record_of
from archive.website.article.word_diff import word_diff
from archive.website.database import number_in
from archive.website.view import view

Row = dict[str, Any]


def article_contents(connection: sqlite3.Connection, request: Request) -> Row:
    """Return an article with its history and its evidence."""
    query = _query(request)
    article = _found(connection, request)
    number = article["id"]
    history = of.revisions(connection, number)
    held = evidence.held_addresses(connection, article)
    return {
        "article": article,
        "title": marked(article["title"] or "", query, in_title=True),
        "paragraphs": _paragraphs(article, query),
        "terms": of.terms(connection, number),
        "images": of.images(connection, number),
        "revisions": history,
        "not_believed": of.not_believed(connection, number),
        "stubs": evidence.shown_on_its_pages(connection, held),
        "shown": of.shown_elsewhere(connection, number),
        "alike": of.alike(connection, number),
        "addresses": evidence.addresses(connection, held),
        "captures": evidence.captures(connection, held),
        "citation": _citation(article, history[0], len(history)),
        "typed": query.typed,
    }


def revision_contents(connection: sqlite3.Connection, request: Request) -> Row:
    """Return one state as a word diff against the one before it, or against a chosen one."""
    number, against = request.url_vars["number"], request.args.get("against") or ""
    article = _found(connection, request)
    history = of.revisions(connection, article["id"])
    state = _state(connection, article, number)
    if against:
        before: Row | None = _state(connection, article, against)
    else:
        before = of.revision(connection, article["id"], int(number) - 1)
    return {
        "article": article,
        "state": state,
        "before": before,
        "title": word_diff(before["title"] or "", state["title"] or "") if before else None,
        "body": word_diff((before or state)["body"], state["body"]),
        "revisions": history,
        "citation": _citation(article, state, len(history)),
    }


def why_contents(connection: sqlite3.Connection, request: Request) -> Row:
    """Return what each text of a page was taken for, by which rule, and the captured page."""
    article = _found(connection, request)
    history = of.revisions(connection, article["id"])
    wanted = request.args.get("revision") or str(history[0]["number"])
    state = _state(connection, article, wanted)
    record = record_of(state)
    held = evidence.held_addresses(connection, article)
    return {
        "article": article,
        "state": state,
        "record": record,
        "because": reasons_for(record),
        "capture": evidence.capture_of(connection, state, held),
        "revisions": history,
    }


article_page = view("article.html", article_contents)
revision_page = view("revision.html", revision_contents)
why_page = view("why.html", why_contents)


def _found(connection: sqlite3.Connection, request: Request) -> Row:
    slug = unquote(request.url_vars["slug"]).lower()
    chosen = request.args.get("id") or ""
    article_id = number_in(chosen)
    if chosen and article_id is None:  # never the present one in place of the one asked for
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
