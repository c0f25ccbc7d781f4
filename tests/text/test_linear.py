"""Every regular expression over page text takes time by the length of the text, not its square."""

import importlib
import pkgutil
import re
import sys
import time
from pathlib import Path

import pytest

import delegasi_scraper.pages
import delegasi_scraper.pipelines
import delegasi_scraper.text
import delegasi_scraper.urls

#: What begins a match and never ends it, over and over.
TOKENS = (
    " ", "a", "a ", "[irp ", "[", "(", "[a ", "/", "/amp", "http://a/", ".", "-", "–", " - ", '"',
    "“", "Delegasi.com - ", "Delegasi.com", "delegasi", "1", "1 ", "12/", "Foto: ", "//foto: ",
    "Penulis: ", "Editor", ":", "\n", "&", "&#", "<b>", "a@a", "*/", "//", "(a", "a, ", "A ",
    "Kupang, ", "Kupang", "Baca juga: ", "ab.", "a.", "Fatal error ", ".php", "Jan 2024 ",
    "senin, ", '[a="', "é", "\u0301", "<", "0 0", "...", "www.", "?p=", "x" * 30 + " ",
)  # fmt: skip
LETTERS = 4_000


def patterns():
    """Return every compiled expression of the modules that read pages, by where it stands."""
    found = {}

    def collect(name, value, depth=0):
        if isinstance(value, re.Pattern):
            found.setdefault((value.pattern, value.flags), (name, value))
        elif isinstance(value, dict) and depth < 3:
            for key, each in value.items():
                collect(f"{name}[{key!r}]", each, depth + 1)
        elif isinstance(value, tuple | list) and depth < 3:
            for number, each in enumerate(value):
                collect(f"{name}[{number}]", each, depth + 1)

    packages = (delegasi_scraper.pages, delegasi_scraper.text, delegasi_scraper.pipelines)
    names = [
        module.name
        for package in packages
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for module in (delegasi_scraper.urls, *map(importlib.import_module, names)):
        for name, value in vars(module).items():
            collect(f"{module.__name__}.{name}", value)
    return dict(found.values())


PATTERNS = patterns()


def looks(name, pattern):
    """Return how a pattern is used: at the beginning of a text alone, or everywhere in it."""
    module, _, used = re.sub(r"\[.*", "", name).rpartition(".")
    source = Path(sys.modules[module].__file__).read_text(encoding="utf-8")
    ways = set(
        re.findall(rf"\b{used}\.(match|fullmatch|search|finditer|findall|sub|split)\b", source)
    )
    return pattern.match if ways and ways <= {"match", "fullmatch"} else pattern.search


def seconds(pattern, look, token, letters):
    """Return how long a look takes, the best of three."""
    text = token * (letters // len(token))
    if isinstance(pattern.pattern, bytes):
        text = text.encode()
    times = []
    for _ in range(3):
        began = time.perf_counter()
        look(text)
        times.append(time.perf_counter() - began)
    return min(times)


def grown(name, letters, *, at_least):
    """Return the tokens of which twice as many take more than thrice as long."""
    pattern = PATTERNS[name]
    look = looks(name, pattern)
    return [
        token
        for token in TOKENS
        if (once := seconds(pattern, look, token, letters)) > at_least
        and seconds(pattern, look, token, 2 * letters) > 3 * once
        and seconds(pattern, look, token, 4 * letters) > 9 * once
    ]


def test_there_are_patterns():
    """The collection finds them."""
    assert len(PATTERNS) > 100


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_twice_the_time(name):
    """For each token, from 4,000 letters on."""
    assert grown(name, LETTERS, at_least=0.001) == []


@pytest.mark.long
@pytest.mark.parametrize("name", PATTERNS)
def test_a_megabyte_takes_its_time(name):
    """The same up to 1 MB."""
    assert grown(name, 250_000, at_least=0.05) == []
