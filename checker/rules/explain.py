"""One rule told in full, from its entry alone: what, legal basis, why, wrong and right, parameters, fix. As text or Markdown."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable, Mapping, Sequence

from checker.base import regex as re
from checker.base.messages import pick
from checker.model.checkbook import CHECKS, TELLS
from checker.rules.packs import TOLD, Example, Rule, Telling

_WORDS: Mapping[str, tuple[str, str]] = {
    "basis": ("Căn cứ", "Basis"),
    "why": ("Vì sao", "Why"),
    "says": ("Thông báo", "Message"),
    "bad": ("Sai", "Wrong"),
    "good": ("Đúng", "Right"),
    "how": ("Cách kiểm", "How it is checked"),
    "aliases": ("Tên khác", "Also called"),
    "yields": ("Nhường cho", "Yields to"),
    "applies": ("Áp dụng cho", "Applies to"),
    "needs": ("Cần có", "Needs"),
    "replaced": ("Thay bằng", "Replaced by"),
    "origin": ("Nguồn", "Origin"),
    "fix": ("sửa", "fix"),
    "since": ("từ bản", "since"),
    "mandatory": ("bắt buộc", "mandatory"),
    "profile": ("bộ", "profile"),
    "severity": ("mức", "severity"),
    "in": ("trong phần", "in"),
    "stage": ("khi", "at"),
    "whole": ("cả tệp", "the whole file"),
    "removed": ("(bỏ phần này)", "(left out)"),
    "printed": ("trình bày", "printed as"),
    "beside": ("cạnh một văn bản khác", "beside another document"),
}
_FIXES: Mapping[str, tuple[str, str]] = {
    "none": ("không", "none"),
    "suggest": ("chỉ gợi ý", "suggested only"),
    "unsafe": ("với --unsafe", "with --unsafe"),
    "safe": ("tự động, không đổi nghĩa", "safe"),
}
FAMILIES: Mapping[str, tuple[str, str]] = {
    "TT": ("Thể thức: các thành phần của văn bản", "Components of the document"),
    "BC": ("Bố cục: các mục và đánh số", "Sections and numbering"),
    "VD": ("Viện dẫn văn bản", "Citations of documents"),
    "CQ": ("Cơ quan, trách nhiệm", "Agencies and responsibilities"),
    "TH": ("Thời hạn, giai đoạn", "Deadlines and periods"),
    "NS": ("Ngân sách: số tiền, phép cộng", "Money"),
    "CT": ("Chữ: chính tả, viết hoa, dấu câu", "Wording and typography"),
    "WD": ("Trình bày trang Word (.docx)", "Word page technique (.docx)"),
    "SP": ("Của chính công cụ", "The tool's own"),
}


def word(name: str, lang: str) -> str:
    """A fixed word of these pages."""
    return _WORDS[name][lang == "en"]


def as_text(rule: Rule, lang: str) -> str:
    """The page of a rule for a terminal."""
    lines = [f"{rule.code}  {rule.name}", f"  {pick(rule.title, lang)}", "", f"  {' · '.join(_facts(rule, lang))}"]
    lines += [f"  {label}: {value}" for label, value in _rows(rule, lang)]
    lines += ["", f"  {word('says', lang)}:", *(f"    {text}" for text in _messages(rule, lang))]
    for name, bad in (("bad", True), ("good", False)):
        examples = [example for example in rule.examples if example.bad is bad]
        if examples:
            lines += ["", f"  {word(name, lang)}:"]
        for example in examples:
            lines += [f"    {line}".rstrip() for line in _example(example, lang, "⟦", "⟧")] + [""]
        if examples:
            lines.pop()
    lines += [
        "",
        f"  {word('how', lang)}: {_how(rule)}",
        *(f"    {line}" for line in _parameters(rule)),
        f"  {word('origin', lang)}: {rule.origin}",
    ]
    return "\n".join(lines) + "\n"


def as_markdown(rule: Rule, lang: str) -> str:
    """The page of a rule in the rule reference."""
    lines = [f"### {rule.code} {rule.name}", "", f"**{_md(pick(rule.title, lang))}** ({' · '.join(_facts(rule, lang))})", ""]
    lines += [f"- {label}: {_md(value)}" for label, value in _rows(rule, lang)]
    lines += [f"- {word('says', lang)}: {_md(text)}" for text in _messages(rule, lang)]
    lines += [f"- {word('how', lang)}: `{_how(rule)}`", *(f"  - `{line}`" for line in _parameters(rule))]
    for name, bad in (("bad", True), ("good", False)):
        for example in (example for example in rule.examples if example.bad is bad):
            fence = "````" if "```" in example.text else "```"  # an example may hold a fence of its own
            lines += ["", f"{word(name, lang)}:", "", f"{fence}text", *_example(example, lang, "⟦", "⟧"), fence]
    return "\n".join(lines) + "\n"


def reference(rules: Sequence[Rule], lang: str) -> str:
    """The rule reference: all rules by family, with a table of contents in front."""
    title, note = (
        ("Quy tắc của plancheck", "Trang này được sinh từ các gói quy tắc: `plancheck explain --all --format md`."),
        ("The rules of plancheck", "Generated from the rule packs: `plancheck explain --all --format md --lang en`."),
    )[lang == "en"]
    out = [f"# {title}\n\n{note}\n"]
    families = list(dict.fromkeys(rule.family for rule in rules))
    families.sort(key=lambda family: (list(FAMILIES).index(family) if family in FAMILIES else len(FAMILIES), family))
    for family in families:
        out.append(f"\n## {family}: {FAMILIES[family][lang == 'en']}\n" if family in FAMILIES else f"\n## {family}\n")
        members = [rule for rule in rules if rule.family == family]
        out.append(
            "\n"
            + "\n".join(f"- [{rule.code}](#{rule.code.lower()}-{rule.name}) {_md(pick(rule.title, lang))}" for rule in members)
            + "\n"
        )
        out += [f"\n{as_markdown(rule, lang)}" for rule in members]
    return "".join(out)


def _facts(rule: Rule, lang: str) -> list[str]:
    severity = rule.severity
    levels = [
        severity.default,
        *(f"{stage}: {level}" for stage, level in severity.stage.items()),
        *(f"{name}={value}: {level}" for name, by in severity.args.items() for value, level in by.items()),
    ]
    facts = [
        f"{word('severity', lang)} {', '.join(levels)}",
        f"{word('profile', lang)} {rule.profile}",
        f"{word('fix', lang)}: {_FIXES[rule.fix][lang == 'en']}",
        f"{word('since', lang)} {rule.since}",
    ]
    if rule.mandatory:
        facts.append(word("mandatory", lang))
    return facts + ([rule.status] if rule.status != "stable" else [])


def _rows(rule: Rule, lang: str) -> list[tuple[str, str]]:
    rows = []
    if rule.basis:
        rows.append((word("basis", lang), str(rule.basis)))
    rows.append((word("why", lang), " ".join(pick(rule.why, lang).split())))
    for name, values in (
        ("aliases", rule.aliases),
        ("applies", (*rule.types, *rule.kinds)),
        ("needs", rule.needs),
        ("yields", rule.yields_to),
        ("replaced", (rule.replaced_by,) if rule.replaced_by else ()),
    ):
        if values:
            rows.append((word(name, lang), ", ".join(values)))
    return rows


def _messages(rule: Rule, lang: str) -> Iterable[str]:
    return dict.fromkeys(" ".join(pick(texts, lang).split()) for texts in rule.messages.values())


def _how(rule: Rule) -> str:
    parts = [rule.check]
    if rule.on:
        parts.append(f"on {rule.on}")
    if rule.within:
        parts.append(f"within {', '.join(rule.within)}")
    if rule.where:
        parts.append(f"where {_conditions(rule.where)}")
    if rule.telling and rule.telling.first:
        parts.append("first")
    if rule.telling and rule.telling.once_per:
        parts.append(f"once per {', '.join(rule.telling.once_per)}")
    return " ".join(parts)


def _conditions(where: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{path}: {_yaml(wanted)}" for path, wanted in where)


def _parameters(rule: Rule) -> list[str]:
    """'name = value' for every parameter of the check, the entry's or the default, and for what it says of its findings."""
    if not rule.module:
        return []
    importlib.import_module(rule.module)
    signature = inspect.signature(CHECKS[rule.check]).parameters.values()
    own = [f"{p.name} = {_yaml(rule.params.get(p.name, p.default))}" for p in signature if p.kind is p.KEYWORD_ONLY]
    return own + (_telling(rule.telling) if rule.telling else [])


