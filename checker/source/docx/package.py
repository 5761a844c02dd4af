"""The outside of a Word file: a zip of XML parts that may be hostile. Everything is bounded before it is unpacked.

Nothing outside the zip is ever opened: relationships with `TargetMode="External"` are left out, entities and DTDs are refused.
The file is handled by `zipfile` and expat and not by python-docx, whose `Document` unpacks a package without any limit and
writes every part anew, while an annotated copy must leave the others as they are, byte by byte.
"""

from __future__ import annotations

import io
import posixpath
import shutil
import struct
import zipfile
import zlib
from copy import copy

from checker.base.record import dataclass, field
from checker.source.limits import MAX_PART, MAX_PARTS, MAX_RATIO, MAX_TOTAL
from checker.source.text import Unreadable

_WORTH_ASKING = 16 << 20

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of one part to another inside the package. `kind` is the last word of its type."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An opened Word file. `main` is the name of its document part."""

    data: bytes
    zip: zipfile.ZipFile
    main: str
    strict: bool = False
    _relations: dict[str, tuple[Relation, ...]] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """The bytes of one part. Raises `Unreadable` where it is missing, damaged or larger than allowed."""
        return _read(self.zip, name)

    def copy(self, info: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
        """Put one part into another package as it is, piece by piece: a picture may be large. Raises `Unreadable`."""
        try:
            with self.zip.open(info) as part, target.open(copy(info), "w") as copied:
                shutil.copyfileobj(part, copied, 1 << 20)
        except _DAMAGED:
            raise Unreadable(
                f"phần {info.filename} hỏng, không chép được sang bản mới",
                f"the part {info.filename} is damaged and cannot be copied",
            ) from None

    def xml(self, name: str):
        """The root element of one XML part. Raises `Unreadable`."""
        return parse_xml(self.read(name), name)

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part to other parts of the package; external ones are left out, never followed."""
        if name not in self._relations:
            self._relations[name] = _relations(self.zip, name)
        return self._relations[name]

    def related(self, kind: str, name: str | None = None) -> str | None:
        """The name of the first part of that kind related to `name` (default: the document), or None."""
        for relation in self.relations(name or self.main):
            if relation.kind == kind and relation.target in self.zip.NameToInfo:
                return relation.target
        return None

    @property
    def macros(self) -> bool:
        """Whether the file carries macros. They are never run, only reported."""
        return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self.zip.NameToInfo)


def open_package(data: bytes) -> Package:
    """Open the bytes of a .docx or .docm. Raises `Unreadable` with a clear reason for anything that is none or is unsafe."""
    _refuse_others(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, EOFError, NotImplementedError, IndexError):
        raise Unreadable(
            "tệp .docx hỏng hoặc bị cắt cụt (không mở được gói zip)", "the .docx is damaged or cut off (its zip cannot be opened)"
        ) from None
    _bound(package)
    main = _main_part(package)
    strict = b"http://purl.oclc.org/ooxml/" in _read(package, main)[:4000]
    return Package(data, package, main, strict)


def parse_xml(data: bytes, name: str = "document.xml"):
    """The root of an XML part, with entities, DTDs and the network switched off. Raises `Unreadable`."""
    from checker.source.docx.tree import DeclaresType, Malformed, parse

    if b"http://purl.oclc.org/ooxml/" in data[:4000]:
        for old, new in _STRICT:
            data = data.replace(old, new)
    try:
        return parse(data)
    except DeclaresType:
        raise Unreadable(
            f"phần {name} khai báo DTD hoặc thực thể XML: bị từ chối", f"the part {name} declares a DTD or XML entities: refused"
        ) from None
    except Malformed:
        raise Unreadable(
            f"phần {name} hỏng hoặc bị cắt cụt (không phải XML đúng)",
            f"the part {name} is damaged or cut off (no well-formed XML)",
        ) from None


def _refuse_others(data: bytes) -> None:
    """Say what the file is, where it is no zip at all: people rename .doc to .docx and protect files with passwords."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(
                "tệp Word đặt mật khẩu: bỏ mật khẩu rồi kiểm tra lại",
                "the Word file is protected by a password: take it off first",
            )
        raise Unreadable(
            "tệp .doc đời cũ mang đuôi .docx: lưu lại thành .docx rồi kiểm tra", "an old .doc called .docx: save it as .docx"
        )
    others = (
        (b"{\\rtf", "tệp RTF", "an RTF file"),
        (b"%PDF", "tệp PDF", "a PDF"),
        (b"<", "tệp HTML hoặc XML", "an HTML or XML file"),
    )
    for head, what, kind in others:
        if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(head):
            raise Unreadable(
                f"{what} mang đuôi .docx: lưu lại thành .docx rồi kiểm tra", f"{kind} called .docx: save it as .docx"
            )
    if not data:
        raise Unreadable("tệp rỗng", "the file is empty")
    if not data.startswith(b"PK"):
        raise Unreadable("không phải tệp .docx (không có gói zip)", "no .docx file (no zip)")


