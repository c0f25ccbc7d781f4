"""`/queries`: what can be asked without SQL, in words, each with a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.website.database import archive_name


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form; what it is called in SQL, in words, and an example."""

    name: str
    label: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the archive's queries, as people ask it."""

    name: str
    title: str
    description: str
    inputs: tuple[Input, ...]


async def queries_page(datasette: Datasette, request: Request) -> Response:
    """Show every question with its form, which leads to Datasette's page of the answer."""
    asked = await datasette.get_canned_queries(archive_name(datasette), request.actor)
    context = {"questions": questions_of(asked)}
    html = await datasette.render_template("questions.html", context, request=request)
    return Response.html(html)


def questions_of(queries: dict[str, dict[str, Any]]) -> list[Question]:
    """Word the queries of metadata.yml, in their order; one without words is asked by its name.

    >>> questions_of({"a": {"sql": "SELECT :day", "params": ["day"]}})[0].inputs
    (Input(name='day', label='day', example=''),)
    """
    return [
        Question(
            name=name,
            title=query.get("title") or name,
            description=query.get("description") or "",
            inputs=tuple(
                Input(name=parameter, **{"label": parameter, **inputs.get(parameter, {})})
                for parameter in query.get("params") or ()
            ),
        )
        for name, query in queries.items()
        for inputs in [query.get("inputs") or {}]
    ]
