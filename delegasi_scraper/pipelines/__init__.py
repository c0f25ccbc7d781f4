"""An item's way into the archive, a file a step; the order stands in ``ITEM_PIPELINES``.

None of them is async, so that an item goes all the way before the next one begins, and each
sees what the one before has written.
"""
