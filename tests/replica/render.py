"""The replica's pages, in the structure that docs/site.md describes."""

from __future__ import annotations

import json
from datetime import UTC
from html import escape

from tests.replica.articles import Post

PER_PAGE = 10
PER_SITEMAP = 2000


BANNER = '<div class="gmr-banner-insidecontent"><p>Pasang iklan di sini</p></div>'


def slugify(name: str) -> str:
    """Return a term's slug."""
    return name.lower().replace(" ", "-")


def raw_text(post: Post) -> str:
    """Return a post's text as typed: stubs are cut from it, with plain hyphens."""
    text = " ".join(text for page in post.pages for text in page)
    return (post.dateline + text).replace("–", "-").replace("“", '"').replace("”", '"')


def excerpt(post: Post) -> str:
    """Cut as WordPress does: 15 words and an ellipsis."""
    words = raw_text(post).split()
    return " ".join(words[:15]) + ("…" if len(words) > 15 else "")


def body_html(post: Post, page: int, site: str, other: Post) -> str:
    """Return the paragraphs of one page, with what stands between them."""
    texts = list(post.pages[page - 1]) if post.pages else []
    if texts and page == 1:
        texts[0] = post.dateline + texts[0]
    blocks = [f"<p>{escape(text, quote=False)}</p>" for text in texts]
    if page == len(post.pages):
        extra = [html.replace("{site}", site).replace("{0}", other.slug).replace("{1}", escape(other.title)) for html in post.extra_html]  # fmt: skip
        if post.signoff and post.signoff.startswith("//delegasi(") and blocks:
            blocks[-1] = blocks[-1].removesuffix("</p>") + f"{post.signoff}</p>"
            blocks[1:1] = extra
        else:
            blocks[1:1] = extra
            if post.signoff:
                blocks.append(f"<p>{post.signoff}</p>")
    if len(blocks) > 2:
        blocks.insert(2, BANNER)
        blocks.insert(1, "<p>&nbsp;</p>")
    return "\n".join(blocks)


def content(post: Post, site: str, posts: list[Post]) -> str:
    """Return a post's text as REST gives it: all its pages, without what the theme puts in."""
    other = next(p for p in posts if p is not post and p.title)
    pages = [body_html(post, page + 1, site, other) for page in range(len(post.pages))]
    return "\n<!--nextpage-->\n".join(pages).replace(BANNER, "")


def picture_html(post: Post, site: str, tag: str = "img") -> str:
    """Return the picture element."""
    return f'<{tag} src="{site}/wp-content/uploads/{post.picture}" alt="{escape(post.title)}"></{tag}>' if tag != "img" else f'<img src="{site}/wp-content/uploads/{post.picture}" alt="{escape(post.title)}">'  # fmt: skip


def credits(post: Post) -> str:
    """Return the credits as the theme prints them: spans with nothing between."""
    editor = f"<span>Editor: {post.editor}</span>" if post.editor else ""
    source = f'<span><a href="{post.source}" rel="nofollow">Sumber Berita</a></span>' if post.source else ""  # fmt: skip
    return f'<div class="gmr-cf-metacontent heading-text meta-content"><span>Penulis: {post.author}</span>{editor}{source}</div>'


