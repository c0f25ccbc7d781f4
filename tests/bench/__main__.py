"""`make bench`: costs and accuracy, each measured beside what it is compared with."""

from __future__ import annotations

from tests.bench import accuracy, crawl, duplicates, exports, pages, reading

pages.main()
duplicates.main()
reading.main()
exports.main()
crawl.main()
accuracy.main()
