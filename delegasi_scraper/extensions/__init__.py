"""What a crawl reports while it runs."""
