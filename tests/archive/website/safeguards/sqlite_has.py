"""What the running SQLite has, and what of its functions the archive's list names."""

import sqlite3

from archive.website.safeguards.confinement import FUNCTIONS_BY_REASON

ALLOWED = {name for names in FUNCTIONS_BY_REASON.values() for name in names.split()}
UNCONFINED = sqlite3.connect(":memory:")
#: Functions by their fewest arguments, as many as SQLite says (-1: any number).
FUNCTIONS = dict(
    UNCONFINED.execute("SELECT name, max(narg) FROM pragma_function_list GROUP BY name").fetchall()
)
#: Each is asked for by itself; `json_each` shows that the list is not empty.
MODULES = sorted(
    name for (name,) in UNCONFINED.execute("SELECT DISTINCT name FROM pragma_module_list")
)
PRAGMAS = sorted(name for (name,) in UNCONFINED.execute("SELECT name FROM pragma_pragma_list"))
UNCONFINED.close()
