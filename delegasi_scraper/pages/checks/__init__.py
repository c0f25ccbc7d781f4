"""What a page is, before it is read as an article: no article, a wall, whole, the address's own."""
