"""The language server, asked by a real client over standard input and output."""

from __future__ import annotations

import pytest

from tests.packs import pack
from tests.plans import plan_with

types = pytest.importorskip("lsprotocol.types")

from tests.server.conversation import converse  # noqa: E402

SLIP = "1. 😀 Đề nghị **Ủy bân** nhân dân xã A , họp trước ngày 01/6/2026."
BUDGET = (
    "III. KINH PHÍ\n\nTổng kinh phí: 16.000.000 đồng, gồm:\n\n- In tài liệu: 10.000.000 đồng;\n- Nước uống: 5.000.000 đồng.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".git").mkdir()
    return tmp_path


def everywhere():
    return types.Range(types.Position(0, 0), types.Position(10_000, 0))


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n")


def test_columns_are_counted_as_the_client_counts(folder):
    text = plan_with(SLIP)

    async def talk(client):
        told = await client.open("a.md", text)
        spacing = next(d for d in told if d.code == "CT701")
        line = text.split("\n")[spacing.range.start.line]
        assert spacing.range.start.line == line_of(text, SLIP)
        units = line.encode("utf-16-le")
        start, end = spacing.range.start.character, spacing.range.end.character
        assert units[2 * start : 2 * end].decode("utf-16-le") == "A ,"
        assert start == line.index("A ,") + 1  # the picture counts twice

    converse(folder, talk)


def test_open_fix_and_gone(folder):
    text = plan_with("1. Họp giao ban , báo cáo trước ngày 01/6/2026.")

    async def talk(client):
        told = await client.open("a.md", text)
        [spacing] = [d for d in told if d.code == "CT701"]
        assert spacing.source == "plancheck" and spacing.severity == types.DiagnosticSeverity.Information
        offered = await client.actions("a.md", spacing.range)
        fix = next(action for action in offered if action.is_preferred)
        [edit] = fix.edit.changes[client.uri("a.md")]
        after = await client.change("a.md", edit.range, edit.new_text)
        assert "CT701" not in {d.code for d in after} and len(after) == len(told) - 1

    converse(folder, talk)


def test_formatting_and_fix_all_are_the_safe_fixes(folder):
    text = plan_with("1. Họp giao ban , báo cáo trước ngày 01/6/2026.")

    async def talk(client):
        await client.open("a.md", text)
        options = types.FormattingOptions(4, True)
        [edit] = await client.client.text_document_formatting_async(
            types.DocumentFormattingParams(client.identifier("a.md"), options)
        )
        [action] = await client.actions("a.md", everywhere(), types.CodeActionKind.SourceFixAll)
        assert list(action.edit.changes[client.uri("a.md")]) == [edit]
        told = await client.change("a.md", edit.range, edit.new_text)
        assert "CT701" not in {d.code for d in told}
        assert not await client.client.text_document_formatting_async(
            types.DocumentFormattingParams(client.identifier("a.md"), options)
        )

    converse(folder, talk)


@pytest.mark.parametrize("there", [None, "", "- {code: TT101, path: b.md, reason: cũ}"])
def test_an_entry_of_the_ignore_file_waits_for_its_reason(folder, there):
    text = plan_with("1. Họp giao ban , báo cáo trước ngày 01/6/2026.")
    file = folder / ".plancheck-ignore.yaml"
    if there is not None:
        file.write_text(there, "utf-8")

    async def talk(client):
        told = await client.open("a.md", text)
        spacing = next(d for d in told if d.code == "CT701")
        action = next(a for a in await client.actions("a.md", spacing.range) if "Bỏ qua CT701" in a.title)
        *made, change = action.edit.document_changes
        assert len(made) == (there is None) and change.text_document.uri == file.as_uri()
        [edit] = change.edits
        lines = (there or "").split("\n")
        assert (edit.range.start.line, edit.range.start.character) == (len(lines) - 1, len(lines[-1]))
        entry = edit.new_text
        file.write_text((there or "") + entry, "utf-8")
        client.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))
        assert "CT701" in {d.code for d in await client.next(client.uri("a.md"))}
        file.write_text((there or "") + entry.replace("reason:", "reason: trích nguyên văn"), "utf-8")
        changed = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
        client.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
        assert "CT701" not in {d.code for d in await client.next(client.uri("a.md"))}

    converse(folder, talk)


