"""A reader's browser that remembers whatever went wrong on the pages it opened."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.archive.website.accessibility import barriers
from tests.crawling import PROJECT

SCREENSHOTS = PROJECT / "build/screenshots"
#: The widest thing that sticks out, for the message of a failing test.
STICKS_OUT = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return null;
  const wide = [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1
      && !each.closest('.wide, .table-wrapper, pre'));
  return `${page.scrollWidth} px: ` + wide.slice(0, 3).map(each => each.outerHTML.slice(0, 200));
}"""


class Reader:
    """One window; ``with`` opens it, and at its end fails if a page had errors."""

    def __init__(self, browser, url, *, width=1280, refusals=False):
        self.url = url
        self.width = width
        self.refusals = refusals  # pages that answer 400 or 404 are no trouble
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.troubles = []
        self.asked = []  # addresses that any page asked for
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("dialog", self._dialog)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("requestfailed", self._failed)

    def __enter__(self):
        """Open the window."""
        return self

    def __exit__(self, kind, error, trace):
        """Close it, and look at what went wrong unless something already has."""
        self.context.close()
        if kind is None:
            self.assert_quiet()

    def assert_quiet(self):
        """Fail where a page printed an error, raised one, or asked for what it did not get."""
        assert not self.troubles, self.troubles
        host = urlsplit(self.url).netloc
        strangers = [
            url for url in self.asked
            if urlsplit(url).netloc != host and not url.startswith(("data:", "about:", "blob:"))
        ]  # fmt: skip
        assert not strangers, strangers

    def open(self, path, *, status=200):
        """Open one of the site's pages, and return it."""
        response = self.page.goto(f"{self.url}{path}", wait_until="load")
        assert response.status == status, f"{path} answered {response.status}"
        return self.page

    def resize(self, width):
        """Make the window as wide as that."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 900})

    def assert_accessible(self):
        """Fail where axe-core finds what keeps people out, serious or worse."""
        found = barriers(self.page)
        assert not found, found

    def assert_fits(self):
        """Fail where the page has to be scrolled sideways."""
        wide = self.page.evaluate(STICKS_OUT)
        assert wide is None, wide

    def keep(self, name):
        """Store what is seen of the whole page."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.width}.png", full_page=True)

    def _console(self, message):
        refused = self.refusals and "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not refused:
            self.troubles.append(f"console: {message.text} at {message.location}")

    def _dialog(self, dialog):
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _failed(self, request):
        # A download ends the navigation that led to it.
        if not (request.is_navigation_request() and ".csv" in request.url):
            self.troubles.append(f"failed: {request.url} {request.failure}")
