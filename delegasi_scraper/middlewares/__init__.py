"""How the crawler behaves towards the site, and what it keeps of each answer."""
