"""Make the pictures of docs/screenshots: `python scripts/screenshots.py [PLAN] [--chromium PROGRAM]`.

The terminal picture is the real output with its colours, shown on a page that looks like a terminal; the review sheet and
plancheck.html are shown as they are, wide, narrow, dark and as printed on A4, and a Word file with its comments. A picture is
left out, and told, where what it needs is not installed: playwright, pypdfium2, Pillow, LibreOffice, npm's tests/page.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "screenshots"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)
_CODES = {
    "1": "font-weight:700",
    "2": "color:#8b93a1",
    "4": "text-decoration:underline",
    "31": "color:#ff7b72",
    "32": "color:#7ee2a0",
    "33": "color:#f2c14e",
    "36": "color:#79c0ff",
}
_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>body{{margin:0;background:#15181e;color:#e6e9ef}}
p{{margin:0;padding:10px 16px;background:#20242c;color:#9aa3b2;font:13px system-ui,"Noto Sans",sans-serif}}
pre{{margin:0;padding:14px 18px;font:14px/1.45 "Noto Sans Mono","Noto Mono",monospace}}</style>
<p>● ● ●&emsp;{title}</p><pre>{body}</pre>"""

_WORD = """<!DOCTYPE html><meta charset="utf-8"><style>
body{{margin:0;display:flex;height:806px;overflow:hidden;background:#8a8f98}}
img{{align-self:flex-start}}aside{{flex:1;padding:12px 12px 0 0;font:12.5px/1.35 system-ui,"Noto Sans",sans-serif}}
div{{background:#fff;border-left:4px solid #c0504d;border-radius:3px;margin-bottom:7px;padding:5px 9px;color:#222}}
b{{display:block;color:#8a1f1b}}</style><img src="{paper}" alt=""><aside>{comments}</aside>"""


def plancheck(*words: str, width: int = 118) -> str:
    """The output of one command, in colour, as on a terminal of `width` cells."""
    code = (
        "import sys, shutil, os; sys.stdout.isatty = lambda: True;"
        f"shutil.get_terminal_size = lambda *_: os.terminal_size(({width}, 50));"
        "from checker.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "FORCE_COLOR": "1"},
    )
    return done.stdout


def coloured(text: str) -> str:
    """ANSI colours → HTML."""
    out, spans = [], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        if not piece.startswith("\x1b"):
            out.append(html.escape(piece))
            continue
        codes = [code for code in piece[2:-1].split(";") if code not in ("", "0")]
        if codes:
            out.append(f'<span style="{";".join(_CODES.get(code, "") for code in codes)}">')
            spans += 1
        else:
            out.append("</span>" * spans)
            spans = 0
    return "".join(out) + "</span>" * spans


