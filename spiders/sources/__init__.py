"""Sources of addresses: REST, sitemaps, feeds, listings, one a file."""
