"""Why a text of a page was taken for what it is, worded by how the page was read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

#: Parts of a parse that are lists.
_LISTS = ("paragraphs", "images", "furniture", "teasers")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The rules that differ between layouts, in words."""

    page: str  # what was read
    headline: str
    subtitle: str
    body: str


_KINDS = {
    "front": Reasons(
        "the theme's front page",
        "the headline element of the theme's article",
        "the theme's subtitle element",
        "paragraphs, subheads, quotes, list items and table rows of the theme's body element that"
        " no rule below takes",
    ),
    "amp": Reasons(
        "the AMP page",
        "the headline element of the AMP page",
        "the subtitle element",
        "paragraphs, subheads, quotes, list items and table rows of the AMP page's body element"
        " that no rule below takes",
    ),
    "generic": Reasons(
        "a page of unknown layout",
        "the page's first h1",
        "the subtitle element",
        "what trafilatura, a general extractor, took for the article's text: no rule for a known"
        " layout has looked at it, so captions or teasers may stand among it",
    ),
}
_UNKNOWN = Reasons(
    "a page of a kind that the record does not name",
    *["the record does not say by which rule"] * 3,
)


def reasons_for(record: dict[str, Any]) -> Reasons:
    """Return the words for a parse's kind of page."""
    return _KINDS.get(str(record.get("kind")), _UNKNOWN)


def record_of(state: dict[str, Any]) -> dict[str, Any]:
    """Return a revision's parse; a part that it lacks is empty, whoever wrote it.

    >>> record_of({"record": '{"images": null}'})["images"]
    []
    """
    record = json.loads(state["record"])
    record = record if isinstance(record, dict) else {}
    return {**record, **{name: record.get(name) or [] for name in _LISTS}}
