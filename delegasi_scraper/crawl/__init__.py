"""What one crawl needs: start-up, lock, known articles, revisit schedule, exit codes, summary."""
