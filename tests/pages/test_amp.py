"""AMP pages by AMPforWP: what marks them, and each field out of its own place."""

import json
from functools import cache

import pytest

from delegasi_scraper.items import BodyPart, Image, Stamp, Teaser, Term
from tests.pages.wrapped import SITE, URL, amp_page, printed

AMP = f"{URL}amp/"
#: Before each element, one that resembles it and is not meant.
SWIFT = f"""
<html ⚡><head><link rel='canonical' href='{URL}'></head><body class='amp-single'>
<ul><li><a href='/nol-kabar/'>Nol</a></li></ul><a href='/x/'>Bukan</a><p>Bukan</p>
<figure><img src='/b.jpg'></figure>
<h1 class='amp-post-title'>Judul</h1>
<div class='amp-cat'><a href='/category/polkam/amp/'>Polkam</a></div>
<div class='amp-tag'><a href='/tag/panen/amp/'>Panen</a></div>
<div class='r-pf'><span class='post-date'>3 hari ago</span></div>
<div class='amp-author'><span class='author-name'>Ria Lete</span><div class='post-date'>14 Desember 2021</div></div>
<div class='sf-img'><figure><i>Bukan</i><amp-img src='/a.jpg'></amp-img><p class='wp-caption-text'>Ket</p></figure></div>
<div class='artl-cnt'><p>Isi</p></div>
<div class='srp'><ul><li><a href='/lima-kabar/'><img src='/x.jpg'></a>
<div class='related_link'><a href='/enam-kabar/'><img src='/x.jpg'></a></div><a href='/enam-kabar/'>Enam</a></li>
<li><a>Tanpa</a><a href='/category/x/'>X</a></li></ul></div>
<div class='fsp'><h3 class='loop-title'><a href='/bukan-kabar/'>Bukan</a></h3></div>
<div class='r-pf'><p><a href='/bukan-kabar/'>Bukan</a></p>
<div class='fsp'><a href='/category/polkam/'>Polkam</a>
<div class='loop-category'><a href='/category/polkam/'>Polkam</a></div>
<h3 class='loop-title'><a href='/satu-kabar/amp/'>Satu</a></h3>
<p class='loop-excerpt'>Cuplikan…</p><div class='loop-date'>3 hari ago</div></div>
<div class='fsp'><h3 class='loop-title'><a href='/dua-kabar/amp/'><img src='/y.jpg'></a></h3></div></div>
</body></html>"""
DESIGN = (
    SWIFT.replace("artl-cnt", "the_content amp-wp-content")
    .replace("html ⚡", "html amp")
    .replace("amp-cat", "amp-wp-tax-category")
    .replace("amp-tag", "amp-wp-tax-tag")
    .replace("'author-name'", "'amp-wp-author'")
    .replace("'post-date'", "'amp-wp-posted-on'")
    .replace("<div class='sf-img'><figure>", "<div><figure class='amp-wp-article-featured-image'>")
    .replace("<p class='wp-caption-text'>Ket</p>", "<figcaption>Ket</figcaption>")
    .replace("'srp'", "'amp-related-posts'")
)


@cache
def decoys():
    """Return what the pages of both designs print."""
    return [printed(SWIFT, AMP), printed(DESIGN, AMP)]


def teaser(name, block, position, **more):
    """Return a pointer to an article; its name begins its slug."""
    slug = f"{name.lower()}-kabar"
    stated = {"url": f"{SITE}/{slug}", "title": name, "excerpt": None,
              "href": f"{SITE}/{slug}/amp/", **more}  # fmt: skip
    return Teaser(block=block, position=position, **stated)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("url", f"{SITE}/warga-soe-panen"),
        ("slug", "warga-soe-panen"),
        ("kind", "amp"),
        ("title", "Judul"),
        ("body", (BodyPart("text", "Isi"),)),
        ("featured", Image(url=f"{SITE}/a.jpg", caption="Ket")),
        ("byline", "Ria Lete"),
        ("categories", (Term(name="Polkam", slug="polkam"),)),
        ("tags", (Term(name="Panen", slug="panen"),)),
        ("stamps", (Stamp("published", "text", "14 Desember 2021"),)),
        ("complete", True),
        ("teasers", (
            teaser("Satu", "stub", 1, excerpt="Cuplikan…", category="Polkam", stamp="3 hari ago"),
            teaser("Dua", "stub", 2, title=None),
            teaser("Enam", "related", 1, title=None, href=f"{SITE}/enam-kabar/"),
        )),
    ],
)  # fmt: skip
def test_a_field_is_read_where_it_stands(field, expected):
    """Swift and the older designs, past elements that resemble the right one."""
    assert [getattr(read, field) for read in decoys()] == [expected, expected]


