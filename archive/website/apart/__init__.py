"""Costly answers are made in worker processes, apart from the server that shows articles.

SQLite looks at its clock between opcodes, not within one, and Python cannot end a thread: only a
process can be ended whatever it does, and given a limit of memory of its own.
"""
