"""Writing files: whole or not at all, and as their owner has them.

A file keeps its owner, mode and links; one that nobody may write, that is no file, or that somebody has changed since it was read
is refused. The words lie in a file of mode 0600 beside the target until they are on the disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from checker.base.errors import Refused, system_words
from checker.cli.files import STREAMS

_PIECE = 1 << 20


def write_atomic(path: str, data: bytes, was: bytes | None = None, force: bool = False) -> None:
    """`write_pieces` of data that is at hand."""
    write_pieces(path, [data], was, force)


def write_pieces(path: str, pieces: Iterable[bytes], was: bytes | None = None, force: bool = False) -> None:
    """Put the pieces, one after the other, in the place of the file; links are followed. `was` is what was read of it: where
    something else stands there by now it is left alone. `force` writes a file that is marked as read-only too. Raises
    `OSError`, of it `Refused`, and what making the pieces raises.
    """
    path = os.path.realpath(path)
    old = os.stat(path) if os.path.exists(path) else None
    if old is not None:
        _judge(path, old, force)
    partial = _partial(path, pieces)
    try:
        kept = old is None or _handed_over(partial, old)
        if was is not None:
            _refuse_changed(path, was)
        if kept:
            os.replace(partial, path)
        else:
            _pour(partial, path)
        _sync(os.path.dirname(path))
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def write_device(path: str, pieces: Iterable[bytes]) -> None:
    """Write to what is no file and has nothing to replace (/dev/stdout, a named pipe). Raises `OSError`."""
    with open(path, "wb") as device:
        device.writelines(pieces)


def is_device(path: str) -> bool:
    """Whether a path names a stream of this process, a pipe or a device, and no file that could be replaced."""
    if path.startswith(STREAMS):
        return True
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _judge(path: str, old: os.stat_result, force: bool) -> None:
    if not stat.S_ISREG(old.st_mode):
        raise Refused("không phải tệp thường, không ghi đè", "not a regular file, not written")
    if not force and (not old.st_mode & 0o222 or not os.access(path, os.W_OK)):
        raise Refused("tệp chỉ đọc; thêm --force nếu vẫn muốn ghi", "the file is read-only; add --force to write it all the same")


def _partial(path: str, pieces: Iterable[bytes]) -> str:
    """A file beside `path` that only we can read, with the pieces on the disk. Its name is short, however long the target's."""
    import tempfile  # loads much that only who writes needs

    handle, partial = tempfile.mkstemp(".tmp", ".plancheck-", os.path.dirname(path))
    try:
        with open(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(handle)
        if not os.path.exists(path):
            os.chmod(partial, 0o666 & ~_umask())
    except BaseException:
        os.unlink(partial)
        raise
    return partial


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _handed_over(partial: str, old: os.stat_result) -> bool:
    """Whether the new file has the owner and the mode of the old one, and can take its place without parting it from its other
    names."""
    if old.st_nlink > 1:
        return False
    new = os.stat(partial)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(partial, old.st_uid, old.st_gid)
        except OSError:
            return False
    os.chmod(partial, stat.S_IMODE(old.st_mode))
    return True


def _refuse_changed(path: str, was: bytes) -> None:
    with open(path, "rb") as file:
        if file.read() != was:
            raise Refused(
                "tệp vừa bị sửa ở nơi khác, không ghi đè; chạy lại để kiểm tra bản mới",
                "somebody has changed the file since it was read; not written, run again",
            )


def _pour(partial: str, path: str) -> None:
    """Write the words into the file that is there. Where that fails half-way they are still whole in `partial`, which stays."""
    with open(partial, "rb") as source, open(path, "r+b") as target:
        try:
            while piece := source.read(_PIECE):
                target.write(piece)
            target.truncate()
            target.flush()
            os.fsync(target.fileno())
        except BaseException as error:
            saved = f"{partial}.saved"
            os.rename(partial, saved)
            if not isinstance(error, OSError):
                raise
            vi, en = system_words(error)
            raise Refused(f"{vi}; bản đầy đủ nằm ở “{saved}”", f"{en}; the whole text is in “{saved}”") from None


def _sync(folder: str) -> None:
    """Have the folder's new entry on the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
