"""How a page of delegasi.com becomes a record."""