def _bound(package: zipfile.ZipFile) -> None:
    """Refuse a zip bomb by what its directory declares; `_read` holds the parts to that."""
    infos = package.infolist()
    if len(infos) > MAX_PARTS:
        raise Unreadable(
            f"gói .docx có quá nhiều phần ({len(infos)}; tối đa {MAX_PARTS})",
            f"the .docx has too many parts ({len(infos)}; at most {MAX_PARTS})",
        )
    total = 0
    if len(package.NameToInfo) < len(infos):
        raise Unreadable(
            "gói .docx có hai phần cùng tên: không rõ phần nào là văn bản",
            "the .docx has two parts of one name: which is meant is unclear",
        )
    for info in infos:
        if info.flag_bits & 1:
            raise Unreadable(
                "tệp Word đặt mật khẩu: bỏ mật khẩu rồi kiểm tra lại",
                "the Word file is protected by a password: take it off first",
            )
        total += info.file_size
        if info.file_size > _WORTH_ASKING and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise Unreadable(
                f"phần {info.filename} nén bất thường (bom zip): bị từ chối",
                f"the part {info.filename} is packed as a zip bomb is: refused",
            )
    if total > MAX_TOTAL:
        raise Unreadable(
            f"gói .docx giải nén quá lớn ({total >> 20} MB; tối đa {MAX_TOTAL >> 20} MB)",
            f"the .docx is too large unpacked ({total >> 20} MB; at most {MAX_TOTAL >> 20} MB)",
        )


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    info = package.NameToInfo.get(name)
    if info is None:
        raise Unreadable(f"gói .docx thiếu phần {name}", f"the .docx lacks the part {name}")
    if info.file_size > MAX_PART:
        raise Unreadable(
            f"phần {name} quá lớn ({info.file_size >> 20} MB; tối đa {MAX_PART >> 20} MB)",
            f"the part {name} is too large ({info.file_size >> 20} MB; at most {MAX_PART >> 20} MB)",
        )
    try:
        with package.open(info) as part:
            data = part.read(info.file_size + 1)
    except _DAMAGED:
        raise Unreadable(f"phần {name} hỏng hoặc bị cắt cụt", f"the part {name} is damaged or cut off") from None
    if len(data) > info.file_size:
        raise Unreadable(
            f"phần {name} lớn hơn kích thước đã khai: bị từ chối", f"the part {name} is larger than it says: refused"
        )
    return data


def _relations(package: zipfile.ZipFile, name: str) -> tuple[Relation, ...]:
    folder, file = posixpath.split(name)
    source = posixpath.join(folder, "_rels", f"{file}.rels")
    if source not in package.NameToInfo:
        return ()
    found = []
    for element in parse_xml(_read(package, source), source).iter(f"{{{_RELATIONSHIPS}}}Relationship"):
        if element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append(Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], place))
    return tuple(found)


def _main_part(package: zipfile.ZipFile) -> str:
    names = package.NameToInfo
    for relation in _relations(package, ""):
        if relation.kind == "officeDocument" and relation.target in names:
            if relation.target.startswith(("xl/", "ppt/")):
                raise Unreadable("tệp Excel hoặc PowerPoint mang đuôi .docx", "an Excel or PowerPoint file called .docx")
            return relation.target
    if "word/document.xml" in names:
        return "word/document.xml"
    if "mimetype" in names and b"opendocument" in _read(package, "mimetype")[:80]:
        raise Unreadable(
            "tệp OpenDocument mang đuôi .docx: đổi đuôi thành .odt", "an OpenDocument file called .docx: name it .odt"
        )
    raise Unreadable(
        "gói zip không có văn bản Word (thiếu word/document.xml)", "a zip without a Word document (no word/document.xml)"
    )
