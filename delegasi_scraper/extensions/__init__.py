"""What is told while a run runs."""
