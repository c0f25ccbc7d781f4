"""Which requests are costly: all but the pages that everybody opens."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl

from datasette.app import Datasette
from datasette.utils import tilde_decode

from archive.website.database import archive_name, database_of
from archive.website.safeguards.answers import Scope

#: Our own pages and questions; SQL and filters as readers type them; whole tables.
Kind = Literal["pages", "queries", "streams"]
_CHEAP = re.compile(r"/|/article/[^/]+|/about|/queries|/robots\.txt|/favicon\.ico")
_FILES = ("/assets/", "/-/static")


def kind_of(scope: Scope, datasette: Datasette) -> Kind | None:
    """Return by which workers a request is answered; None: by the server itself."""
    path = scope["path"].removeprefix(datasette.setting("base_url").rstrip("/"))
    query = scope.get("query_string", b"").decode("latin-1")
    asked = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    if path.startswith(_FILES) or (_CHEAP.fullmatch(path) and "q" not in asked):
        return None
    shown = database_of(path, datasette)
    if shown is None:
        return "pages"
    name = tilde_decode(path.removeprefix(f"{shown}/").partition(".")[0])
    questions = datasette.metadata("queries", database=archive_name(datasette)) or {}
    if name in questions and "sql" not in asked:
        return "pages"
    return "streams" if "_stream" in asked else "queries"
