"""Which pages to ask for, and nothing else."""
