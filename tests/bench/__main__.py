"""`make bench`: costs, each measured beside what it is compared with."""

from __future__ import annotations

from tests.bench import crawl, duplicates, pages, reading

pages.main()
duplicates.main()
reading.main()
crawl.main()