def test_the_extractor_names_the_design():
    """A new design can be told from an old one in the archive."""
    assert printed(SWIFT, AMP).extractor == "ampforwp-swift/2"
    assert printed(DESIGN, AMP).extractor == "ampforwp-design/2"


@pytest.mark.parametrize(
    "printed_terms",
    [
        "<span>Kategori: </span><span class='amp-cat amp-cat-3'> Ekonomi &amp; Bisnis</span>"
        "<span class='amp-cat'>Jum'at Bersih</span><span class='amp-tag'> Desa</span>",
        "<div class='amp-wp-meta amp-wp-tax-category'>Kategori: <span>Ekonomi &amp; Bisnis</span>"
        "<span>Jum'at Bersih</span></div><div class='amp-wp-tax-tag'><span>Tag:</span> <b>Desa</b></div>",
    ],
)
def test_names_without_links_are_terms(printed_terms):
    """AMPforWP has an option for it; the slug is what WordPress makes of the name."""
    read = printed(amp_page(printed_terms), AMP)
    assert [(term.name, term.slug) for term in read.categories] == [
        ("Ekonomi & Bisnis", "ekonomi-bisnis"), ("Jum'at Bersih", "jumat-bersih"),
    ]  # fmt: skip
    assert [(term.name, term.slug) for term in read.tags] == [("Desa", "desa")]


@pytest.mark.parametrize("block", ["srp", "relatedpost", "amp-related-posts"])
def test_a_related_posts_excerpt_is_its_teasers(block):
    """Beside or behind its link; one without is a teaser still."""
    html = amp_page(
        f"<div class='{block}'><ol>"
        "<li><div class='related_link'><a href='/satu-kabar/amp/'>Satu</a><p>Panen raya…</p></div></li>"
        "<li><div class='related_link'><a href='/dua-kabar/amp/'>Dua</a></div></li></ol></div>"
    )
    assert printed(html, AMP).teasers == (
        teaser("Satu", "related", 1, excerpt="Panen raya…"), teaser("Dua", "related", 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div class='artl-cnt'>A</div><div class='the_content'>B</div>", ["A"]),
        ("<div class='the_content'>A</div><div class='artl-cnt'>B</div>", ["B"]),
        ("<div class='amp-wp-article-content'>B</div><div class='the_content'>A</div>", ["A"]),
        ("<main><article>B<div class='amp-wp-article-content'>A</div></article></main>", ["A"]),
        ("<article>B</article><main><article>A</article></main>", ["A"]),
    ],
)
def test_the_narrowest_known_body_is_read(body, expected):
    """The article around a body holds its title, too."""
    html = f"<html amp><head></head><body class='single-post'>{body}</body></html>"
    assert [part.text for part in printed(html, AMP).body] == expected


@pytest.mark.parametrize(
    ("marked", "head", "kind"),
    [
        ("amp", "", "amp"),
        ("⚡", "", "amp"),
        ("lang=id", "<style amp-boilerplate>b {}</style>", "amp"),
        ("lang=id", "<script async src='https://cdn.ampproject.org/v0.js'></script>", "amp"),
        ("lang=id", "<style>b {}</style><script src='/x.js'></script>", "generic"),
    ],
)
def test_an_amp_page_is_known_by_its_marks(marked, head, kind):
    """By the html element, or by what every AMP page has to load."""
    words = " ".join(["Warga SoE memanen jagung di ladang mereka pada hari Selasa pagi."] * 5)
    html = amp_page("<h1>Judul</h1>", body=f"<p>{words}</p>", head=head, marked=marked)
    assert printed(html, AMP).kind == kind


@pytest.mark.parametrize(
    ("class_", "href", "complete"),
    [
        ("page-links", "/warga-soe-panen/2/", False),
        ("ampforwp_post_pagination", "/warga-soe-panen/12/?amp=1", False),
        ("page-links", "/warga-soe-panen/12", False),
        ("page-links", "/warga-soe-panen/amp", True),
        ("page-links", "/2021/warga-soe-panen/", True),
        ("", "/warga-soe-panen/2/", True),
    ],
)
def test_a_paged_post_is_not_complete(class_, href, complete):
    """AMP prints page 1 only, and links to the others."""
    html = amp_page(f"<div class='{class_}'><a href='{href}'>2</a></div>")
    assert printed(html, AMP).complete is complete


