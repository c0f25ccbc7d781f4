"""Check the oddities' ground truth against the pages that WordPress prints.

Run as ``python -m tests.wordpress.seed.oddities.check``. It reads no rule of the scraper: every
text of the truth has to be on the front page, in order, and nothing may be left over there.
"""

from __future__ import annotations

import copy
import json
import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

import lxml.html

from tests.wordpress.server import WordPress

#: What the template prints inside the body's element for every post.
TEMPLATE = (
    "IKLAN sebelum isi",
    "IKLAN sesudah isi",
    "IKLAN",
    "Pasang iklan di sini, hubungi redaksi",
)
AMP_TEMPLATE = ("Iklan di tengah isi", "IKLAN", "Pasang iklan di sini, hubungi redaksi")


def folded(text: str) -> str:
    """Return a text without any blank, for the markup sets them freely."""
    return re.sub(r"[\s\u00a0\u200b]+", "", text)


def body_text(page: lxml.html.HtmlElement, selector: str) -> str:
    """Return the body's text without blanks, its styles, tags and credits taken away."""
    (body,) = copy.deepcopy(page).cssselect(selector)
    for gone in body.cssselect("style, script, footer.entry-footer-single"):
        gone.drop_tree()
    return folded(body.text_content())


def text_faults(post: dict[str, Any], text: str, template: tuple[str, ...]) -> list[str]:
    """Name the texts of the truth that are not in a body, and those of the body in no list."""
    found = []
    for hidden in sorted(post["hidden"], key=len, reverse=True):
        if folded(hidden) not in text:
            found.append(f"not on the page: {hidden!r}")
        text = text.replace(folded(hidden), "", 1)
    at = 0
    for paragraph in post["pages"][0]:
        place = text.find(folded(paragraph), at)
        if place < 0:
            found.append(f"not on the page in order: {paragraph!r}")
        at = max(at, place)
    pieces = [*post["pages"][0], *post["inserted"], *post["either"], post["signoff"] or ""]
    rest = text
    # The longest first: a short text may be part of a longer one.
    for piece in sorted({*pieces, *template}, key=lambda piece: -len(folded(piece))):
        if piece and piece not in template and folded(piece) not in text:
            found.append(f"not on the page: {piece!r}")
        rest = rest.replace(folded(piece), "\n") if piece else rest
    if left := re.sub(r"[\n,|]+", " ", rest).strip():
        found.append(f"left over: {left!r}")
    return found


def faults(post: dict[str, Any], html: str) -> list[str]:
    """Name what the front page and the truth do not agree on."""
    page = lxml.html.fromstring(html)
    printed = folded(page.text_content())
    found = text_faults(post, body_text(page, ".entry-content-single"), TEMPLATE)
    if post["dateline"] and not post["pages"][0][0].startswith(post["dateline"]):
        found.append(f"the body does not begin with {post['dateline']!r}")
    for name in ("author", "editor", "source_words"):
        if post[name] and folded(post[name]) not in printed:
            found.append(f"{name} {post[name]!r} is printed nowhere")
    if post["source_address"] and post["source_address"] not in html:
        found.append(f"{post['source_address']!r} is printed nowhere")
    for what, selector, wanted in (
        ("subtitle", "p.subtitle", [post["subtitle"]]),
        ("title", "h1.entry-title", [post["title"]]),
        ("tags", ".tags-links a", post["tags"]),
        ("categories", ".cat-links-content a", post["categories"]),
    ):
        seen = [" ".join(node.text_content().split()) for node in page.cssselect(selector)]
        if sorted(seen) != sorted(text for text in wanted if text):
            found.append(f"{what}: {seen}")
    times = [node.get("datetime") for node in page.cssselect(".posted-on time")]
    if times != [stamp for stamp in (post["published_at"], post["modified_at"]) if stamp]:
        found.append(f"times: {times}")
    return found


def amp_faults(post: dict[str, Any], html: str) -> list[str]:
    """Name what the AMP page's body and the truth do not agree on."""
    page = lxml.html.fromstring(html)
    return text_faults(post, body_text(page, ".artl-cnt, .the_content"), AMP_TEMPLATE)


def read(url: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def all_faults(site: WordPress, post: dict[str, Any]) -> list[str]:
    """Name what the pages of one post and its truth do not agree on."""
    front = f"{site.url}/{post['slug']}/"
    found = faults(post, read(front))
    if post["amp"]:
        found += [f"AMP: {fault}" for fault in amp_faults(post, read(f"{front}amp/"))]
    return found


def main() -> int:
    """Start a WordPress, load the oddities, and name every fault; an argument saves the truth."""
    with WordPress() as site:
        site.run_php("seed/oddities/oddities.php")
        truth = json.loads((site.home / "oddities.json").read_text())
        found = {post["slug"]: all_faults(site, post) for post in truth["posts"]}
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(truth, ensure_ascii=False, indent=1))
    lines = [f"{slug}: {fault}" for slug, about in found.items() for fault in about]
    lines += [f"{count:4d} {form}" for form, count in truth["counts"].items()]
    bad = sum(map(bool, found.values()))
    lines.append(f"{len(found)} posts, {bad} with faults")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
