"""`make bench`: costs, each measured beside what it is compared with."""

from __future__ import annotations

from tests.bench import crawl, duplicates, exports, pages

pages.main()
duplicates.main()
crawl.main()
exports.main()