def shoot(chromium: str, page: Path, target: Path, width: int, height: int, dark: bool = False) -> None:
    """A picture of a page."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                *_FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                f"--screenshot={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    _small(target)


def _small(picture: Path) -> None:
    """Fewer colours where Pillow is there: a third of the bytes, no difference to the eye."""
    try:
        from PIL import Image
    except ImportError:
        return
    few = Image.open(picture).convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def printed(chromium: str, page: Path, target: Path, pages: int = 2) -> None:
    """The first pages as they come out of a printer, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "page.pdf"
        subprocess.run(
            [
                chromium,
                *_FLAGS,
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={made}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        side_by_side(made, target, pages)


def side_by_side(paper: Path, target: Path, pages: int, scale: float = 1, bottom: float = 1) -> None:
    """The first pages of a PDF, each as far down as `bottom` says."""
    try:
        import pypdfium2
        from PIL import Image
    except ImportError:
        print(f"no picture of {paper.name}: pypdfium2 or Pillow is not installed")
        return
    document = pypdfium2.PdfDocument(paper)
    sheets = [document[at].render(scale=scale).to_pil() for at in range(min(pages, len(document)))]
    sheets = [sheet.crop((0, 0, sheet.width, round(sheet.height * bottom))) for sheet in sheets]
    whole = Image.new("RGB", (sum(s.width + 12 for s in sheets) + 12, sheets[0].height + 24), "#8a8f98")
    for at, sheet in enumerate(sheets):
        whole.paste(sheet, (12 + at * (sheet.width + 12), 12))
    whole.save(target)
    document.close()
    _small(target)


def page_pictures(chromium: str, plan: Path) -> None:
    """plancheck.html with a Word file that was dropped on it: wide, dark, narrow, printed; and before anything was."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("no pictures of the page: playwright is not installed")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built, paper = Path(folder) / "plancheck.html", Path(folder) / "page.pdf"
        said = plancheck("page", "--isolated", "--output", str(built), "--runtime", "tests/page/node_modules/pyodide")
        if not built.exists():
            print(f"no pictures of the page: npm ci --prefix tests/page {said}")
            return
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_FLAGS])
        for name, width, scheme in (("light", 1280, "light"), ("dark", 1280, "dark"), ("narrow", 400, "light")):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.set_default_timeout(120_000)
            page.goto(built.as_uri())
            page.wait_for_selector("body[data-ready]", state="attached")
            if name == "light":
                page.screenshot(path=SHOTS / "page-start.png", clip={"x": 0, "y": 0, "width": width, "height": 480})
            page.set_input_files("#file", plan)
            page.wait_for_selector("body[data-checked]", state="attached")
            page.screenshot(path=SHOTS / f"page-{name}.png")
            if name == "light":
                page.pdf(path=paper, format="A4", prefer_css_page_size=True)
                side_by_side(paper, SHOTS / "page-print.png", 3)
            page.close()
        browser.close()
    for picture in SHOTS.glob("page-*.png"):
        _small(picture)


def word_picture(chromium: str, plan: Path) -> None:
    """A Word file with its corrections as tracked changes, as LibreOffice prints it, and the comments of its first page beside
    it, which LibreOffice does not print without a window."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("no word.png: LibreOffice is not installed")
        return
    how = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
    with tempfile.TemporaryDirectory() as folder:
        copy, paper = Path(folder) / "word.docx", Path(folder) / "paper.png"
        plancheck("check", "--isolated", str(plan), "--output", f"docx={copy}", "--reviewer", "Nguyễn Thị Lan")
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", how]
        subprocess.run([*command, "--outdir", folder, str(copy)], check=True, capture_output=True)
        side_by_side(copy.with_suffix(".pdf"), paper, 1, scale=1.5, bottom=0.62)
        if not paper.exists():  # what it needs is not installed, which was told
            return
        page = Path(folder) / "page.html"
        page.write_text(_WORD.format(paper=paper.as_uri(), comments="".join(map(_balloon, comments_of(copy)))), "utf-8")
        shoot(chromium, page, SHOTS / "word.png", 1280, 806)


def comments_of(copy: Path) -> list[list[str]]:
    """The comments of a Word file: for each its author and its lines."""
    with zipfile.ZipFile(copy) as package:
        root = ElementTree.fromstring(package.read("word/comments.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [[c.get(f"{w}author"), *("".join(p.itertext()) for p in c.iter(f"{w}p"))] for c in root]


def _balloon(comment: list[str]) -> str:
    author, *lines = (html.escape(line) for line in comment)
    return f"<div><b>{author}</b>{'<br>'.join(lines)}</div>"


def main() -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plan", nargs="?", default="docs/screenshots/du-thao.md")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    parser.add_argument("--lines", type=int, default=64, help="lines of the terminal picture")
    args = parser.parse_args()
    if not args.chromium:
        parser.error("no Chromium found")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        lines = plancheck("check", args.plan).splitlines()
        if len(lines) > args.lines:  # the beginning and the summary
            blank = max(at for at in range(args.lines - 8) if not re.sub(r"\x1b\[[0-9;]*m", "", lines[at]).strip())
            tail = max(at for at, line in enumerate(lines) if not line.strip()) + 1
            lines = [*lines[: blank + 1], "  ⋮", "", *lines[tail:]]
        page.write_text(_TERMINAL.format(title=f"plancheck check {args.plan}", body=coloured("\n".join(lines))), "utf-8")
        shoot(args.chromium, page, SHOTS / "terminal.png", 1080, 70 + round(20.4 * len(lines)))
        page.write_text(plancheck("check", args.plan, "--format", "html"), "utf-8")
        shoot(args.chromium, page, SHOTS / "sheet-light.png", 1280, 1150)
        shoot(args.chromium, page, SHOTS / "sheet-dark.png", 1280, 1150, dark=True)
        shoot(args.chromium, page, SHOTS / "sheet-narrow.png", 500, 1150)
        printed(args.chromium, page, SHOTS / "sheet-print.png")
        text = page.read_text("utf-8").replace("</head>", "<style>.sheet,.card,.filters{display:none}</style></head>")
        page.write_text(text, "utf-8")
        shoot(args.chromium, page, SHOTS / "sheet-read.png", 1280, 1000)
    word = ROOT / "samples" / "word" / "loi-go-tay.docx"
    page_pictures(args.chromium, word)
    word_picture(args.chromium, word)
    for picture in sorted(SHOTS.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
