"""The way from pages to one article: clean, compare, split, times; pure functions, in order.

The pipelines of the same names run them in a crawl, :mod:`delegasi_scraper.extract` without one.
Each may be run again on its own output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from itertools import chain
from typing import Any

from delegasi_scraper.items import (
    Article,
    ArticleExtracted,
    ArticleText,
    BodyPart,
    CleanText,
    Furniture,
    Image,
    PagePrinted,
    PagesPrinted,
    Printed,
    Teaser,
)
from delegasi_scraper.statements import NO_CONTEXT, SiteContext
from delegasi_scraper.text.boilerplate import sort_text
from delegasi_scraper.text.captions import with_caption
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.credits import Credit, Role, find_credit_lines, parse_credits
from delegasi_scraper.text.dateline import find_dateline, lead_of
from delegasi_scraper.text.matching_keys import picture_key
from delegasi_scraper.text.places import find_place
from delegasi_scraper.text.repeated import find_repeated
from delegasi_scraper.text.shortcodes import ended_names
from delegasi_scraper.text.split import split_clean
from delegasi_scraper.text.stamps import Times, choose_times, page_times
from delegasi_scraper.text.witness import compare_texts, is_witness


def clean(item: PagesPrinted) -> PagesPrinted:
    """Fold white space, drop invisible characters, keep boilerplate and captions apart."""
    if item.cleaned is not None:
        return item
    pages = [_clean_page(page, item.context) for page in item.pages]
    first, *following = pages
    shown = {picture_key(image.url) for image in first.images}
    more = (
        image for page in following for image in page.images if picture_key(image.url) not in shown
    )
    cleaned = CleanText(
        pages=tuple(page.pages[0] for page in pages),
        images=(*first.images, *more),
        furniture=tuple(chain.from_iterable(page.furniture for page in pages)),
        credits=tuple(chain.from_iterable(page.credits for page in pages)),
    )
    return replace(item, cleaned=cleaned)


def _clean_page(page: PagePrinted, context: SiteContext) -> CleanText:
    paragraphs: list[str] = []
    furniture: list[Furniture] = []
    images = [page.featured] if page.featured else []
    for number, image in enumerate(images):
        images[number] = with_caption(image, image.caption) if image.caption else image
    in_body = len(images)
    ended = ended_names(part.text for part in page.body)
    for part in page.body:
        match part.kind:
            case "picture" if part.image is not None:
                images.append(part.image)
            case "caption" if images[in_body:] and not (part.rule or images[-1].caption):
                images[-1] = with_caption(images[-1], part.text)
            case "caption" | "cut":
                furniture.append(Furniture(text=part.text, rule=part.rule or part.kind))
            case "line":
                paragraphs += filter(None, [clean_text(part.text)])
            case "text":
                linked = [words for words, _ in part.links]
                for found in sort_text(part.text, linked, ended):
                    paragraphs += filter(None, [found.text])
                    furniture += found.boilerplate
                    if found.photo_credit and images[in_body:] and images[-1].credit is None:
                        images[-1] = replace(images[-1], credit=found.photo_credit)
    repeated = find_repeated(paragraphs, context.texts, context.volatile)
    furniture += (Furniture(text=paragraphs[n], rule="site-text") for n in repeated)
    paragraphs = [text for n, text in enumerate(paragraphs) if n not in repeated]
    links = dict(chain(*(part.links for part in page.body), page.credit_links))
    credits = [credit for line in page.credit_lines for credit in parse_credits(line, links)]
    furniture += (Furniture(text=credit.printed, rule="credit-line") for credit in credits)
    taken = find_credit_lines(paragraphs, links)
    furniture += (Furniture(text=paragraphs[n], rule="credit-line") for n in taken)
    return CleanText(
        pages=(tuple(text for n, text in enumerate(paragraphs) if n not in taken),),
        images=_once(images),
        furniture=tuple(furniture),
        credits=(*credits, *chain.from_iterable(taken.values())),
    )


def _once(images: list[Image]) -> tuple[Image, ...]:
    """Return each picture once, in any size: where it stands last, as it is described first."""
    found: dict[str, Image] = {}
    for image in images:
        known = found.pop(key := picture_key(image.url), image)
        found[key] = replace(
            known,
            caption=known.caption or image.caption,
            credit=known.credit or image.credit,
        )
    return tuple(found.values())


def paragraphs_of(body: tuple[BodyPart, ...]) -> tuple[str, ...]:
    """Return the paragraphs of a body that stands without its page, as REST gives it."""
    page = PagePrinted(url="", slug="", kind="front", extractor="", body=body)
    return _clean_page(page, NO_CONTEXT).pages[0]


def compare(item: PagesPrinted) -> PagesPrinted:
    """Set aside what is no prose and not in the post as REST states it; list what differs."""
    cleaned, stated, first = item.cleaned, item.stated, item.pages[0]
    if cleaned is None or item.differences is not None or not is_witness(stated, first.stamps):
        return item
    assert stated is not None
    titles = (first.title, first.subtitle, *(image.caption for image in cleaned.images))
    kept_elsewhere = (*(each.text for each in cleaned.furniture), *filter(None, titles))
    found = compare_texts(cleaned.pages, stated, kept_elsewhere, first.stamps)
    comparable = is_whole(item) or _cannot_tell(item)
    differences = found.differences if comparable else replace(found.differences, not_on_page=())
    if not found.inserts:
        return replace(item, differences=differences)
    furniture = (Furniture(text=text, rule="not-in-post") for text in found.inserts)
    cleaned = replace(cleaned, pages=found.pages, furniture=(*cleaned.furniture, *furniture))
    return replace(item, cleaned=cleaned, differences=differences, split=None)


def split(item: PagesPrinted) -> PagesPrinted:
    """Separate the body from its sign-off and from the stubs of other articles."""
    if item.split is not None:
        return item
    assert item.cleaned is not None
    parts, asides = zip(*map(split_clean, item.cleaned.pages), strict=True)
    paragraphs = tuple(chain.from_iterable(part.body for part in parts))
    signed = next((part for part in reversed(parts) if part.signoff), parts[-1])
    _, dateline = find_dateline(paragraphs) or (0, None)
    printed = dateline.place_printed if dateline else None
    place = find_place(printed, dateline.beside) if dateline and printed else None
    text = ArticleText(
        paragraphs=paragraphs,
        signoff=signed.signoff,
        initials=signed.initials,
        dateline=dateline.printed if dateline else None,
        place=place.name if place else None,
        regency=place.regency if place else None,
        lead=lead_of(paragraphs),
        stubs=tuple(chain.from_iterable(part.stubs for part in parts)),
        aside=tuple(Furniture(text=text, rule=rule) for aside in asides for text, rule in aside),
    )
    return replace(item, split=text)


def times(item: PagesPrinted) -> ArticleExtracted:
    """Take the best stated time, name its source, and put the article together."""
    assert item.cleaned is not None
    assert item.split is not None
    page, text, whole = item.pages[0], item.split, is_whole(item)
    damage = next((each.signs.damage for each in item.pages if each.signs.damage), None)
    source = _credited(item.cleaned.credits, "source")
    seen_at = item.fetched.at if item.fetched else None
    stated = choose_times(page.stamps, item.stated, seen_at=seen_at)
    article = Article(
        **_fields_of(page, Printed) | _fields_of(text, ArticleText, but=("stubs", "aside"))
        | _fields_of(stated, Times) | {
            "teasers": (*page.teasers, *_stubs(page.teasers, text.stubs)),
            "complete": (whole or _has_all(item)) and not _ends_early(item) and not damage,
            "page_urls": () if item.asked_further else page.page_urls,
        },
        author=_credited(item.cleaned.credits, "author").name or page.byline,
        editor=_credited(item.cleaned.credits, "editor").name,
        source_credit=source.name,
        source_url=source.url,
        section=page.categories[0].name if page.categories else None,
        images=item.cleaned.images,
        furniture=(*item.cleaned.furniture, *text.aside),
    )  # fmt: skip
    further = page.page_urls if whole else ()
    return ArticleExtracted(
        article=article,
        fetched=item.fetched,
        further_pages=further,
        signs=replace(page.signs, damage=damage),
        modified_at=page_times(page.stamps)[1],
        lastmod=item.lastmod,
        again=item.again,
        stated=item.stated,
        differences=item.differences,
    )


def _credited(credits: Iterable[Credit], role: Role) -> Credit:
    """Return the first credit for a role."""
    return next((each for each in credits if role in each.roles), Credit((), None, ""))


def _fields_of(value: object, kind: type[Any], *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields that an article has by the same name."""
    return {each.name: getattr(value, each.name) for each in fields(kind) if each.name not in but}


