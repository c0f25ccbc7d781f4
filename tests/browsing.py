"""Debian's Chromium, without a window; skipped where it is not, fails where all must run."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium():
    """Run the browser while the block runs; it has seen nothing before.

    For one module at most: while it runs, its event loop stands in the way of `asyncio.run`.
    """
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is not there (tests/install.sh installs it)"
        (pytest.fail if os.environ.get("TESTS_MUST_RUN") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
