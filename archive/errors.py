"""What can be wrong with an archive."""


class ArchiveError(Exception):
    """Base; the message says what, where, and what to do."""


class OtherSite(ArchiveError):
    """The archive belongs to another site."""


class NewerArchive(ArchiveError):
    """A newer version of this program has written the archive."""


class ArchiveUnwritable(ArchiveError):
    """The file is no archive, is damaged, or may not be written."""
