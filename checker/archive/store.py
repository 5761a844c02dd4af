"""The folder of an archive: Parquet files of rows, one of each table for each batch of documents.

A batch is there when its file in `files/` is: that is written last, so what a run that was killed has left behind is never read,
and is cleared away by the next. A document has the rows of one batch only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from checker.archive.rows import FactRow, FileRow, FindingRow, Rows
from checker.base import regex as re
from checker.base.cache import digest
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

TABLES: Mapping[str, type] = {"findings": FindingRow, "facts": FactRow, "files": FileRow}  # `files` is written last
_NUMBERS = frozenset(("line", "column", "value", "findings", "errors"))
_DAYS = frozenset(("date", "gone"))


_OURS = re.compile(r"[0-9a-f]{32}(?:\.new)?\.parquet(?:\.tmp)?")
_MARK = "plancheck-archive"  # the file that says whose folder it is


class Store:
    """The archive in a folder, which is made where it is not there. Raises `FileExistsError` for one with other things in it."""

    def __init__(self, folder: str):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        if os.listdir(folder) and not os.path.exists(os.path.join(folder, _MARK)):
            raise FileExistsError(17, "thư mục đã có tệp khác, không phải kho kết quả", folder)
        with open(os.path.join(folder, _MARK), "w", encoding="ascii") as file:
            file.write("1\n")
        for table in TABLES:
            os.makedirs(os.path.join(folder, table), exist_ok=True)
        self._clear()

    def known(self) -> dict[str, tuple[str, str]]:
        """(stamp, state) of each document that the archive holds, by its id; ('', '') of one that could not be read: it is tried
        again by each run."""
        import pyarrow.parquet as parquet

        found: dict[str, tuple[str, str]] = {}
        for part in self._parts("files"):
            rows = parquet.read_table(self._path("files", part), columns=["file", "stamp", "state", "error"]).to_pylist()
            found.update((row["file"], ("", "") if row["error"] is not None else (row["stamp"], row["state"])) for row in rows)
        return found

    def add(self, rows: Rows) -> None:
        """Keep the rows of a batch, all or none."""
        by_table: dict[str, Any] = {"files": rows.files, "findings": rows.findings, "facts": rows.facts}
        part = digest("\n".join(f"{row.file} {row.stamp} {row.state}" for row in rows.files).encode("utf-8", "surrogateescape"))
        for table, kind in TABLES.items():
            self._write(table, part, _table(kind, by_table[table]))

    def keep_only(self, files: Iterable[str]) -> None:
        """Drop the rows of all other documents: those that changed, and those that are gone."""
        import pyarrow as arrow
        import pyarrow.compute as compute
        import pyarrow.parquet as parquet

        wanted = arrow.array(sorted(files), arrow.string())
        for part in self._parts("files"):
            kept = {}
            for table in TABLES:
                rows = parquet.read_table(self._path(table, part))
                kept[table] = rows.filter(compute.is_in(rows["file"], value_set=wanted)), rows.num_rows
            if kept["files"][0].num_rows == kept["files"][1]:
                continue
            new = digest(
                part.encode(), *(str(name).encode("utf-8", "surrogateescape") for name in kept["files"][0]["file"].to_pylist())
            )
            if kept["files"][0].num_rows:
                for table in TABLES:
                    self._write(table, f"{new}.new" if table == "files" else new, kept[table][0])
            os.unlink(self._path("files", part))
            if kept["files"][0].num_rows:
                os.replace(self._path("files", f"{new}.new"), self._path("files", new))
        self._clear()

    def _clear(self) -> None:
        """Delete what no finished batch owns."""
        done = set(self._parts("files"))
        for table in TABLES:
            folder = os.path.join(self.folder, table)
            for name in os.listdir(folder):
                if _OURS.fullmatch(name) and name.removesuffix(".parquet") not in done:
                    os.unlink(os.path.join(folder, name))

    def _parts(self, table: str) -> list[str]:
        names = sorted(os.listdir(os.path.join(self.folder, table)))
        return [
            name.removesuffix(".parquet") for name in names if name.endswith(".parquet") and not name.endswith(".new.parquet")
        ]

    def _path(self, table: str, part: str) -> str:
        return os.path.join(self.folder, table, f"{part}.parquet")

    def _write(self, table: str, part: str, rows: Any) -> None:
        import pyarrow.parquet as parquet

        path = self._path(table, part)
        parquet.write_table(rows, f"{path}.tmp")
        os.replace(f"{path}.tmp", path)


def _table(kind: Any, rows: Sequence[tuple]) -> Any:
    import pyarrow as arrow

    types = {
        name: arrow.int64() if name in _NUMBERS else arrow.date32() if name in _DAYS else arrow.string() for name in kind._fields
    }
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [arrow.array(map(_clean, column), type) for column, type in zip(columns, types.values(), strict=True)]
    return arrow.Table.from_arrays(arrays, names=list(types))


def _clean(value: object) -> object:
    """Text that is no Unicode (a file name of another code page) as it can be kept."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) and not value.isascii() else value
