"""An archive of documents: nothing lost and nothing twice, whatever dies on the way; and what it says of itself."""

from __future__ import annotations

import csv
import datetime
import io
import os
import tarfile
import time
import zipfile

import pytest

from checker.archive.answers import answers, as_csv, as_html, as_text
from checker.archive.rows import Rows, broken
from checker.archive.run import BATCH, Job, run
from checker.archive.sources import Item, Reader, items
from checker.archive.store import Store
from checker.cli.archived import judge_batch, state_for
from checker.cli.main import main
from checker.cli.settings import Config
from tests.plans import usual_plan
from tests.report.made import TEXT

DAY = datetime.date(2026, 11, 22)
CONFIG = Config(isolated=True)
SUFFIXES = (".txt", ".md")


@pytest.fixture
def documents(tmp_path):
    """A folder with plans in it, some of them in a zip and a tar file, one of which is spoiled."""
    folder = tmp_path / "văn bản"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(usual_plan(4000), "utf-8")
    (folder / "c.txt").write_bytes(b"\xff\x00\xfe\x01 no text")
    (folder / ".hidden.txt").write_text(TEXT, "utf-8")
    with zipfile.ZipFile(folder / "d.zip", "w") as pack:
        pack.writestr("x/e.txt", TEXT)
        pack.writestr("x/picture.png", "no document")
    with tarfile.open(folder / "f.tar.gz", "w:gz") as pack:
        data = TEXT.encode()
        entry = tarfile.TarInfo("g.txt")
        entry.size = len(data)
        pack.addfile(entry, io.BytesIO(data))
    (folder / "h.zip").write_bytes(b"PK no zip")
    return folder


def job(judge=judge_batch, config=CONFIG):
    return Job(judge, config, DAY, state_for(config, DAY))


def table(folder, name):
    import pyarrow.parquet as parquet

    parts = sorted((folder / name).glob("*.parquet"))
    return [row for part in parts for row in parquet.read_table(part).to_pylist()]


def test_what_lies_in_folders_and_packed_files_is_found(documents):
    found = list(items([str(documents)], SUFFIXES))
    names = [item.id.removeprefix(str(documents) + "/") for item in found]
    assert sorted(names) == sorted(["b.txt", "c.txt", "d.zip!x/e.txt", "f.tar.gz!g.txt", "h.zip!", "2026/a.txt"])
    reader = Reader()
    assert {reader.read(item) for item in found if "!" in item.id and item.name} == {TEXT.encode()}


