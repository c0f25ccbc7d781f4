"""How a page of delegasi.com becomes a record."""

__version__ = "0.1.0"
