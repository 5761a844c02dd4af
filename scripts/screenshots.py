"""Make the pictures of docs/screenshots: `python scripts/screenshots.py [PLAN] [--chromium PROGRAM]`.

The terminal picture is the real output with its colours, shown on a page that looks like a terminal; the review sheet is shown
as it is, in light and dark, and as printed on A4 where pypdfium2 and Pillow are installed.
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
from pathlib import Path

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
    try:
        import pypdfium2
        from PIL import Image
    except ImportError:
        print("no picture of the print: pypdfium2 or Pillow is not installed")
        return
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
        document = pypdfium2.PdfDocument(made)
        sheets = [document[at].render(scale=1).to_pil() for at in range(min(pages, len(document)))]
        whole = Image.new("RGB", (sum(s.width + 12 for s in sheets) + 12, sheets[0].height + 24), "#8a8f98")
        for at, sheet in enumerate(sheets):
            whole.paste(sheet, (12 + at * (sheet.width + 12), 12))
        whole.save(target)
        document.close()
    _small(target)


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
    for picture in sorted(SHOTS.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