RIGHT, LATER = "2021-12-14T02:15:00+08:00", "2021-12-15T08:00:00+08:00"
AT_RIGHT = ("published", "amp-jsonld", RIGHT)
AT_LATER = ("modified", "amp-jsonld", LATER)
AS_PRINTED = ("published", "text", "14 Desember 2021")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"datePublished": RIGHT, "dateModified": LATER}, [AT_RIGHT, AT_LATER]),
        ({"datePublished": RIGHT}, [AT_RIGHT]),
        ({"dateModified": LATER}, [AT_LATER, AS_PRINTED]),
        ({"datePublished": "kemarin"}, [("published", "amp-jsonld", "kemarin"), AS_PRINTED]),
        ({"datePublished": "kemarin", "dateModified": LATER},
         [("published", "amp-jsonld", "kemarin"), AT_LATER, AS_PRINTED]),
        ({"datePublished": 2021}, [AS_PRINTED]),
        ({}, [AS_PRINTED]),
    ],
)  # fmt: skip
def test_the_printed_date_stands_in(stated, expected):
    """Only where JSON-LD states no publication time that can be understood."""
    ld = json.dumps({"@type": "NewsArticle", **stated})
    head = f"<script type='application/ld+json'>{ld}</script>"
    html = amp_page("<div class='post-date'>14 Desember 2021</div>", head=head)
    assert printed(html, AMP).stamps == tuple(Stamp(*stamp) for stamp in expected)
    assert printed(amp_page(""), AMP).stamps == ()


OWN = {"@context": "http://schema.org", "@type": "BlogPosting", "mainEntityOfPage": AMP}
OWN |= {"datePublished": RIGHT}


@pytest.mark.parametrize(
    ("attributes", "ld", "by_seo_plugin"),
    [
        ("", OWN, False),
        ("data-cfasync='false'", OWN, False),
        ("class='rank-math-schema'", OWN, True),
        ("id='plugin-schema'", OWN, True),
        ("", {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, OWN]}, True),
        ("", [OWN], True),
        ("", {**OWN, "@context": "https://schema.org/"}, True),
        ("", {**OWN, "mainEntityOfPage": {"@type": "WebPage", "@id": AMP}}, True),
    ],
)  # fmt: skip
def test_ampforwps_own_json_ld_is_told_from_an_seo_plugins(attributes, ld, by_seo_plugin):
    """Only what has all marks of AMPforWP's own is its clock."""
    head = f"<script type='application/ld+json' {attributes}>{json.dumps(ld)}</script>"
    stamps = printed(amp_page("", head=head), AMP).stamps
    assert stamps == (Stamp("published", "amp-jsonld", RIGHT, by_seo_plugin),)


def test_json_lds_author_comes_first():
    """On AMP pages the printed name may be the account's; JSON-LD names the writer."""
    head = """<script type='application/ld+json'>
    {"@type": "NewsArticle", "author": {"name": "Ria Lete"}}</script>"""
    html = amp_page("<span class='author-name'>admin</span>", head=head)
    assert printed(html, AMP).byline == "Ria Lete"
    assert printed(amp_page(""), AMP).byline is None


@pytest.mark.parametrize(
    "figure",
    ["<figure class='amp-featured-image'>{}</figure>",
     "<div class='sf-img'><figure>{}</figure></div>",
     "<figure class='amp-wp-article-featured-image'>{}</figure>"],
)  # fmt: skip
def test_each_design_has_its_featured_picture(figure):
    """The picture that stands above the body."""
    html = amp_page(figure.format("<amp-img src='/a.jpg'></amp-img>"))
    assert printed(html, AMP).featured == Image(url=f"{SITE}/a.jpg")


@pytest.mark.parametrize("class_", ["srp", "relatedpost", "amp-related-posts"])
def test_related_posts_are_teasers(class_):
    """Each design's list of related posts; an item's first link to an article counts."""
    items = (
        "<li><a href='mailto:a@example.org'>Surel</a><a href='/satu-kabar/amp/'>Satu</a>"
        "<a href='/dua-kabar/amp/'>Dua</a></li><li><a>Tanpa alamat</a></li><li>Tanpa</li>"
        "<li><a href='/tiga-kabar/amp/'>Tiga</a></li>"
    )
    html = amp_page(f"<div class='{class_}'><ul>{items}</ul></div>")
    assert printed(html, AMP).teasers == (
        teaser("Satu", "related", 1),
        teaser("Tiga", "related", 2),
    )
