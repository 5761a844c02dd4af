"""Facts: what is read from a plan, one file per kind. A reader is `(Document) -> tuple`; the table below names them all."""
