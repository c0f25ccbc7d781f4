"""A replica of the site on loopback: its structure, and articles of our own writing."""
