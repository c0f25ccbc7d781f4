"""Keep an archive sound: back up, restore, examine, extract again."""
