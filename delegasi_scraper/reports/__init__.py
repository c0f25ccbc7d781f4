"""What `audit`, `doctor` and `reextract` find out."""
