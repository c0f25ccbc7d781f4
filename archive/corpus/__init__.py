"""Frozen corpora: which texts a study is about, and whether they are still the same."""
