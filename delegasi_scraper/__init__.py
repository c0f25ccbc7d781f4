"""How a page of delegasi.com becomes a record."""

#: Also of pyproject.toml, the User-Agent, WARC files and frozen corpora.
__version__ = "0.1.0"
