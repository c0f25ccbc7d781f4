"""An article's page: text, revisions, evidence, addresses."""
