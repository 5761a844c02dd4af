"""Files of other word processors (.odt, .doc, .rtf), through LibreOffice where the machine has it.

The conversion runs in a folder and a user profile of its own, with macros and links to other files switched off, within a
bounded time. What is checked is the .docx that comes out: positions are its paragraphs.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.base.errors import system_words
from checker.base.record import replace
from checker.source.text import Source, Unreadable

_SECONDS = 90
_PROGRAMS = ("soffice", "libreoffice")
_SWITCHED = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>\n'
        for path, name, value in _SWITCHED
    )
    + "</oor:items>\n"
)

_NOT_RUN = (126, 127)  # the shell's codes for a program that is none, or is not there
# Beside LibreOffice, in its group, waits a watch. A process that is killed outright (SIGKILL) can end nothing any more, but its
# end of the pipe closes: then the watch removes the folder with the copy and ends the group.
_WATCHED = 'exec 3<&0; { read -r _ <&3 || { rm -rf -- "$0"; kill -9 0; }; } & exec "$@" </dev/null 3<&-'


def find_office() -> str | None:
    """The path of LibreOffice's program, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read_office(path: str, data: bytes) -> Source:
    """The bytes of an .odt, .doc or .rtf → its text and layout. Raises `Unreadable`, also where LibreOffice is missing."""
    from checker.source.docx.reader import read_docx

    source = read_docx(path, convert(data, Path(path).suffix.lower() or ".doc", "docx"))
    note = "đọc qua LibreOffice; vị trí tính theo đoạn của bản .docx chuyển đổi"
    layout = source.layout
    return replace(source, layout=layout and replace(layout, notes=(note, *layout.notes)))


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """The bytes of a document of kind `suffix` ('.odt') as a file of another kind ('docx', 'pdf'). Raises `Unreadable`."""
    program = find_office()
    if program is None:
        raise Unreadable(
            f"cần LibreOffice (soffice) để đọc tệp {suffix}; cài libreoffice-writer, hoặc lưu lại thành .docx",
            f"LibreOffice (soffice) is needed to read {suffix}: install libreoffice-writer, or save as .docx",
        )
    if not data:
        raise Unreadable("tệp rỗng", "the file is empty")
    _refuse_pages(data, suffix)
    with tempfile.TemporaryDirectory(prefix="plancheck-") as folder:
        profile = Path(folder, "profile")
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = Path(folder, f"input{suffix}")
        source.write_bytes(data)
        _run(
            [
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(Path(folder, "out")),
                str(source),
            ],
            folder,
            suffix,
        )
        made = Path(folder, "out", f"input.{target.partition(':')[0]}")
        if not made.is_file():
            raise Unreadable(
                f"LibreOffice không đọc được tệp {suffix} (hỏng hoặc đặt mật khẩu)",
                f"LibreOffice cannot read this {suffix} (damaged, or protected by a password)",
            )
        return made.read_bytes()


def _refuse_pages(data: bytes, suffix: str) -> None:
    """Web pages that Word saved, or a program gave out, under the name of a document: LibreOffice takes them for no document, and
    they may name pictures elsewhere, which nothing here may ask for."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"mime-version:")) or b"<html" in head:
        raise Unreadable(
            f"trang web (HTML) mang đuôi {suffix}: mở bằng Word, lưu lại thành .docx rồi kiểm tra",
            f"a web page (HTML) called {suffix}: open it in Word and save as .docx",
        )


def _run(command: list[str], folder: str, suffix: str) -> None:
    """Run LibreOffice and wait. The launcher starts another process, so what ends the wait ends the whole group."""
    process = None
    none = subprocess.DEVNULL
    if os.name == "posix":
        command = ["/bin/sh", "-c", _WATCHED, folder, *command]
    with _signals_raise():
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=none, stderr=none, start_new_session=True)
            process.wait(_SECONDS)
            if process.returncode in _NOT_RUN:
                raise Unreadable("không chạy được LibreOffice", "LibreOffice cannot be started")
        except OSError as error:
            vi, en = system_words(error)
            raise Unreadable(f"không chạy được LibreOffice: {vi}", f"LibreOffice cannot be started: {en}") from None
        except subprocess.TimeoutExpired:
            raise Unreadable(
                f"LibreOffice đọc tệp {suffix} quá {_SECONDS} giây",
                f"LibreOffice took over {_SECONDS} seconds to read this {suffix}",
            ) from None
        finally:
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if process is not None:
                _dismiss(process)


def _dismiss(process: subprocess.Popen) -> None:
    """Tell the watch that all is well."""
    try:
        process.communicate(b"\n")
    except OSError:
        pass  # it was ended with the group


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Signals that would end this process at once end it by an exception, so that nothing is left running or lying about."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _leave) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _leave(number: int, _: object) -> None:
    sys.exit(128 + number)