def test_hover_explain_outline_and_sums(folder):
    text = plan_with(SLIP).replace("Nơi nhận", BUDGET + "\nNơi nhận", 1)

    async def talk(client):
        told = await client.open("a.md", text)
        one = next(d for d in told if d.code == "CQ403")
        hover = await client.client.text_document_hover_async(types.HoverParams(client.identifier("a.md"), one.range.start))
        assert "CQ403" in hover.contents.value and "Vì sao" in hover.contents.value
        nothing = types.HoverParams(client.identifier("a.md"), types.Position(3, 0))
        assert await client.client.text_document_hover_async(nothing) is None
        said = await client.client.workspace_execute_command_async(types.ExecuteCommandParams("plancheck.explain", ["CQ403"]))
        assert "CQ403" in said and client.messages[-1] == said
        outline = await client.client.text_document_document_symbol_async(types.DocumentSymbolParams(client.identifier("a.md")))
        assert any("MỤC ĐÍCH" in symbol.name for symbol in outline)
        lenses = await client.client.text_document_code_lens_async(types.CodeLensParams(client.identifier("a.md")))
        assert any("15.000.000" in lens.command.title and "16.000.000" in lens.command.title for lens in lenses), lenses

    converse(folder, talk)


def test_settings_and_packs_are_judged_as_on_the_command_line(folder):
    (folder / ".plancheck.yaml").write_text("selct: [TT]\n", "utf-8")
    (folder / "office.yaml").write_text(pack(("check: forbidden", "check: forbiden")), "utf-8")

    async def talk(client):
        [wrong] = await client.open(".plancheck.yaml", "selct: [TT]\n", "yaml")
        assert "“selct”" in wrong.message and "select" in wrong.message and wrong.range.start == types.Position(0, 0)
        [wrong] = await client.open("office.yaml", (folder / "office.yaml").read_text("utf-8"), "yaml")
        assert "forbiden" in wrong.message
        assert await client.open("a.md", plan_with(SLIP)) == [] and "selct" in client.messages[-1]
        (folder / ".plancheck.yaml").write_text("select: [CQ]\n", "utf-8")
        client.client.text_document_did_save(types.DidSaveTextDocumentParams(client.identifier(".plancheck.yaml")))
        assert {d.code for d in await client.next(client.uri("a.md"))} == {"CQ403"}
        assert await client.next(client.uri(".plancheck.yaml")) == []

    converse(folder, talk)


def test_excluded_texts_and_texts_that_are_no_plans_are_left_alone(folder):
    (folder / ".plancheck.yaml").write_text("exclude: [nháp]\nlang: en\n", "utf-8")

    async def talk(client):
        assert await client.open("nháp/a.md", plan_with(SLIP)) == []
        told = await client.open("b.md", plan_with(SLIP))
        assert told and all("ghi" not in d.message.split()[:1] for d in told)
        client.client.text_document_did_close(types.DidCloseTextDocumentParams(client.identifier("b.md")))
        assert await client.next(client.uri("b.md")) == []

    converse(folder, talk)


def test_a_long_plan_is_judged_while_somebody_types(folder):
    """What is told of a text of 50 KB stands where an edit above has moved it. How long that takes is in the benchmarks."""
    tasks = (f"{n}. Phòng Văn hóa - Xã hội tổ chức họp thôn số {n}, báo cáo trước ngày 01/6/2026." for n in range(1, 480))
    text = plan_with("\n\n".join((*tasks, SLIP)))
    assert len(text.encode()) > 50_000
    at = line_of(text, "1. Phòng")

    async def talk(client):
        first = await client.open("a.md", text)
        for _ in range(3):
            told = await client.change("a.md", types.Range(types.Position(at, 0), types.Position(at, 0)), "Thêm một câu.\n\n")
        below = {(one.code, one.range.start.line) for one in first if one.range.start.line > at}
        assert below and {(code, line + 6) for code, line in below} <= {(one.code, one.range.start.line) for one in told}

    converse(folder, talk)
