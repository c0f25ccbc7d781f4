"""What can be wrong with an archive."""

#: What to do about a damaged file.
RECOVERY = (
    "if it is damaged, run `scrapy restore FILE` with a backup, or move it, its -wal and its -shm "
    "away and rebuild it from the captures (scrapy crawl replay -a warc=PATH)"
)


class ArchiveError(Exception):
    """Base; the message says what, where, and what to do."""


class OtherSite(ArchiveError):
    """The archive belongs to another site."""


class NewerArchive(ArchiveError):
    """A newer version of this program has written the archive."""


class OlderArchive(ArchiveError):
    """The archive waits for a migration, which reading cannot make."""


class HalfRestored(ArchiveError):
    """A restore was interrupted after it had moved the old database aside."""


class ArchiveUnwritable(ArchiveError):
    """The file is no archive, is damaged, or may not be written."""
