"""What mkdocs does with our pages: those at the top of the repository come into the site, and links that lead to its code do not.

A link to a file that is not in the repository fails the build.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).absolute().parent.parent
_AT_TOP = {  # a file of the repository → its page
    "README.md": "index.md",
    "README.vi.md": "index.vi.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "SECURITY.md": "SECURITY.md",
}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
_SHIM = "assets/iframe-worker.js"
_CODE = re.compile(r"(````.*?````|```.*?```|`[^`\n]*`)", re.DOTALL)


def slug(text: str, separator: str) -> str:
    """The anchor of a heading, as the services that show a repository make it: Vietnamese letters stay."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", separator)


def on_config(config):
    """Anchors of headings as in the repository."""
    config.mdx_configs["toc"]["slugify"] = slug
    return config


def on_files(files: Files, config) -> Files:
    """The pages of the top beside those of docs/."""
    for name, page in _AT_TOP.items():
        files.append(File.generated(config, page, content=(ROOT / name).read_text("utf-8")))
    return files


def on_post_page(output: str, **_: object) -> str:
    """The page with what lets a search run from a folder at hand; the theme would get it from elsewhere."""
    return output.replace("https://unpkg.com/iframe-worker/shim", _SHIM)


def on_post_build(config) -> None:
    """That script."""
    shutil.copyfile(Path(__file__).with_name("iframe-worker.js"), Path(config.site_dir, _SHIM))


def on_page_markdown(markdown: str, page, files: Files, **_: object) -> str:
    """The page with links as they are in the site."""
    parts = _CODE.split(markdown)  # what is code stands at odd places
    parts[::2] = [_LINK.sub(lambda link: _relinked(link, page.file.src_uri, files), part) for part in parts[::2]]
    parts[1::2] = [_spelled(part) if "<!" in part and not part.startswith("```") else part for part in parts[1::2]]
    return "".join(parts)


def _spelled(code: str) -> str:
    """Code within a line that mkdocs would take for a declaration of HTML (`(?<![a-z])`), its marks as entities."""
    return "<code>" + "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in code[1:-1]) + "</code>"


def _relinked(link: re.Match[str], page: str, files: Files) -> str:
    image, text, target = link.groups()
    path, sign, anchor = target.partition("#")
    if not path or "://" in path or target.startswith("mailto:"):
        return link[0]
    at_top = {uri: name for name, uri in _AT_TOP.items()}
    folder = ROOT if page in at_top else (ROOT / "docs" / page).parent
    found = Path(os.path.normpath(folder / path))
    if not found.exists():
        raise PluginError(f"{at_top.get(page, f'docs/{page}')}: no “{path}” in the repository")
    name = found.relative_to(ROOT).as_posix()
    uri = _AT_TOP.get(name, name.removeprefix("docs/"))
    if files.get_file_from_path(uri) is None or uri == name and name not in _AT_TOP:
        return text  # code, data, a folder: not in the site
    return f"{image}[{text}]({os.path.relpath(uri, os.path.dirname(page) or '.')}{sign}{anchor})"
