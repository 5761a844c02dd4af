"""What an archive says, asked of its Parquet files with DuckDB: each answer is a table of names with a detail and two counts."""

from __future__ import annotations

import os
from collections.abc import Iterator

from checker.base.errors import Fatal
from checker.base.record import NamedTuple
from checker.report.table import harmless

_MOST = 40  # rows of one answer that text and HTML show


class Answer(NamedTuple):
    """An answer: its title and the heads of its columns by language, and its rows (name, detail, count, documents)."""

    key: str
    title: dict[str, str]
    heads: dict[str, tuple[str, str, str, str]]
    rows: list[tuple[str, str, int, int]]


_QUESTIONS = (
    (
        "rules",
        {"vi": "Phát hiện theo quy tắc", "en": "Findings by rule"},
        {"vi": ("quy tắc", "tên", "số lần", "văn bản"), "en": ("rule", "name", "count", "documents")},
        "SELECT code, any_value(name), count(*), count(DISTINCT file) FROM findings GROUP BY code ORDER BY 3 DESC, 1",
    ),
    (
        "offices",
        {"vi": "Phát hiện theo cơ quan", "en": "Findings by office"},
        {"vi": ("cơ quan", "lỗi", "phát hiện", "văn bản"), "en": ("office", "errors", "findings", "documents")},
        "SELECT coalesce(office, '—'), sum(errors)::BIGINT::VARCHAR, sum(findings)::BIGINT, count(*) FROM files "
        "WHERE error IS NULL GROUP BY 1 ORDER BY 3 DESC, 1",
    ),
    (
        "months",
        {"vi": "Phát hiện theo tháng", "en": "Findings by month"},
        {"vi": ("tháng", "lỗi", "phát hiện", "văn bản"), "en": ("month", "errors", "findings", "documents")},
        "SELECT coalesce(strftime(date, '%Y-%m'), '—'), sum(errors)::BIGINT::VARCHAR, sum(findings)::BIGINT, count(*) FROM files "
        "WHERE error IS NULL GROUP BY 1 ORDER BY 1",
    ),
    (
        "cited",
        {"vi": "Văn bản được viện dẫn nhiều nhất", "en": "Documents cited most"},
        {"vi": ("văn bản", "ngày", "số lần", "văn bản viện dẫn"), "en": ("document", "date", "count", "documents")},
        "SELECT name, coalesce(strftime(max(date), '%d/%m/%Y'), ''), count(*), count(DISTINCT file) FROM facts "
        "WHERE kind = 'citation' GROUP BY name ORDER BY 4 DESC, 3 DESC, 1",
    ),
    (
        "gone",
        {"vi": "Viện dẫn văn bản đã hết hiệu lực", "en": "Documents cited that are not in force"},
        {"vi": ("văn bản", "hết hiệu lực từ", "số lần", "văn bản viện dẫn"), "en": ("document", "since", "count", "documents")},
        "SELECT name, strftime(min(gone), '%d/%m/%Y'), count(*), count(DISTINCT file) FROM facts WHERE gone IS NOT NULL "
        "GROUP BY name ORDER BY 4 DESC, 3 DESC, 1",
    ),
    (
        "deadlines",
        {"vi": "Cơ quan được giao việc không có thời hạn", "en": "Agencies with tasks without a deadline"},
        {
            "vi": ("cơ quan", "trên tổng số việc", "không thời hạn", "văn bản"),
            "en": ("agency", "of tasks", "without", "documents"),
        },
        "SELECT name, count(*)::VARCHAR, count(*) FILTER (date IS NULL), count(DISTINCT file) FROM facts WHERE kind = 'task' AND "
        "name IS NOT NULL GROUP BY name HAVING count(*) FILTER (date IS NULL) > 0 ORDER BY 3 DESC, 1",
    ),
    (
        "broken",
        {"vi": "Tệp không đọc được", "en": "Files that could not be read"},
        {"vi": ("tệp", "lý do", "", ""), "en": ("file", "why", "", "")},
        "SELECT file, error, 1, 1 FROM files WHERE error IS NOT NULL ORDER BY 1",
    ),
)


def answers(folder: str) -> Iterator[Answer]:
    """All answers of the archive in a folder. Raises `Fatal` where there is none."""
    import duckdb

    if not os.path.isdir(os.path.join(folder, "files")):
        raise Fatal(f"{folder}: không có kho kết quả ở đây", f"{folder}: there is no archive here")
    with duckdb.connect() as base:
        for table in ("files", "findings", "facts"):
            pattern = os.path.join(folder, table, "*.parquet")
            if not os.listdir(os.path.join(folder, table)):
                return
            base.from_parquet(pattern).create_view(table)
        for key, title, heads, query in _QUESTIONS:
            yield Answer(key, title, heads, base.sql(query).fetchall())


def as_text(found: list[Answer], lang: str) -> str:
    """For a terminal: each answer that has rows, the first of them."""
    blocks = []
    for answer in found:
        if not answer.rows:
            continue
        rows = [answer.heads[lang], *(tuple(map(str, row)) for row in answer.rows[:_MOST])]
        wide = [min(60, max(len(row[at]) for row in rows)) for at in range(4)]
        lines = [
            f"  {row[2]:>{wide[2]}}  {row[3]:>{wide[3]}}  {_cut(row[0], wide[0]):<{wide[0]}}  {_cut(row[1], wide[1])}".rstrip()
            for row in rows
        ]
        more = len(answer.rows) - _MOST
        rest = [f"  … +{more}"] if more > 0 else []
        blocks.append("\n".join([answer.title[lang], *lines, *rest]))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def as_csv(found: list[Answer], lang: str) -> str:
    """Every row of every answer, the key of the answer in front. Cells that a spreadsheet would take for formulas are quoted."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("answer", "name", "detail", "count", "documents"))
    for answer in found:
        writer.writerows((answer.key, *(harmless(cell) for cell in row)) for row in answer.rows)
    return out.getvalue()


def as_html(found: list[Answer], lang: str) -> str:
    """One page without scripts or anything from elsewhere."""
    from html import escape

    title = {"vi": "Kho văn bản", "en": "Archive"}[lang]
    parts = [_PAGE.format(lang=lang, title=title)]
    for answer in found:
        if answer.rows:
            heads = "".join(f"<th>{escape(head)}</th>" for head in answer.heads[lang])
            body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>\n" for row in answer.rows)
            parts.append(
                f"<h2>{escape(answer.title[lang])}</h2>\n<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>\n"
            )
    return "".join((*parts, "</main></body></html>\n"))


_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}table{{border-collapse:collapse;
width:100%;margin-bottom:2rem}}th,td{{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc}}
td:nth-child(n+3),th:nth-child(n+3){{text-align:right;font-variant-numeric:tabular-nums}}</style></head>
<body><main><h1>{title}</h1>
"""
FORMATS = {"text": as_text, "csv": as_csv, "html": as_html}
