"""The only place with CREATE and ALTER: ordered migrations, never edited once released."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.search.stems import stems_of

migrations = Migrations("archive")

_TABLES = (
    """CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT NOT NULL -- the site that this archive is of
) STRICT""",
    """CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  spider TEXT NOT NULL,
  started_at TEXT NOT NULL, -- UTC
  finished_at TEXT, -- UTC; NULL = running
  outcome TEXT, -- fine, untrusted, unreachable, …; killed = closed by the next run
  exit_code INTEGER,
  walk_complete INTEGER NOT NULL DEFAULT 0, -- 1 = this run has seen all of the site
  stats TEXT -- JSON: Scrapy's counts
) STRICT""",
    """CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL, -- as asked for
  fetched_at TEXT NOT NULL, -- UTC
  status INTEGER NOT NULL, -- HTTP
  digest TEXT, -- 'sha256:' and hex of the decoded body; NULL = could not be decoded
  warc_file TEXT NOT NULL, -- name within the captures' folder
  warc_offset INTEGER NOT NULL, -- bytes
  etag TEXT,
  last_modified TEXT, -- as the header prints it
  chain_sha256 TEXT -- hex, over this row and the one before
) STRICT""",
    "CREATE INDEX captures_url ON captures (url, fetched_at)",
    """CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL, -- canonical: site + '/' + slug
  slug TEXT NOT NULL, -- decoded, lower-case
  wp_id INTEGER, -- WordPress's id on wp_host
  wp_host TEXT, -- host whose canonical link stated the id
  title TEXT,
  subtitle TEXT,
  body TEXT NOT NULL, -- paragraphs joined by one blank line; with dateline, without sign-off
  lead TEXT, -- first paragraph without its dateline
  dateline TEXT, -- as printed
  place TEXT, -- the dateline's town in one spelling
  regency TEXT, -- of the place, from the gazetteer
  author TEXT, -- 'Penulis' where printed, else the byline
  editor TEXT,
  source_credit TEXT, -- 'Sumber Berita'
  signoff TEXT, -- closing mark as printed
  initials TEXT, -- what stands in the sign-off; '*/' marks an edited press release
  section TEXT, -- first category printed
  published_at TEXT, -- newsroom's clock, or a bare day
  published_utc TEXT GENERATED ALWAYS AS (
    CASE WHEN length(published_at) = 10 THEN published_at
    ELSE strftime('%Y-%m-%dT%H:%M:%S+00:00', published_at) END) STORED, -- to sort by
  published_source TEXT, -- where published_at was read
  modified_at TEXT, -- NULL unless later than published_at
  word_count INTEGER NOT NULL, -- blank-separated words of body
  body_sha256 TEXT NOT NULL, -- hex
  complete INTEGER NOT NULL, -- 0 = part of the text could not be had
  duplicate_of INTEGER REFERENCES articles (id), -- the earliest article with this body
  first_seen_at TEXT NOT NULL, -- UTC
  last_seen_at TEXT NOT NULL, -- UTC: its own page answered
  first_missed_at TEXT,
  gone_at TEXT,
  gone_state TEXT,
  extractor TEXT NOT NULL, -- name and version
  reading_rank INTEGER NOT NULL, -- 3 front page, 2 AMP page, 1 generic extractor
  superseded_at TEXT -- UTC: another post took this slug
) STRICT""",
    "CREATE UNIQUE INDEX articles_url ON articles (url) WHERE superseded_at IS NULL",
    "CREATE UNIQUE INDEX articles_slug ON articles (slug) WHERE superseded_at IS NULL",
    "CREATE UNIQUE INDEX articles_wp ON articles (wp_host, wp_id)"
    " WHERE wp_id IS NOT NULL AND superseded_at IS NULL",
    "CREATE INDEX articles_published ON articles (published_utc)",
    "CREATE INDEX articles_place ON articles (place)",
    "CREATE INDEX articles_regency ON articles (regency)",
    "CREATE INDEX articles_author ON articles (author)",
    "CREATE INDEX articles_section ON articles (section)",
    "CREATE INDEX articles_initials ON articles (initials)",
    "CREATE INDEX articles_body ON articles (body_sha256)",
    """CREATE TABLE revisions (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  number INTEGER NOT NULL, -- from 1, in the order seen
  seen_at TEXT NOT NULL, -- UTC
  title TEXT,
  body TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  modified_at TEXT,
  record TEXT NOT NULL, -- JSON of the whole parse
  change TEXT, -- NULL = not classed
  origin TEXT NOT NULL CHECK (origin IN ('site', 'extractor')), -- who made the change
  extractor TEXT NOT NULL,
  capture_id INTEGER REFERENCES captures (id),
  PRIMARY KEY (article_id, number)
) STRICT""",
    *(
        statement
        for one, many in (("category", "categories"), ("tag", "tags"))
        for statement in (
            f"""CREATE TABLE {many} (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, -- as printed last
  slug TEXT NOT NULL UNIQUE
) STRICT""",
            f"""CREATE TABLE article_{many} (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  {one}_id INTEGER NOT NULL REFERENCES {many} (id),
  PRIMARY KEY (article_id, {one}_id)
) STRICT""",
        )
    ),
    """CREATE TABLE images (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  position INTEGER NOT NULL, -- from 1; the featured image first
  url TEXT NOT NULL,
  alt TEXT,
  caption TEXT,
  credit TEXT,
  PRIMARY KEY (article_id, position)
) STRICT""",
    """CREATE TABLE teasers (
  id INTEGER PRIMARY KEY,
  url TEXT, -- canonical address it points to
  title TEXT,
  excerpt TEXT, -- ends in '…' where it was cut
  article_id INTEGER REFERENCES articles (id), -- NULL = not resolved
  resolved_by TEXT -- link
) STRICT""",
    "CREATE UNIQUE INDEX teasers_wording ON teasers"
    " (ifnull(url, ''), ifnull(title, char(0)), ifnull(excerpt, char(0)))",
    "CREATE INDEX teasers_article ON teasers (article_id)",
    """CREATE TABLE sightings (
  teaser_id INTEGER NOT NULL REFERENCES teasers (id),
  page_url TEXT NOT NULL, -- the page that showed it
  block TEXT NOT NULL CHECK (block IN
    ('stub', 'related', 'recent', 'headline', 'listing', 'feed')),
  position INTEGER NOT NULL, -- from 1, within its block
  seen_at TEXT NOT NULL, -- UTC
  PRIMARY KEY (page_url, seen_at, block, position, teaser_id)
) STRICT""",
    "CREATE INDEX sightings_teaser ON sightings (teaser_id)",
    """CREATE TABLE aliases (
  url TEXT PRIMARY KEY, -- an address that led to an article
  article_id INTEGER NOT NULL REFERENCES articles (id),
  kind TEXT NOT NULL, -- canonical, front, amp, generic, redirect
  seen_at TEXT NOT NULL -- UTC, last
) STRICT""",
    "CREATE INDEX aliases_article ON aliases (article_id)",
    """CREATE TABLE failures (
  url TEXT PRIMARY KEY,
  reason TEXT NOT NULL, -- refused/… = no article; counts for no exit code
  message TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  count INTEGER NOT NULL,
  resolved_at TEXT, -- UTC: the address gave an article after all
  capture_id INTEGER REFERENCES captures (id)
) STRICT""",
)

#: The triggers name title and body: a changed last_seen_at must not reindex an article.
_SEARCH = (
    'CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, content="articles")',
    """CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END""",
    """CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body)
  VALUES ('delete', old.id, old.title, old.body);
