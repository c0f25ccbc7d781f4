"""Articles and revisions as files, with a data dictionary."""
