"""Full-text search: what was typed, which articles match, what is marked in them."""
