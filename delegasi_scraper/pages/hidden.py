"""What a body holds and no reader sees: by attribute, by style, off the screen, clipped away."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

#: A screen reader passes these over; an icon within a line is for the eye.
_BLOCKS = frozenset(["p", "div", "section", "article", "ul", "ol", "li", "table", "blockquote"])
_NOTHING = re.compile(r"[01](?:\.0*)?(?:px|pt)?|0(?:\.0*)?(?:em|rem|%)?")
_FAR = re.compile(r"-(?:\d{4,}|[5-9]\d\d)(?:\.\d*)?[a-z%]*|-\d{3}(?:em|rem|vw|vh)")
_MOVED = re.compile(r"translate(?:x|y|3d)?\([^)]{0,40}-\d{4,}px")
_NO_CLIP = re.compile(r"rect\((?:[01](?:px)?,?){4}\)")
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,1000})\}")
_NAME = re.compile(r"[.#][\w-]+")
#: So many elements within are asked whether they set back what their parent set.
_ASKED = 200


def hidden_names(root: etree._Element) -> frozenset[str]:
    """Return the classes ('.x') and ids ('#x') that style elements within a body hide.

    Sheets with conditions (``@media print``) are passed over, and so are selectors of several.
    """
    found: list[str] = []
    for sheet in root.iter("style"):
        css = sheet.text or ""
        if "@" not in css:
            for selectors, rules in _RULE.findall(css):
                if _by_style(rules):
                    found += (each.strip() for each in selectors.split(","))
    return frozenset(name for name in found if _NAME.fullmatch(name))


def hidden_rule(node: etree._Element, names: frozenset[str]) -> str | None:
    """Return why nobody sees an element, as 'hidden:display'; None where it is seen.

    ``names`` are those of :func:`hidden_names`. Opacity hides nothing: themes and animations
    begin with it.
    """
    why = None
    if node.get("hidden", "until-found").strip().lower() != "until-found":
        why = "attribute"
    elif node.tag in _BLOCKS and node.get("aria-hidden", "").strip().lower() == "true":
        why = "aria"
    elif (style := node.get("style")) is not None:
        why = _by_style(style)
        if why in ("visibility", "font-size") and _shown_again(node, why):
            return None
    if why is None and names:
        own = {f".{name}" for name in (node.get("class") or "").split()}
        why = "sheet" if names & (own | {f"#{node.get('id')}"}) else None
    return f"hidden:{why}" if why else None


def _declarations(style: str) -> dict[str, str]:
    """Return the properties of a style, lower-case, without blanks; of two the last."""
    pairs = (each.partition(":") for each in re.sub(r"\s+", "", style.lower()).split(";"))
    return {name: value.removesuffix("!important") for name, _, value in pairs}


def _by_style(style: str) -> str | None:
    """Return the property that hides."""
    stated = _declarations(style)

    def nothing(*names: str) -> bool:
        return any(_NOTHING.fullmatch(stated.get(name, "")) for name in names)

    def far(*names: str) -> bool:
        return any(_FAR.fullmatch(stated.get(name, "")) for name in names)

    if stated.get("display") == "none":
        return "display"
    if stated.get("visibility") in ("hidden", "collapse"):
        return "visibility"
    if re.fullmatch(r"0(?:\.0*)?[a-z%]*|[01](?:\.\d{1,4})?p[xt]", stated.get("font-size", "")):
        return "font-size"
    lifted = stated.get("position") in ("absolute", "fixed")
    if lifted and far("left", "right", "top", "bottom"):
        return "off-screen"
    if far("text-indent", "margin-left", "margin-top") or _MOVED.search(
        stated.get("transform", "")
    ):
        return "off-screen"
    cut = "hidden" in (stated.get("overflow"), stated.get("overflow-x"), stated.get("overflow-y"))
    if cut and nothing("width", "height", "max-height", "max-width"):
        return "clipped"
    if lifted and _NO_CLIP.fullmatch(stated.get("clip", "")):
        return "clipped"
    if re.match(r"inset\((?:50|100)%", stated.get("clip-path", "")):
        return "clipped"
    return None


def _shown_again(node: etree._Element, why: str) -> bool:
    """Say whether something within sets back what its parent set: galleries do."""
    return any(
        _declarations(style).keys() & {why} and _by_style(style) != why
        for below in islice(node.iterdescendants(), _ASKED)
        if (style := below.get("style")) is not None
    )