def _telling(telling: Telling) -> list[str]:
    """The same for how the findings are told: only what the entry says."""
    said = {name: getattr(telling, name) for name in TOLD if getattr(telling, name) is not None}
    if isinstance(telling.note, Mapping):
        said["note"] = {name: f"{{{_conditions(where)}}}" for name, where in telling.note.items()}
    if telling.text is not None:
        place = {"before": telling.before} if telling.before else {"at": telling.mends or telling.at or "span"}
        said["fix"] = {**place, "text": telling.text or '""'}
    return [f"{name} = {_yaml(value)}" for name, value in said.items()]


def _yaml(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(part)}" for key, part in value.items()) + "}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _example(example: Example, lang: str, opening: str, closing: str) -> list[str]:
    """The lines of an example with its marks, under a line that says where it stands, if that is not the body."""
    text = example.text
    for begin, end in reversed(example.marks):
        text = f"{text[:begin]}{opening}{text[begin:end]}{closing}{text[end:]}"
    about = []
    if example.slot != "body":
        about.append(word("whole", lang) if example.slot == "whole" else f"{word('in', lang)} {example.slot}")
    about += [f"{word('stage', lang)} {example.stage}"] if example.stage != "draft" else []
    about += [f"{name} {value}" for name, value in (("as-of", example.as_of), ("date", example.date)) if value]
    about += [example.kind] if example.kind != "state" else []
    if example.layout:
        about.append(f"{word('printed', lang)} " + ", ".join(f"{name}: {_yaml(value)}" for name, value in example.layout))
    about += [word("beside", lang)] if example.beside else []
    lines = text.split("\n") if text else [word("removed", lang)]
    return [f"({', '.join(about)})", *lines] if about else lines


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def _md(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


REASON = "Algorithm: "  # how the paragraph of a docstring begins that says why the check is no condition over facts


def check_reference(rules: Sequence[Rule]) -> str:
    """All registered checks with the rules that use them, in Markdown: generic ones first, then those that need an algorithm."""
    from checker import families as checks

    checks.import_all()
    users: dict[str, list[str]] = {}
    for rule in rules:
        users.setdefault(rule.check, []).append(rule.code)
    out = [
        "# The checks\n\nGenerated from their docstrings: `plancheck rules checks`. A rule that is a condition over facts stands"
        " on a generic\ncheck and needs no Python; the others have one of their own, each with the reason why.\n"
    ]
    for title, generic in (("Generic checks", True), ("Checks with an algorithm of their own", False)):
        why = "" if generic else " why an algorithm |"
        out.append(f"\n## {title}\n\n| check | asks | rules |{why}\n|---|---|---|{'---|' * bool(why)}\n")
        for name, function in sorted(CHECKS.items(), key=lambda item: (item[1].__module__, item[0])):
            if (name in TELLS) is generic:
                about, *more = (" ".join(part.split()).replace("|", "/") for part in (function.__doc__ or "").split("\n\n"))
                reason = next((part.removeprefix(REASON) for part in more if part.startswith(REASON)), "")
                cells = [f"`{name}`", about, ", ".join(users.get(name, ())), *([] if generic else [reason])]
                out.append(f"| {' | '.join(cells)} |\n")
    return "".join(out)
