"""The facts of the newsroom stand twice, once a side; both sides say the same."""

import re
from pathlib import Path

from archive import newsroom as of_archive
from delegasi_scraper import newsroom as of_scraper

PROJECT = Path(__file__).resolve().parent.parent


def test_the_clocks_agree():
    """One clock for both sides."""
    assert of_archive.WITA == of_scraper.WITA


def test_sql_has_the_clock():
    """Views, questions and pages count days by the newsroom's clock."""
    hours = int(of_archive.WITA.utcoffset(None).total_seconds() / 3600)
    written = {
        offset
        for path in (PROJECT / "archive").rglob("*")
        if path.suffix in (".py", ".yml")
        for offset in re.findall(r"'([+-]\d+) hours?'", path.read_text(encoding="utf-8"))
    }
    assert written == {f"+{hours}", f"-{hours}"}


def test_the_regencies_agree():
    """The map shows the regencies of the gazetteer."""
    assert {each.name for each in of_archive.REGENCIES} == set(of_scraper.GAZETTEER)


def test_facts_stand_nowhere_else():
    """No other module writes the offset, the hosts or the mark of its own."""
    facts = re.compile(r"hours=8\b|\"(?:www\.)?delegasi\.(?:com|net)\"|://delegasi\.(?:com|net)\"$")
    found = [
        f"{path.relative_to(PROJECT)}: {line.strip()}"
        for room in ("archive", "delegasi_scraper", "spiders")
        for path in sorted((PROJECT / room).rglob("*.py"))
        if path.name != "newsroom.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if facts.search(line) and ">>>" not in line and ":class:" not in line
    ]
    assert found == []
