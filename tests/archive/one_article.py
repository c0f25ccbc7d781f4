"""One article with a category, a tag and a picture, and three days to save it on."""

from archive.rows import ArticleRow, ImageRow

SITE = "https://delegasi.com"
DAY1, DAY2, DAY3 = (f"2024-05-0{day}T01:00:00+00:00" for day in (1, 2, 3))
ROW = ArticleRow(
    url=f"{SITE}/warga-soe",
    slug="warga-soe",
    wp_id=12,
    wp_host="delegasi.com",
    title="Warga SoE Panen Jagung",
    body="SoE, Delegasi.com – Warga memanen jagung.\n\nHasilnya naik.",
    published_at="2024-05-01T08:00:00+08:00",
    published_source="front-time",
    extractor="wpberita/1",
    rank=3,
    record="{}",
    categories=(("Berita", "berita"),),
    tags=(("Jagung", "jagung"),),
    images=(ImageRow(url=f"{SITE}/a.jpg", caption="Jagung"),),
)