def front(post: Post, page: int, site: str, posts: list[Post]) -> str:
    """Render an article front page of either generation."""
    other = next(p for p in posts if p is not post and p.title)
    terms = f'<span class="cat-links-content"><a href="{site}/category/{slugify(post.category)}/" rel="category tag">{post.category}</a></span>'
    byline = f'<span class="byline"><span class="author vcard"><a class="url fn n" href="{site}/author/{slugify(post.author)}/">{post.author}</a></span></span>'
    updated = f'<time class="updated" datetime="{post.modified.isoformat()}">ubah</time>' if post.modified else ""  # fmt: skip
    stamp = f'<span class="posted-on"><time class="entry-date published" datetime="{post.published.isoformat()}">{post.published:%d/%m/%Y}</time>{updated}</span>'
    title = f'<h1 class="entry-title"><strong>{escape(post.title, quote=False)}</strong></h1>'
    share = '<ul class="gmr-socialicon-share"><li>Bagikan</li></ul>'
    caption = f'<figcaption class="wp-caption-text">{escape(post.caption)}</figcaption>' if post.caption else ""  # fmt: skip
    figure = f'<figure class="post-thumbnail gmr-thumbnail-single">{picture_html(post, site)}{caption}</figure>'
    tags = " ".join(f'<a href="{site}/tag/{slugify(t)}/" rel="tag">{t}</a>' for t in post.tags)
    links = ""
    if len(post.pages) > 1:
        numbers = "".join(f'<a href="{site}/{post.slug}/{n}/" class="post-page-numbers">{n}</a>' for n in range(1, len(post.pages) + 1) if n != page)  # fmt: skip
        links = f'<div class="page-links">Laman: {numbers}</div>'
    form = f'<form action="{site}/wp-login.php?action=postpass" class="post-password-form"><p>Konten ini dilindungi sandi.</p><input name="post_password"></form>'
    text = form if post.password else body_html(post, page, site, other)
    header = (
        f'<header class="entry-header-single"><div class="gmr-meta-topic">{terms}</div>{title}<img alt="Avatar photo" src="{site}/a.png">{byline}{stamp}</header>{figure}'
        if post.new_generation
        else f'<header class="entry-header-single"><div class="gmr-meta-topic">{terms}{byline}</div>{title}{stamp}</header>{share}{figure}'
    )
    widgets = "".join(
        f'<li><h3><a class="post-title" href="{site}/{p.slug}/">{escape(p.title, quote=False)}</a></h3><time class="published" datetime="{p.published.isoformat()}">x</time></li>'
        for p in posts[-6:]
        if p.title
    )
    related = "".join(f'<li><a href="{site}/{p.slug}/">{escape(p.title, quote=False)}</a></li>' for p in posts[:4] if p is not post)  # fmt: skip
    amp = f'<link rel="amphtml" href="{site}/{post.slug}/amp/">' if post.amp else ""
    article = f"""<article id="post-{post.id}" class="post type-post single-thumb content-single category-{slugify(post.category)}">
{header}<div class="entry-content entry-content-single">{text}{links}<footer class="entry-footer entry-footer-single"><span class="tags-links">{tags}</span>{credits(post)}</footer></div>
{share if post.new_generation else ""}<div class="gmr-related-post"><h3>Berita Terkait</h3><ul>{related}</ul></div></article>"""
    head = f'<link rel="canonical" href="{site}/{post.slug}/"><link rel="shortlink" href="{site}/?p={post.id}">{amp}'
    return _page(post.title, head, f"post-template-default single single-post postid-{post.id}",
                 f'<main>{article}<section class="comments-area"><p>Komentar: mantap!</p></section></main><aside class="widget"><ul>{widgets}</ul></aside>')  # fmt: skip


def amp(post: Post, site: str, posts: list[Post], *, mended: bool = False) -> str:
    """Render the Swift AMP page: page 1, six stubs, and the plugin's wrong clock."""
    wrong = post.published.astimezone(UTC).replace(tzinfo=None).isoformat() + "+08:00"
    clock = post.published.isoformat() if mended else wrong
    ld = {"@context": "http://schema.org", "@type": "BlogPosting", "headline": post.title[:110],
          "author": {"@type": "Person", "name": post.author}, "datePublished": clock}  # fmt: skip
    other = next(p for p in posts if p is not post and p.title)
    stubs = "".join(
        f'<div class="fsp"><div class="fsp-cnt"><ul class="loop-category"><li><a href="{site}/category/{slugify(p.category)}/amp">{p.category}</a></li></ul><h2 class="loop-title"><a href="{site}/{p.slug}/amp">{escape(p.title, quote=False)}</a></h2><p class="loop-excerpt">{escape(excerpt(p), quote=False)}</p><span class="loop-date">3 hari ago</span></div></div>'
        for p in [p for p in reversed(posts) if p is not post and not p.password][:6]
    )
    tags = "".join(f'<span class="amp-tag"><a href="{site}/tag/{slugify(t)}/amp">{t}</a></span>' for t in post.tags)  # fmt: skip
    caption = f'<p class="wp-caption-text">{escape(post.caption)}</p>' if post.caption else ""
    return f"""<!doctype html><html amp lang="id"><head><meta charset="utf-8"><title>{escape(post.title)}</title>
<link rel="canonical" href="{site}/{post.slug}/"><script async src="/v0.js"></script><style amp-boilerplate></style>
<script type="application/ld+json">{json.dumps(ld)}</script></head><body class="body single-post amp-single"><div class="sp sgl">
<span class="amp-category"><span>Categories:</span><span class="amp-cat"><a href="{site}/category/{slugify(post.category)}/amp">{post.category}</a></span></span>
<h1 class="amp-post-title">{escape(post.title, quote=False)}</h1><div class="sf-img"><figure class="amp-featured-image">{picture_html(post, site, "amp-img")}{caption}</figure></div>
<div class="sp-rt"><div class="cntn-wrp artl-cnt">{body_html(post, 1, site, other)}</div></div>
<div class="sp-lt"><div class="sp-athr"><span class="author-details">{post.author}</span></div><div class="tags">{tags}</div></div></div>
<div class="r-pf"><h3>Recent Posts</h3><div class="loop-wrapper">{stubs}</div></div></body></html>"""