END""",
    """CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, body ON articles
WHEN old.title IS NOT new.title OR old.body IS NOT new.body BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body)
  VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO articles_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END""",
)

_VIEWS = (
    """CREATE VIEW articles_list AS
SELECT id, title, published_at, published_utc, place, regency, section, author, initials,
  word_count, complete, duplicate_of, gone_at, extractor, url
FROM articles WHERE superseded_at IS NULL""",
    """CREATE VIEW headline_variants AS
SELECT a.id AS article_id, a.slug, a.title, t.title AS variant,
  min(s.seen_at) AS first_seen_at, max(s.seen_at) AS last_seen_at, count(*) AS sightings
FROM teasers t JOIN articles a ON a.id = t.article_id JOIN sightings s ON s.teaser_id = t.id
WHERE t.title IS NOT NULL AND t.title IS NOT a.title
GROUP BY a.id, t.title""",
)


@migrations()
def m001_tables(db: Database) -> None:
    """Create everything of the first release."""
    for statement in (*_TABLES, *_SEARCH, *_VIEWS):
        db.execute(statement)


_ADDED_TABLES = (
    """CREATE TABLE addresses (
  url TEXT NOT NULL, -- an address of an article, as found
  slug TEXT NOT NULL, -- the article that it names by its form
  source TEXT NOT NULL, -- rest, sitemap, feed, home, category, tag, author, date, link, stub, list
  first_seen_at TEXT NOT NULL, -- UTC
  last_seen_at TEXT NOT NULL, -- UTC
  PRIMARY KEY (url, source)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX addresses_slug ON addresses (slug)",
    """CREATE TABLE listings (
  url TEXT PRIMARY KEY, -- page 1 of a listing that some page links to
  kind TEXT NOT NULL, -- home, category, tag, author, date
  first_seen_at TEXT NOT NULL, -- UTC
  last_seen_at TEXT NOT NULL -- UTC
) STRICT""",
    """CREATE TABLE absences (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  first_missed_at TEXT NOT NULL, -- UTC
  last_missed_at TEXT NOT NULL, -- UTC
  gone_at TEXT, -- UTC; NULL = missed, and not yet gone
  state TEXT NOT NULL, -- 404, 410, soft_404, moved, password: as seen last
  returned_at TEXT, -- UTC: its page answered again
  PRIMARY KEY (article_id, first_missed_at)
) STRICT""",
    """CREATE TABLE similar_articles (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  other_id INTEGER NOT NULL REFERENCES articles (id), -- each pair stands twice, both ways
  similarity REAL NOT NULL, -- share of common three-word shingles, 0 to 1
  PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX similar_articles_other ON similar_articles (other_id)",
    """CREATE TABLE shingle_bands (
  band INTEGER NOT NULL,
  value INTEGER NOT NULL, -- hash of five rows of the MinHash signature
  article_id INTEGER NOT NULL REFERENCES articles (id),
  PRIMARY KEY (band, value, article_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX shingle_bands_article ON shingle_bands (article_id)",
)
_ADDED_COLUMNS = (
    "ALTER TABLE articles ADD COLUMN last_missed_at TEXT /* UTC: its page was asked for in vain */",
    "ALTER TABLE articles ADD COLUMN title_key TEXT /* words of the title, folded to compare */",
    "ALTER TABLE articles ADD COLUMN lead_key TEXT /* first 40 words without dateline, folded */",
    "ALTER TABLE articles ADD COLUMN title_slug TEXT /* the slug WordPress would make of it */",
    "ALTER TABLE teasers ADD COLUMN title_key TEXT /* words of the title, folded to compare */",
    "ALTER TABLE teasers ADD COLUMN excerpt_key TEXT /* words without dateline, folded */",
    "CREATE INDEX articles_title_key ON articles (title_key)",
    "CREATE INDEX articles_lead_key ON articles (lead_key)",
    "CREATE INDEX teasers_title_key ON teasers (title_key) WHERE article_id IS NULL",
    "CREATE INDEX teasers_excerpt_key ON teasers (excerpt_key) WHERE article_id IS NULL",
    "CREATE INDEX teasers_url ON teasers (url)",
)
#: Wordings that are not the article's present ones: witnesses of an edit, seen or unseen.
_HEADLINE_VARIANTS = """CREATE VIEW headline_variants AS
SELECT a.id AS article_id, a.slug, a.title, t.title AS variant, 'title' AS witness,
  min(s.seen_at) AS first_seen_at, max(s.seen_at) AS last_seen_at, count(*) AS sightings
FROM teasers t JOIN articles a ON a.id = t.article_id JOIN sightings s ON s.teaser_id = t.id
WHERE t.title_key IS NOT NULL AND t.title_key IS NOT a.title_key
GROUP BY a.id, t.title
UNION ALL
SELECT a.id, a.slug, a.title, t.excerpt, 'lead', min(s.seen_at), max(s.seen_at), count(*)
FROM teasers t JOIN articles a ON a.id = t.article_id JOIN sightings s ON s.teaser_id = t.id
WHERE t.excerpt_key IS NOT NULL
  AND substr(a.lead_key || ' ', 1, length(t.excerpt_key) + 1) IS NOT t.excerpt_key || ' '
GROUP BY a.id, t.excerpt
UNION ALL
SELECT a.id, a.slug, a.title, a.slug, 'slug', a.first_seen_at, a.last_seen_at, 0
FROM articles a
WHERE a.title_slug IS NOT NULL AND a.title_slug <> a.slug
  AND a.slug NOT GLOB a.title_slug || '-[0-9]*'"""


@migrations()
def m002_sources_and_keys(db: Database) -> None:
    """Add what finding, comparing and missing articles needs."""
    for statement in (*_ADDED_TABLES, *_ADDED_COLUMNS):
        db.execute(statement)
    db.execute("DROP VIEW headline_variants")
    db.execute(_HEADLINE_VARIANTS)


@migrations()
def m003_captures(db: Database) -> None:
    """Add what finding, repeating and chaining captures needs."""
    for column in (
        "warc_length INTEGER /* bytes of the response's record */",
        "payload_digest TEXT /* sha1 and base32 of the body as it came over the wire */",
        "refers_to INTEGER REFERENCES captures (id) /* the capture whose body came again */",
    ):
        db.execute(f"ALTER TABLE captures ADD COLUMN {column}")
    db.execute("CREATE INDEX captures_place ON captures (warc_file, warc_offset)")


#: The index's row id follows publication, so that the newest hits come first without sorting
#: (at 100,000 articles under 1 ms, 200 ms by a column); undated articles come last.
_SEARCH_ROWID = """ALTER TABLE articles ADD COLUMN search_rowid INTEGER GENERATED ALWAYS AS (
    ifnull(unixepoch(published_utc), 0) * 4194304 + id
  ) VIRTUAL /* row id in articles_fts: seconds of publication, then id */"""
_STATE = """ALTER TABLE articles ADD COLUMN state TEXT GENERATED ALWAYS AS (
    CASE WHEN superseded_at IS NOT NULL THEN 'superseded'
      WHEN gone_at IS NOT NULL THEN 'gone'
      WHEN first_missed_at IS NOT NULL THEN 'missed'
      ELSE 'present' END
  ) VIRTUAL /* present, missed (did not answer once), gone, superseded (its slug was reused) */"""
_YEAR_MONTH = """ALTER TABLE articles ADD COLUMN year_month TEXT GENERATED ALWAYS AS (
    substr(published_at, 1, 7)
  ) VIRTUAL /* of publication, on the newsroom's clock: '2021-12' */"""
_FACETS = ("place", "regency", "section", "author", "initials", "year_month", "extractor", "state")
_READING_COLUMNS = (
    "ALTER TABLE articles ADD COLUMN title_stems TEXT /* stems of the title's affixed words */",
    "ALTER TABLE articles ADD COLUMN body_stems TEXT /* stems of the body's affixed words */",
    _SEARCH_ROWID,
    _STATE,
    _YEAR_MONTH,
)
_READING = (
    "DROP TRIGGER articles_fts_insert",
    "DROP TRIGGER articles_fts_delete",
    "DROP TRIGGER articles_fts_update",
    "DROP TABLE articles_fts",
    "CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, title_stems, body_stems,"
    ' content="articles", content_rowid="search_rowid",'
    ' tokenize="unicode61 remove_diacritics 2")',
    """CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, body, title_stems, body_stems)
  VALUES (new.search_rowid, new.title, new.body, new.title_stems, new.body_stems);
END""",
    """CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body, title_stems, body_stems)
  VALUES ('delete', old.search_rowid, old.title, old.body, old.title_stems, old.body_stems);
END""",
    """CREATE TRIGGER articles_fts_update
AFTER UPDATE OF title, body, title_stems, body_stems, published_at ON articles
WHEN old.title IS NOT new.title OR old.body IS NOT new.body
  OR old.title_stems IS NOT new.title_stems OR old.body_stems IS NOT new.body_stems
  OR old.search_rowid <> new.search_rowid BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body, title_stems, body_stems)
  VALUES ('delete', old.search_rowid, old.title, old.body, old.title_stems, old.body_stems);
  INSERT INTO articles_fts (rowid, title, body, title_stems, body_stems)
  VALUES (new.search_rowid, new.title, new.body, new.title_stems, new.body_stems);
END""",
    # Long text makes rows that are slow to walk: what is listed, filtered by and counted
    # stands in indexes of its own.
    "CREATE INDEX articles_reading ON articles (search_rowid, duplicate_of, state, year_month,"
    " place, regency, section, author, initials, gone_at, superseded_at, extractor)",
    *(
        f"CREATE INDEX articles_list_{name} ON articles ({name}, duplicate_of, year_month)"
        " WHERE superseded_at IS NULL"
        for name in _FACETS
    ),
    "CREATE INDEX articles_list_published ON articles (published_utc) WHERE superseded_at IS NULL",
    "CREATE INDEX articles_aside ON articles (id)"
    " WHERE superseded_at IS NOT NULL OR duplicate_of IS NOT NULL",
    "CREATE INDEX articles_duplicates ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL",
    "CREATE INDEX articles_gone ON articles (gone_at) WHERE gone_at IS NOT NULL",
    "CREATE INDEX article_categories_category ON article_categories (category_id)",
    "CREATE INDEX article_tags_tag ON article_tags (tag_id)",
    "CREATE INDEX revisions_edits ON revisions (article_id, seen_at)"
    " WHERE number > 1 AND origin = 'site'",
    "CREATE INDEX sightings_seen ON sightings (seen_at)",
    "DROP VIEW articles_list",
    """CREATE VIEW articles_list AS
SELECT id, slug, title, published_at, published_utc, year_month, place, regency, section, author,
  initials, word_count, complete, duplicate_of, state, gone_at, extractor, url
FROM articles WHERE superseded_at IS NULL""",
    """CREATE VIEW days_looked AS
SELECT date(started_at, '+8 hours') AS day, count(*) AS runs,
  sum(exit_code IS 0) AS runs_fine,
  sum(ifnull(json_extract(stats, '$."page/article"'), 0)) AS pages_read,
  max(exit_code IS 0 AND (walk_complete OR ifnull(json_extract(stats, '$.refreshed'), 0)))
    AS whole
FROM runs WHERE spider IN ('articles', 'teasers') GROUP BY 1""",
)


@migrations()
def m004_reading(db: Database) -> None:
    """Add what searching, listing and counting needs; stems are made of what is there."""
    for statement in _READING_COLUMNS:
        db.execute(statement)
    for (article_id,) in db.execute("SELECT id FROM articles").fetchall():
        title, body = db.execute(
            "SELECT title, body FROM articles WHERE id = ?", [article_id]
        ).fetchone()
        db.execute(
            "UPDATE articles SET title_stems = ?, body_stems = ? WHERE id = ?",
            [stems_of(title), stems_of(body), article_id],
        )
    for statement in _READING:
        db.execute(statement)
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


#: Members are found again by what the newsroom gave them, and by their text: row numbers
#: differ in an archive rebuilt from captures, revision numbers shift when older states are found.
_CORPORA = (
    """CREATE TABLE corpora (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '' AND name NOT GLOB '*[^a-z0-9-]*'),
  condition TEXT NOT NULL, -- the SQL that chose the members
  duplicates INTEGER NOT NULL, -- 1 = articles that repeat an earlier one are members, too
  frozen_at TEXT NOT NULL, -- UTC
  version TEXT NOT NULL, -- of the program that froze it
  members INTEGER NOT NULL,
  members_sha256 TEXT NOT NULL -- hex; over all members, as docs/exports.md says
) STRICT""",
    """CREATE TABLE corpus_members (
  corpus_id INTEGER NOT NULL REFERENCES corpora (id),
  position INTEGER NOT NULL, -- from 1, in the order of the digest
  slug TEXT NOT NULL, -- the article's, when frozen
  url TEXT NOT NULL, -- the article's, when frozen
  wp_host TEXT, -- NULL = not known when frozen
  wp_id INTEGER,
  revision INTEGER NOT NULL, -- number when frozen; shifts when an older state is found
  seen_at TEXT NOT NULL, -- UTC: when that revision was first seen, as known when frozen
  title_sha256 TEXT, -- hex; NULL = no headline
  body_sha256 TEXT NOT NULL, -- hex
  PRIMARY KEY (corpus_id, position)
) STRICT, WITHOUT ROWID""",
)


@migrations()
def m005_corpora(db: Database) -> None:
    """Add frozen corpora and their members."""
    for statement in _CORPORA:
        db.execute(statement)


#: An article that was seen once cannot show an edit: what shares of edits are shares of.
_SEEN_AGAIN = """ALTER TABLE articles ADD COLUMN seen_again INTEGER GENERATED ALWAYS AS (
    last_seen_at > first_seen_at
  ) VIRTUAL /* 1 = its page answered again after the first time */"""


@migrations()
def m006_charts(db: Database) -> None:
    """Add what charts count by, in one index: the long texts are not walked.

    The charts name it (INDEXED BY): SQLite 3.40 does not see that an index with generated
    columns covers a query, and takes a narrower one and 100,000 rows instead (230 ms for 30).
    """
    db.execute(_SEEN_AGAIN)
    db.execute(
        "CREATE INDEX articles_charts ON articles (year_month, duplicate_of, section, place,"
        " regency, state, seen_again, superseded_at)"
    )


@migrations()
def m007_other_slugs(db: Database) -> None:
    """Find at once the addresses that hint at another headline; else all long text is read."""
    db.execute(
        "CREATE INDEX articles_other_slug ON articles (first_seen_at, slug)"
        " WHERE title_slug IS NOT NULL AND title_slug <> slug"
        " AND slug NOT GLOB title_slug || '-[0-9]*'"
    )


@migrations()
def m008_slugs(db: Database) -> None:
    """Find superseded articles by their slug; without it each look reads the whole table."""
    db.execute(
        "CREATE INDEX articles_superseded_slug ON articles (slug) WHERE superseded_at IS NOT NULL"
    )


@migrations()
def m009_modified_source(db: Database) -> None:
    """Say where a modified time was read: REST's counts beside the page's own now."""
    db.execute(
        "ALTER TABLE articles ADD COLUMN modified_source TEXT"
        " /* where modified_at was read; NULL = as modified_at, or not kept then */"
    )


_STATED = (
    """CREATE TABLE stated (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  source TEXT NOT NULL, -- rest, feed
  seen_at TEXT NOT NULL, -- UTC: when it stated this first
  title TEXT, -- NULL = not stated
  paragraphs TEXT, -- JSON list, sign-off included; NULL = no text, or a protected one
  published_at TEXT, -- newsroom's clock
  modified_at TEXT, -- newsroom's clock
  capture_id INTEGER REFERENCES captures (id),
  only_on_page TEXT, -- JSON list: prose of the page that is not in the post; NULL = not compared
  not_on_page TEXT -- JSON list: prose of the post that the article lacks; NULL = not compared
) STRICT""",
    "CREATE INDEX stated_article ON stated (article_id)",
    "CREATE INDEX stated_lacking ON stated (article_id) WHERE not_on_page <> '[]'",
)


@migrations()
def m010_stated(db: Database) -> None:
    """Keep what REST or a feed stated of an article, so that it is extracted again alike."""
    for statement in _STATED:
        db.execute(statement)


@migrations()
def m011_source_url(db: Database) -> None:
    """Keep the address of the stated source: its words are often 'Sumber Berita' alone."""
    db.execute(
        "ALTER TABLE articles ADD COLUMN source_url TEXT"
        " /* address of the stated source; NULL = none is stated, or not kept then */"
    )


_BELIEVED = (
    "ALTER TABLE revisions ADD COLUMN witness TEXT"
    " /* why the change is believed to be the newsroom's; NULL = first state, or not kept then */",
    "ALTER TABLE articles ADD COLUMN suspect TEXT"
    " /* why this may be an intruder's post; NULL = nothing speaks for it */",
    """CREATE TABLE held_states (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL, -- the article's canonical address
  article_id INTEGER REFERENCES articles (id), -- NULL = not archived so far
  seen_at TEXT NOT NULL, -- UTC: the first look
  last_seen_at TEXT NOT NULL, -- UTC: the last look that read the same
  looks INTEGER NOT NULL, -- runs that read it
  reason TEXT NOT NULL, -- why it is not believed
  title TEXT,
  body TEXT NOT NULL,
  body_sha256 TEXT NOT NULL, -- hex
  modified_at TEXT, -- newsroom's clock, as its page stated
  record TEXT NOT NULL, -- JSON of the whole parse
  extractor TEXT NOT NULL,
  capture_id INTEGER REFERENCES captures (id), -- of the first look
  resolved_at TEXT, -- UTC; NULL = not decided
  resolution TEXT CHECK (resolution IN ('believed', 'refuted', 'unproven'))
) STRICT""",
    "CREATE UNIQUE INDEX held_states_open ON held_states (url, ifnull(title, ''), body_sha256)"
    " WHERE resolved_at IS NULL",
    "CREATE INDEX held_states_article ON held_states (article_id)",
    """CREATE TABLE site_texts (
  sha256 TEXT PRIMARY KEY, -- hex, of the text
  text TEXT NOT NULL, -- a paragraph that is the site's and no article's
  reason TEXT NOT NULL CHECK (reason IN ('repeated', 'volatile')),
  first_seen_at TEXT NOT NULL, -- UTC
  last_seen_at TEXT NOT NULL, -- UTC
  pages INTEGER NOT NULL -- articles that printed it
) STRICT, WITHOUT ROWID""",
)


@migrations()
def m012_believed(db: Database) -> None:
    """Keep what is read and not believed, why a change is believed, and what the site repeats."""
    for statement in _BELIEVED:
        db.execute(statement)


@migrations()
def m013_captures_tls(db: Database) -> None:
    """Keep what was wrong with a certificate that the operator chose to pass over."""
    db.execute(
        "ALTER TABLE captures ADD COLUMN tls TEXT"
        " /* what was wrong with the certificate; NULL = nothing, or there was none */"
    )


_BUT_SUSPECTS = (
    *(
        statement
        for name in (*_FACETS, "published")
        for statement in (
            f"DROP INDEX articles_list_{name}",
            f"CREATE INDEX articles_list_{name} ON articles ("
            + ("published_utc" if name == "published" else f"{name}, duplicate_of, year_month")
            + ") WHERE superseded_at IS NULL AND suspect IS NULL",
        )
    ),
    "DROP INDEX articles_aside",
    "CREATE INDEX articles_aside ON articles (id) WHERE superseded_at IS NOT NULL"
    " OR duplicate_of IS NOT NULL OR suspect IS NOT NULL",
    "CREATE INDEX articles_suspect ON articles (id) WHERE suspect IS NOT NULL",
    "DROP INDEX articles_reading",
    "CREATE INDEX articles_reading ON articles (search_rowid, duplicate_of, state, year_month,"
    " place, regency, section, author, initials, gone_at, superseded_at, extractor, suspect)",
    "DROP INDEX articles_charts",
    "CREATE INDEX articles_charts ON articles (year_month, duplicate_of, section, place, regency,"
    " state, seen_again, superseded_at, suspect)",
    "DROP VIEW articles_list",
    """CREATE VIEW articles_list AS
SELECT id, slug, title, published_at, published_utc, year_month, place, regency, section, author,
  initials, word_count, complete, duplicate_of, state, gone_at, extractor, url
FROM articles WHERE superseded_at IS NULL AND suspect IS NULL""",
    "DROP VIEW headline_variants",
    _HEADLINE_VARIANTS.replace("\nGROUP BY a.id", "\n  AND a.suspect IS NULL\nGROUP BY a.id")
    + "\n  AND a.suspect IS NULL",
)


@migrations()
def m014_lists_without_suspects(db: Database) -> None:
    """Leave what may be an intruder's out of lists, counts and charts, and of their indexes."""
    for statement in _BUT_SUSPECTS:
        db.execute(statement)
