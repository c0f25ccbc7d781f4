"""What tells an intruder's post from the newsroom's."""
