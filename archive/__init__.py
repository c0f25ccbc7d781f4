"""The SQLite archive. It imports nothing of the crawler: what it compares, it is handed."""
