"""What holds whoever asks, and whatever is asked."""
