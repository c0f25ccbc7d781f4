"""One table a file: its rows in and out, within a transaction of the caller."""
