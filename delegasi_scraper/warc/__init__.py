"""WARC files: write, read, digest."""
