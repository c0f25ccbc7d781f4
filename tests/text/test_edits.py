"""What kind of edit lies between two states."""

import pytest

from delegasi_scraper.text.edits import classify_edit

OLD = 'Camat Yosef Tukan datang ke Soe membawa 12 karung.\n\n"Kami siap," ujar camat.\n\nSelesai.'


@pytest.mark.parametrize(
    ("title", "old", "new", "kinds"),
    [
        ("B", "", "", "headline"),
        ("A", "12 karung", "15 karung", "numbers"),
        ("A", "Yosef Tukan", "Yosef Tokan", "names"),
        ("A", "Kami siap", "Kami belum siap", "quotation"),
        ("A", "Selesai.", "Selesai.\n\nWarga pulang.", "paragraph added"),
        ("A", "\n\nSelesai.", "", "paragraph removed"),
        (
            "A",
            "Selesai.",
            "Selesai.\n\nRalat: camat tiba kemarin.",
            "paragraph added, correction note",
        ),
        ("A", "membawa", "mengangkut", "wording"),
        ("B", "12 karung", "15 karung", "headline, numbers"),
    ],
)
def test_each_kind_is_told(title, old, new, kinds):
    """One edit of each kind, and two at once."""
    assert classify_edit("A", OLD, title, OLD.replace(old, new) if old else OLD) == kinds
