"""What is asked of a visit before it is believed: one question a file, each verdict in words."""