def listing(shown: list[Post], page: int, path: str, heading: str, site: str, names: set[str]) -> str:  # fmt: skip
    """Render a listing: on page 1 the newest three stand outside the list."""
    here = shown[(page - 1) * PER_PAGE : page * PER_PAGE]
    module, rest = (here[:3], here[3:]) if page == 1 else ([], here)
    headline = "".join(f'<div class="gmr-headline"><h2><a href="{site}/{p.slug}/">{escape(p.title, quote=False)}</a></h2></div>' for p in module)  # fmt: skip
    items = "".join(f'<article class="item"><h2 class="entry-title"><a href="{site}/{p.slug}/" rel="bookmark">{escape(p.title, quote=False)}</a></h2><time datetime="{p.published.isoformat()}">x</time></article>' for p in rest)  # fmt: skip
    more = f'<nav><a class="next page-numbers" href="{site}{path}page/{page + 1}/">Berikutnya »</a></nav>' if page * PER_PAGE < len(shown) else ""  # fmt: skip
    menu = "".join(f'<a href="{site}/category/{slugify(n)}/">{n}</a>' for n in sorted(names))
    kind = "home blog" if path == "/" else "archive category"
    return _page(heading, "", kind, f'<nav class="menu">{menu}</nav><h1>{heading}</h1>{headline}<div id="infinite-container">{items}</div>{more}')  # fmt: skip


def plain(heading: str, kind: str, text: str) -> str:
    """Render a static page, an attachment page or a not-found page."""
    return _page(heading, "", kind, f"<main><h1>{heading}</h1><p>{text}</p></main>")


def sitemap_part(posts: list[Post], number: int) -> list[Post]:
    """Return the posts of one sitemap file, two thousand each as WordPress does."""
    return posts[(number - 1) * PER_SITEMAP : number * PER_SITEMAP]


def sitemap_index(posts: list[Post], site: str) -> str:
    """Render an SEO plugin's index of sitemaps, with lastmod."""
    rows = ""
    for number in range(1, -(-len(posts) // PER_SITEMAP) + 1):
        newest = max(p.modified or p.published for p in sitemap_part(posts, number))
        name = f"post-sitemap{number if number > 1 else ''}"
        rows += f"<sitemap><loc>{site}/{name}.xml</loc><lastmod>{newest.isoformat()}</lastmod></sitemap>"
    for name in ("page", "category"):
        rows += f"<sitemap><loc>{site}/{name}-sitemap.xml</loc></sitemap>"
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    )


def urlset(posts: list[Post], site: str) -> str:
    """Render an SEO plugin's sitemap, with lastmod."""
    rows = "".join(f"<url><loc>{site}/{p.slug}/</loc><lastmod>{(p.modified or p.published).isoformat()}</lastmod></url>" for p in posts)  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def _page(title: str, head: str, classes: str, body: str) -> str:
    return f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)} - Delegasi</title>{head}</head><body class="{classes}">{body}</body></html>'
