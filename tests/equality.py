"""Two archives are compared by natural keys: surrogate ids and runs may differ."""

#: Numbers of rows, and what SQLite makes of other columns of the same row.
SURROGATE = {"id", "duplicate_of", "search_rowid", "seen_again"}
QUERIES = {
    "revisions": "SELECT slug, number, seen_at, r.title, r.body, r.body_sha256, r.modified_at,"
    " record, change, origin, witness, r.extractor, c.url, c.fetched_at, c.warc_offset"
    " FROM revisions r JOIN articles a ON a.id = article_id LEFT JOIN captures c ON c.id = capture_id",
    "categories": "SELECT a.slug, t.slug, name FROM article_categories JOIN articles a"
    " ON a.id = article_id JOIN categories t ON t.id = category_id",
    "tags": "SELECT a.slug, t.slug, name FROM article_tags JOIN articles a"
    " ON a.id = article_id JOIN tags t ON t.id = tag_id",
    "images": "SELECT slug, position, i.url, alt, caption, credit FROM images i"
    " JOIN articles a ON a.id = article_id",
    "teasers": "SELECT t.url, t.title, excerpt, slug, resolved_by, t.title_key, excerpt_key"
    " FROM teasers t LEFT JOIN articles a ON a.id = article_id",
    "sightings": "SELECT t.url, t.title, excerpt, page_url, block, position, seen_at"
    " FROM sightings JOIN teasers t ON t.id = teaser_id",
    "aliases": "SELECT x.url, slug, kind, seen_at FROM aliases x JOIN articles a ON a.id = article_id",
    "captures": "SELECT c.url, c.fetched_at, c.status, c.digest, c.warc_file, c.warc_offset, c.etag,"
    " c.last_modified, c.warc_length, c.payload_digest, o.url, o.fetched_at, c.chain_sha256"
    " FROM captures c LEFT JOIN captures o ON o.id = c.refers_to",
    "failures": "SELECT f.url, reason, message, first_seen_at, last_seen_at, count, resolved_at,"
    " c.url, c.fetched_at FROM failures f JOIN captures c ON c.id = capture_id",
    # A list that was given is no answer of the site.
    "addresses": "SELECT * FROM addresses WHERE source <> 'list'",
    "listings": "SELECT * FROM listings",
    "absences": "SELECT slug, b.first_missed_at, b.last_missed_at, b.gone_at, b.state, returned_at"
    " FROM absences b JOIN articles a ON a.id = article_id",
    "stated": "SELECT slug, s.source, s.seen_at, s.title, paragraphs, s.published_at, s.modified_at,"
    " only_on_page, not_on_page, c.url, c.fetched_at FROM stated s JOIN articles a ON a.id = article_id"
    " LEFT JOIN captures c ON c.id = s.capture_id",
    "held_states": "SELECT h.url, slug, h.seen_at, h.last_seen_at, looks, reason, h.title, h.body,"
    " h.modified_at, h.record, resolved_at, resolution, c.url, c.fetched_at FROM held_states h"
    " LEFT JOIN articles a ON a.id = article_id LEFT JOIN captures c ON c.id = capture_id",
    "site_texts": "SELECT * FROM site_texts",
    "similar_articles": "SELECT a.slug, o.slug, similarity FROM similar_articles"
    " JOIN articles a ON a.id = article_id JOIN articles o ON o.id = other_id",
}  # fmt: skip


def contents(crawl):
    """Return every table but `runs` as sorted rows, without surrogate ids."""
    columns = [
        f"a.{name}"
        for (name,) in crawl.query("SELECT name FROM pragma_table_xinfo('articles')")
        if name not in SURROGATE
    ]
    articles = (
        f"SELECT {', '.join(columns)}, r.slug FROM articles a"
        " LEFT JOIN articles r ON r.id = a.duplicate_of"
    )
    return {
        name: sorted(crawl.query(query), key=lambda row: tuple(map(str, row)))
        for name, query in {"articles": articles, **QUERIES}.items()
    }


def differences(one, other):
    """Return what only one of two archives has, table by table."""
    a, b = contents(one), contents(other)
    return {
        name: {
            "only first": [row for row in a[name] if row not in b[name]][:3],
            "only second": [row for row in b[name] if row not in a[name]][:3],
        }
        for name in a
        if a[name] != b[name]
    }
