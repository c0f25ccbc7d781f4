"""The charts: their numbers, shapes and scales."""