def test_remote_folders_are_read_through_fsspec():
    import fsspec

    system = fsspec.filesystem("memory")
    system.pipe("/kho/2026/a.txt", TEXT.encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as pack:
        pack.writestr("b.txt", TEXT)
    system.pipe("/kho/c.zip", packed.getvalue())
    found = list(items(["memory://kho"], SUFFIXES))
    assert [item.id for item in found] == ["memory://kho/2026/a.txt", "memory://kho/c.zip!b.txt"]
    assert [Reader().read(item) for item in found] == [TEXT.encode()] * 2


def test_every_document_has_one_row_and_a_broken_one_says_why(documents, tmp_path):
    to = tmp_path / "kết quả"
    done = run(items([str(documents)], SUFFIXES), Store(str(to)), job())
    assert done == (6, 6, 2)
    files = {row["file"]: row for row in table(to, "files")}
    assert len(files) == len(table(to, "files")) == 6
    assert {os.path.basename(name) for name, row in files.items() if row["error"]} == {"c.txt", "h.zip!"}
    plan = next(row for name, row in files.items() if name.endswith("a.txt"))
    own = [row for row in table(to, "findings") if row["file"] == plan["file"]]
    assert plan["findings"] == len(own) > 0 and plan["date"] == datetime.date(2026, 3, 16)
    kinds = {row["kind"] for row in table(to, "facts") if row["file"] == plan["file"]}
    assert kinds == {"citation", "task", "amount", "agency"}


def test_a_law_that_is_cited_by_its_name_is_the_one_with_the_number(tmp_path):
    laws = (
        "Căn cứ Luật Người cao tuổi ngày 23/11/2009;\nCăn cứ Luật Người cao tuổi số 39/2009/QH12;\nCăn cứ Luật Mới lạ năm 2026;"
    )
    (tmp_path / "a.txt").write_text(usual_plan(2000).replace("Căn cứ", f"{laws}\nCăn cứ", 1), "utf-8")
    run(items([str(tmp_path / "a.txt")], SUFFIXES), Store(str(tmp_path / "to")), job())
    names = [row["name"] for row in table(tmp_path / "to", "facts") if row["kind"] == "citation"]
    assert names[:2] == ["Luật 39/2009/QH12"] * 2 and "Luật" not in names


def test_only_what_changed_is_judged_again(documents, tmp_path):
    to = tmp_path / "kết quả"
    run(items([str(documents)], SUFFIXES), Store(str(to)), job())
    assert run(items([str(documents)], SUFFIXES), Store(str(to)), job()).judged == 2  # the broken ones are tried again
    (documents / "b.txt").write_text(TEXT, "utf-8")
    (documents / "2026" / "a.txt").unlink()
    seen = []

    def watched(batch, *more):
        seen.extend(item.id for item in batch)
        return judge_batch(batch, *more)

    run(items([str(documents)], SUFFIXES), Store(str(to)), job(watched))
    assert sorted(map(os.path.basename, seen)) == ["b.txt", "c.txt", "h.zip!"]
    names = sorted(os.path.basename(row["file"]) for row in table(to, "files"))
    assert names == ["b.txt", "c.txt", "e.txt", "f.tar.gz!g.txt", "h.zip!"]
    owners = {row["file"] for row in table(to, "findings")}
    assert owners <= {row["file"] for row in table(to, "files")}
    other = Config(isolated=True, profile="strict")
    assert run(items([str(documents)], SUFFIXES), Store(str(to)), job(config=other)).judged == 5


def test_a_run_that_was_killed_goes_on_where_it_stopped(documents, tmp_path):
    to, folder = tmp_path / "kết quả", tmp_path / "nhiều"
    folder.mkdir()
    for number in range(BATCH + 3):
        (folder / f"{number:03}.txt").write_text(f"{TEXT}\n{number}\n", "utf-8")

    def stopped(batch, *more):
        if batch[0].name != "000.txt":
            raise KeyboardInterrupt
        return judge_batch(batch, *more)

    with pytest.raises(KeyboardInterrupt):
        run(items([str(folder)], SUFFIXES), Store(str(to)), job(stopped))
    (to / "findings" / f"{'0' * 32}.parquet").write_bytes(b"half a batch")
    (to / "facts" / f"{'0' * 32}.parquet.tmp").write_bytes(b"half a batch")
    done = run(items([str(folder)], SUFFIXES), Store(str(to)), job())
    assert (done.documents, done.judged) == (BATCH + 3, 3)
    assert len({row["file"] for row in table(to, "files")}) == len(table(to, "files")) == BATCH + 3


def deadly(batch, config, day, state):
    """A judge whose process dies of one document."""
    if any(item.name == "007.txt" for item in batch):
        os._exit(9)
    time.sleep(0.02)
    return Rows(*(part for part in _plain_rows(batch, state)))


def _plain_rows(batch, state):
    rows = [broken(item, state, "thử") for item in batch]
    return [row for one in rows for row in one.files], [], []


@pytest.mark.slow
def test_a_document_that_kills_a_process_costs_no_other(tmp_path):
    found = [Item("x", f"{number:03}.txt", "1") for number in range(4 * BATCH)]
    run(found, Store(str(tmp_path / "to")), job(deadly), jobs=2)
    rows = table(tmp_path / "to", "files")
    assert sorted(row["file"] for row in rows) == [f"x/{number:03}.txt" for number in range(4 * BATCH)]
    assert [row["file"] for row in rows if "dừng đột ngột" in row["error"]] == ["x/007.txt"]


def fatal_once(batch, config, day, state):
    """A judge whose process is killed the first time that one document is seen."""
    mark = os.path.join(config, "killed")
    if any(item.name == "0107.txt" for item in batch) and not os.path.exists(mark):
        open(mark, "w").close()
        os._exit(9)
    return Rows(*_plain_rows(batch, state))


@pytest.mark.slow
def test_on_a_cluster_a_worker_that_is_killed_loses_nothing(tmp_path):
    from dask.distributed import Client, LocalCluster

    found = [Item("x", f"{number:04}.txt", "1") for number in range(5000)]
    here = Job(fatal_once, str(tmp_path), DAY, "state")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        done = run(found, Store(str(tmp_path / "to")), here, scheduler=client)
    assert done.judged == 5000 and (tmp_path / "killed").exists()
    names = [row["file"] for row in table(tmp_path / "to", "files")]
    assert len(names) == len(set(names)) == 5000


@pytest.mark.slow
def test_a_cluster_and_processes_and_one_process_find_the_same(documents, tmp_path):
    from dask.distributed import Client, LocalCluster

    folder = tmp_path / "nhiều"
    folder.mkdir()
    for number in range(BATCH + 5):
        (folder / f"{number:03}.txt").write_text(f"{TEXT}\n{number}\n", "utf-8")
    found = list(items([str(folder), str(documents)], SUFFIXES))
    run(found, Store(str(tmp_path / "one")), job())
    run(found, Store(str(tmp_path / "two")), job(), jobs=2)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        run(found, Store(str(tmp_path / "three")), job(), scheduler=client)
    for name in ("files", "findings", "facts"):
        rows = [sorted(map(repr, table(tmp_path / to, name))) for to in ("one", "two", "three")]
        assert rows[0] == rows[1] == rows[2] and rows[0]


def test_what_an_archive_says(documents, tmp_path):
    to = tmp_path / "kết quả"
    run(items([str(documents)], SUFFIXES), Store(str(to)), job())
    found = {answer.key: answer for answer in answers(str(to))}
    findings, files = table(to, "findings"), table(to, "files")
    assert sum(row[2] for row in found["rules"].rows) == len(findings)
    assert sum(row[3] for row in found["offices"].rows) == len(files) - 2
    assert {row[0] for row in found["months"].rows} >= {"2026-03"}
    assert ("Kế hoạch 346/KH-UBND", "17/02/2026", 3, 3) in found["cited"].rows
    assert {os.path.basename(row[0]) for row in found["broken"].rows} == {"c.txt", "h.zip!"}
    text, page = as_text(list(found.values()), "vi"), as_html(list(found.values()), "en")
    assert "Phát hiện theo quy tắc" in text and "346/KH-UBND" in page and "<script" not in page
    rows = list(csv.reader(io.StringIO(as_csv(list(found.values()), "vi"))))
    assert len(rows) == 1 + sum(len(answer.rows) for answer in found.values())


def test_the_verb(documents, tmp_path, capsys):
    to = tmp_path / "kết quả"
    assert main(["archive", "--isolated", "--jobs", "1", str(documents), "--to", str(to)]) == 2
    assert "6 văn bản" in capsys.readouterr().err
    assert main(["archive", "report", str(to)]) == 0
    assert "Văn bản được viện dẫn nhiều nhất" in capsys.readouterr().out
    assert main(["archive", str(documents), "--to", str(documents)]) == 2  # a folder with other things in it is left alone
    assert (documents / "b.txt").exists() and "thư mục đã có tệp khác" in capsys.readouterr().err
    assert main(["archive", "report", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: không có kho kết quả ở đây" in capsys.readouterr().err
    assert main(["archive", str(tmp_path / "nowhere"), "--to", str(tmp_path / "x")]) == 2
