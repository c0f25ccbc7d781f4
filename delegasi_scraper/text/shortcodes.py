"""WordPress's shortcodes that nobody rendered: the plugin is gone, its brackets stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: With an attribute, an underscore, or by name; 'sic' in brackets is an editor's.
_ALONE = re.compile(
    r"(?:irp|caption|gallery|embed(?:yt)?|playlist|adrotate|ads?|contact-form-7)(?=[\s/\]])|"
    r"[a-z][a-z\d]{0,20}_[a-z\d_]{1,30}(?=[\s/\]])|[a-z][\w-]{0,40}\s+[\w-]{1,40}\s?="
)
_CODE = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][\w-]{0,40})(?:\s[^\[\]]{0,500})?/?\]", re.IGNORECASE
)
_END = re.compile(r"\[/([a-z][\w-]{0,40})\]", re.IGNORECASE)
#: What is embedded goes with its code.
_EMBEDDED = re.compile(
    r"\[([a-z][\w-]{0,40})(?:\s[^\[\]]{0,200})?\]\s?https?://[^\s\[\]]{1,500}\s?\[/\1\]",
    re.IGNORECASE,
)


def ended_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that end somewhere in a body, '[/box]': what begins so is a shortcode."""
    return frozenset(name.lower() for text in texts if "[/" in text for name in _END.findall(text))


def take_shortcodes(text: str, ended: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    """Return a text without its shortcodes, and these; what stands between two of them stays.

    >>> take_shortcodes("[dropcap]K[/dropcap]UPANG [sic] [ads_1]")
    ('KUPANG [sic]  ', ['[dropcap]', '[/dropcap]', '[ads_1]'])
    """
    if "[" not in text:
        return text, []
    taken: list[str] = []
    ended |= ended_names([text])

    def without(code: re.Match[str]) -> str:
        paired = bool(code["end"]) or code["name"].lower() in ended
        if not paired and not _ALONE.match(text, code.start("name")):
            return code.group()
        taken.append(code.group())
        return "" if paired and not _is_between_sentences(code) else " "

    def embedded(code: re.Match[str]) -> str:
        taken.append(code.group())
        return " "

    text = _EMBEDDED.sub(embedded, text)
    return _CODE.sub(without, text), taken


def _is_between_sentences(code: re.Match[str]) -> bool:
    """Say whether two texts would be glued that are none: '[tab]Satu.[/tab][tab]Dua.[/tab]'."""
    before, after = code.string[: code.start()][-1:], code.string[code.end() :][:1]
    return before in (*".!?…",) and after.isalnum() if code["end"] else before in (*".!?…:]",)