def is_whole(item: PagesPrinted) -> bool:
    """Say whether every page that page 1 names is there."""
    first, *following = item.pages
    if item.asked_further:
        return len(following) == len(first.page_urls)
    return first.complete and not first.page_urls


def _ends_early(item: PagesPrinted) -> bool:
    """Say whether REST has more of a text than its AMP page, or a page of unknown layout.

    AMP shows page 1 of a paged post, and by AMPforWP's own option nothing that says so.
    """
    lacks = item.differences is not None and bool(item.differences.not_on_page)
    return lacks and item.pages[0].kind != "front"


def _has_all(item: PagesPrinted) -> bool:
    """Say whether a page that cannot tell whether it is whole has all that REST has."""
    compared = item.differences is not None and not item.differences.not_on_page
    return compared and _cannot_tell(item)


def _cannot_tell(item: PagesPrinted) -> bool:
    """Say whether a page of unknown layout may be page 1 of several, and names no other."""
    page = item.pages[0]
    return page.kind == "generic" and not page.complete and not page.page_urls


def _stubs(printed: tuple[Teaser, ...], stubs: tuple[str, ...]) -> tuple[Teaser, ...]:
    """Return stubs that stood in the text as teasers, behind those of the page's own block."""
    before = sum(teaser.block == "stub" for teaser in printed)
    return tuple(
        Teaser(url=None, title=None, excerpt=text, block="stub", position=before + number)
        for number, text in enumerate(stubs, start=1)
    )


STEPS: tuple[Callable[[Any], Any], ...] = (clean, compare, split, times)
