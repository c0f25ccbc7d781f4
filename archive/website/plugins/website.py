"""Datasette's door to :mod:`archive.website`; needs the checkout on ``PYTHONPATH``."""

from archive.website.plugin import (  # noqa: F401
    asgi_wrapper,
    extra_js_urls,
    extra_template_vars,
    get_metadata,
    handle_exception,
    menu_links,
    prepare_connection,
    register_routes,
    render_cell,
)
