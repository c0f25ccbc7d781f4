"""What makes another Datasette of the same archive and looks, in another process."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette

from archive.website.database import archive_name


async def arguments_of(datasette: Datasette, *, rows: int) -> dict[str, Any]:
    """Return the arguments of its constructor; it reads so many rows at a time at most."""
    immutable = datasette.immutables
    most = min(rows, datasette.setting("max_returned_rows"))
    return {
        "files": [file for file in datasette.files if file not in immutable],
        "immutables": list(immutable),
        "inspect_data": await _counted(datasette) if immutable else None,
        "metadata": datasette._metadata_local,
        "template_dir": datasette.template_dir,
        "plugins_dir": datasette.plugins_dir,
        "static_mounts": datasette.static_mounts,
        "settings": {**datasette._settings, "num_sql_threads": 1, "max_returned_rows": most},
        "secret": datasette._secret,
    }


async def _counted(datasette: Datasette) -> dict[str, Any]:
    """Count the rows of a snapshot, which every Datasette would do when it starts."""
    name = archive_name(datasette)
    database = datasette.get_database(name)
    counts = await database.table_counts(limit=60_000)
    tables = {table: {"count": count} for table, count in counts.items()}
    return {name: {"hash": "", "size": database.size, "tables": tables}}
