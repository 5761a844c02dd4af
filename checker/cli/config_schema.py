"""What every key of a configuration means: the commented file that `plancheck init` writes, the JSON Schema of editors, the
page of keys in docs/."""

from __future__ import annotations

from collections.abc import Mapping

from checker.base.record import NamedTuple
from checker.cli.settings import CONFIG_NAMES, FAIL_ON, Config
from checker.model.findings import LANGS, PROFILES, SEVERITIES, STAGES

SCHEMA_NAME = ".plancheck.schema.json"  # beside the configuration: editors find it without a network
_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"anyOf": [_STRING, {"type": "array", "items": _STRING}]}
_LEVELS = {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}}
_PARTS = {"select": _STRINGS, "ignore": _STRINGS, "profile": {"enum": list(PROFILES)}, "stage": {"enum": list(STAGES)}}
_PER_FILE = {"type": "object", "properties": {**_PARTS, "severity": _LEVELS}, "additionalProperties": False}


class Key(NamedTuple):
    """A key: the schema of its value, an example of one as YAML, and what it does."""

    schema: Mapping[str, object]
    example: str
    vi: str
    en: str

    def text(self, lang: str) -> str:
        """What it does, in one language."""
        return self.en if lang == "en" else self.vi


def _one_of(choices: tuple[str, ...], vi: str, en: str, example: str) -> Key:
    return Key({"enum": list(choices)}, example, f"{vi}: {', '.join(choices)}", f"{en}: {', '.join(choices)}")


KEYS: Mapping[str, Key] = {
    "profile": _one_of(PROFILES, "bộ quy tắc", "the set of rules", "strict"),
    "stage": _one_of(STAGES, "giai đoạn: dự thảo hay trình ký ban hành", "the stage: a draft or ready to be issued", "issue"),
    "select": Key(_STRINGS, "[TT, VD]", "chỉ dùng các quy tắc này: mã, tên, họ", "only these rules: codes, names, families"),
    "ignore": Key(_STRINGS, "[CT]", "bỏ các quy tắc này", "leave these rules out"),
    "severity": Key(_LEVELS, "{VD: error, CT: info}", "đổi mức của quy tắc", "the level of rules"),
    "fail-on": _one_of(FAIL_ON, "mức từ đó trả mã 1", "the level from which on the exit code is 1", "warning"),
    "as-of": Key(
        {"type": "string", "format": "date"}, "2026-03-05", "áp dụng pháp luật của ngày này", "the day the law is read at"
    ),
    "lang": _one_of(LANGS, "ngôn ngữ của thông báo", "the language of messages", "en"),
    "include": Key(
        _STRINGS,
        '["ke-hoach/**/*.docx"]',
        "trong thư mục chỉ lấy tệp khớp; dùng được `*`, `?`, `[ab]`, `{a,b}`, `**`",
        "of folders only the files that fit, by `*`, `?`, `[ab]`, `{a,b}`, `**`",
    ),
    "exclude": Key(
        _STRINGS,
        '[nháp, "*.cũ.md", "!nháp/giữ.md"]',
        "bỏ tệp, thư mục khớp; `!` lấy lại",
        "leave out the files and folders that fit; `!` takes back",
    ),
    "per-file": Key(
        {"type": "object", "additionalProperties": _PER_FILE},
        '{"lưu trữ/**": {ignore: [TT], stage: issue}}',
        "thêm cho các tệp khớp: select, ignore, severity, profile, stage",
        "more for the files that fit: select, ignore, severity, profile, stage",
    ),
    "packs": Key(
        _STRINGS, "[quy-tac.yaml]", "gói quy tắc của đơn vị: tệp hoặc thư mục", "rule packs of the office: files, folders"
    ),
    "registries": Key(
        _STRINGS,
        "[danh-muc/documents.yaml]",
        "danh mục của đơn vị (văn bản, cơ quan …)",
        "registries of the office (documents, bodies …)",
    ),
    "extends": Key(
        _STRING,
        "../chung/.plancheck.yaml",
        "lấy cấu hình này làm nền, rồi sửa thêm",
        "start from this configuration, and change it",
    ),
}
_HEAD = {
    "vi": "# Cấu hình của plancheck. Mọi dòng đang là ghi chú; bỏ “# ” ở đầu dòng để dùng. Xem kết quả: plancheck config\n",
    "en": "# Configuration of plancheck. Every line is a comment; take “# ” off to use it. What then holds: plancheck config\n",
}


def schema() -> dict[str, object]:
    """The JSON Schema of a configuration."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plancheck",
        "type": ["object", "null"],
        "properties": {name: {**key.schema, "description": f"{key.vi} ({key.en})"} for name, key in KEYS.items()},
        "additionalProperties": False,
    }


def template(lang: str) -> str:
    """A configuration in which every key is there as a comment."""
    lines = [f"# {key.text(lang)}\n# {name}: {key.example}\n" for name, key in KEYS.items()]
    return f"# yaml-language-server: $schema={SCHEMA_NAME}\n{_HEAD[lang]}\n" + "\n".join(lines)


def reference() -> str:
    """The page of all keys in docs/."""
    rows = [f"| `{name}` | {_default(name)} | `{name}: {key.example}` | {key.vi} | {key.en} |\n" for name, key in KEYS.items()]
    return _PAGE.format(names=", ".join(f"`{name}`" for name in CONFIG_NAMES[:-1]), rows="".join(rows))


def _default(name: str) -> str:
    value = getattr(Config(), name.replace("-", "_"), None)
    return f"`{value}`" if isinstance(value, str) else ""


_PAGE = """\
# Configuration / Cấu hình

<!-- generated: python -m tests.fresh -->

`plancheck init` writes a configuration with every key as a comment, and beside it its schema for editors. `plancheck config PATH`
tells what holds for a file and where each value comes from.

Each file is judged by the closest configuration upward from it: {names}, or the table `[tool.plancheck]` of `pyproject.toml`:

```toml
[tool.plancheck]
profile = "strict"
exclude = ["nháp"]

[tool.plancheck.severity]
VD = "error"
```

`--config FILE` or `PLANCHECK_CONFIG` names one for all files, `--isolated` none; options of the command line have the last word.
Paths and patterns are relative to the folder of the file. What it names must lie in its repository, unless `--trust` is given.

| key | default | for example | việc | what it does |
|---|---|---|---|---|
{rows}"""
