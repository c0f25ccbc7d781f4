"""What can be wrong with a page, an address or a setting.

Every error says what, where, and what to do. ``reason`` is the word under which
the table ``failures`` lists the address.
"""

from __future__ import annotations

from pathlib import Path


class DelegasiError(Exception):
    """Base of every error that this project raises on purpose."""


class ConfigurationError(DelegasiError):
    """A setting or the state of the machine forbids starting (exit code 1)."""


class UsageError(DelegasiError):
    """What was typed cannot be meant: an argument, a list, a value (exit code 2)."""


class AddressError(DelegasiError, ValueError):
    """An address that is not one of this site, or not one of an article."""


class PageError(DelegasiError):
    """A page that became no record."""

    reason = "page"

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(f"{message}: {url}")
        self.message = message
        self.url = url

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error pass between processes, with its address."""
        return _rebuild, (type(self), self.message, self.url)


def _rebuild(kind: type[PageError], message: str, url: str) -> PageError:
    return kind(message, url=url)


class UnreadablePage(PageError):
    """No parser found an article on a page that should have one; a failure to look into."""

    reason = "unreadable"


class PageTooLarge(PageError):
    """Parsing the page would stall the parser, so it is kept and not parsed."""

    reason = "too_large"


class NotAnArticle(PageError):
    """The page is recognised and is no article; it counts for no exit code."""

    reason = "refused"


class ListingPage(NotAnArticle):
    """Front page, category, tag, author, date or search listing."""

    reason = "refused/listing"


class AttachmentPage(NotAnArticle):
    """WordPress's page around one uploaded file."""

    reason = "refused/attachment"


class StaticPage(NotAnArticle):
    """A WordPress page (imprint, contact), not a post."""

    reason = "refused/page"


class PasswordForm(NotAnArticle):
    """A post behind a password: no public article."""

    reason = "refused/password"


class SoftNotFound(NotAnArticle):
    """'Not found' said in words under status 200."""

    reason = "refused/soft_404"


class CheckPage(PageError):
    """A consent wall, bot check or maintenance page stands where the article should be.

    A failure, unlike the others: the article exists and was not had.
    """

    reason = "check_page"


class Wall(CheckPage):
    """What a host, a registrar, a firewall or a provider has set before the site, by its name."""


class UnreadableSitemap(PageError):
    """What stands at a sitemap's or feed's address is no such thing."""

    reason = "unreadable_sitemap"


class UnreadableCapture(DelegasiError):
    """A WARC file in which, from an offset on, there is no whole record."""

    def __init__(self, path: Path, offset: int, error: object) -> None:
        super().__init__(f"{path}, byte {offset}: no whole WARC record ({error})")
        self.path = path
        self.offset = offset
