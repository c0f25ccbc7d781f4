"""Exit codes, decided from a crawl's counts."""

import pytest

from delegasi_scraper.crawl.exit_codes import decide

FINE = {"finish_reason": "finished", "address/found": 50, "address/asked": 50, "page/article": 50}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"page/failed": 2}, 0),
        ({"page/failed": 3}, 5),
        ({"page/failed": 3, "page/article": 100}, 0),
        ({"page/article": 0}, 5),
        ({"page/article": 0, "address/found": 0}, 5),
        ({"page/article": 0, "address/asked": 0, "address/known": 50}, 0),
        ({"page/generic": 10}, 0),
        ({"page/generic": 11}, 5),
        ({"fault/spider_error": 1}, 5),
        ({"finish_reason": "closespider_timeout"}, 5),
        ({"finish_reason": "refusing"}, 3),
        ({"finish_reason": "unreachable"}, 3),
        ({"finish_reason": "shutdown", "page/failed": 40}, 7),
        ({"finish_reason": "shutdown", "archive/write_error": 1}, 6),
        ({"finish_reason": "refusing", "archive/write_error": 1}, 6),
        ({"finish_reason": "refusing", "page/generic": 50}, 3),
    ],
)
def test_each_end_has_its_code(changes, code):
    """The counts of a run give one exit code, the weightiest of those that apply."""
    assert decide({**FINE, **changes}).exit_code == code


def test_a_field_that_falls_is_told():
    """Where a run finds far fewer dates than an earlier one, the run is not to be trusted."""
    earlier = {**FINE, "field/published_at": 50}
    ended = decide({**FINE, "field/published_at": 30}, earlier)
    assert ended.exit_code == 5
    assert "published_at on 60% of articles, 100% in an earlier run" in ended.sentence
