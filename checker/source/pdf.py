"""A PDF with a text layer, by the optional extra 'pdf' (pypdfium2). Lines are the printed lines; a scan is refused.

Letters are put into lines by where they are printed, not by their order in the file. A line with a wide gap stands in two
columns; in the header and at the signature the left column is read before the right one, elsewhere the columns of a line are
parted by tabs, as in a table.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.source.limits import MAX_PAGES
from checker.source.text import Source, Unreadable, bounded_text

_FEWEST = 25  # letters per page below which there is no text layer worth the name (a stamp, a signature)
_MARKERS = re.compile(r"cộng h(?:òa|oà) xã hội|độc lập\s*-|nơi nhận|^\s*(?:tm|kt|tl|tuq|q)\s*\.", re.IGNORECASE)
_RIGHT_COLUMN = re.compile("CỘNGH(?:ÒA|OÀ)XÃHỘI|Độclập[-–]Tựdo")
_CUT_TITLE = re.compile(r"CHỦ NGHĨA\Z")
_BARE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,4}\s*[-–]?\s*\Z")


class _Letter(NamedTuple):
    left: float
    right: float
    base: float  # the line that it stands on: fonts that stand in for missing letters have boxes of other heights
    height: float
    text: str


class _Part(NamedTuple):
    """A stretch of a printed line without a wide gap."""

    left: float
    right: float
    text: str


class _Row(NamedTuple):
    """A printed line: its parts from left to right; `top` and `height` in points."""

    top: float
    height: float
    parts: tuple[_Part, ...]


def read_pdf(path: str, data: bytes) -> Source:
    """The bytes of a .pdf → its printed lines. Raises `Unreadable` for a scan, a damaged or protected file, or where pypdfium2
    is missing."""
    try:
        import pypdfium2
    except ImportError:
        raise Unreadable(
            "cần pypdfium2 để đọc .pdf: pip install 'plancheck[pdf]', hoặc dùng bản .docx",
            "pypdfium2 is needed to read .pdf: pip install 'plancheck[pdf]', or use the .docx",
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(
            "tệp PDF đặt mật khẩu" if locked else "tệp PDF hỏng hoặc bị cắt cụt",
            "the PDF is protected by a password" if locked else "the PDF is damaged or cut off",
        ) from None
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                f"tệp PDF quá dài ({len(document)} trang; tối đa {MAX_PAGES})",
                f"the PDF is too long ({len(document)} pages; at most {MAX_PAGES})",
            )
        pages = [_page_lines(page) for page in document]
    except pypdfium2.PdfiumError:
        raise Unreadable("tệp PDF có trang hỏng", "the PDF has a damaged page") from None
    finally:
        document.close()
    raw = "\n".join(line for page in pages for line in page)
    bounded_text(len(raw))
    if sum(map(str.isalpha, raw)) < _FEWEST * max(1, len(pages)):
        raise Unreadable(
            "tệp PDF không có lớp chữ (bản quét): nhận dạng chữ (OCR) trước, hoặc dùng bản .docx",
            "the PDF has no text (a scan): have it recognised (OCR) first, or use the .docx",
        )
    return Source(path.replace("\\", "/"), raw, markdown=False)


def _page_lines(page) -> list[str]:
    rows = list(_rows(_letters(page)))
    height = page.get_height()
    if rows and len(rows[0].parts) == 1 and _BARE_NUMBER.match(rows[0].parts[0].text) and rows[0].top > height * 0.9:
        rows = rows[1:]  # the page number
    if rows and len(rows[-1].parts) == 1 and _BARE_NUMBER.match(rows[-1].parts[0].text) and rows[-1].top < height * 0.1:
        rows = rows[:-1]
    pitch = _pitch(rows)
    lines: list[str] = []
    at = 0
    while at < len(rows):
        stop, split = _column_run(rows, at)
        if at and _is_apart(rows[at - 1], rows[at], pitch):
            lines.append("")
        if stop > at:
            lines.extend(_two_columns(rows[at:stop], split))
            at = stop
        else:
            lines.append("\t".join(part.text for part in rows[at].parts))
            at += 1
    return lines


def _pitch(rows: list[_Row]) -> float:
    """How far apart the lines of a paragraph stand, in points: about the smallest distance on the page."""
    gaps = sorted(
        above.top - below.top for above, below in zip(rows, rows[1:], strict=False) if len(above.parts) == len(below.parts) == 1
    )
    return gaps[len(gaps) // 10] if gaps else 0.0


def _is_apart(above: _Row, below: _Row, pitch: float) -> bool:
    """Whether a gap between two lines parts two paragraphs; rows of a table stay together."""
    gap = above.top - below.top
    if gap > 2.2 * below.height:
        return True
    return pitch > 0 and gap > 1.2 * pitch and len(above.parts) == len(below.parts) == 1


def _letters(page) -> list[_Letter]:
    import ctypes

    from pypdfium2.raw import FPDFText_GetCharOrigin

    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    letters: list[_Letter] = []
    try:
        words, count = text.get_text_range(), text.count_chars()
        for i in range(count):
            letter = words[i] if len(words) == count else text.get_text_range(i, 1)  # beyond the basic plane: one by one
            if not letter.strip() or letter in "\ufffe\x02":
                continue
            left, bottom, right, top = text.get_charbox(i, loose=True)
            FPDFText_GetCharOrigin(text.raw, i, x, y)
            if top > bottom:
                letters.append(_Letter(left, right, y.value, top - bottom, letter))
    finally:
        text.close()
    return letters


def _rows(letters: list[_Letter]) -> Iterator[_Row]:
    """Printed lines from top to bottom: letters on one base line."""
    letters.sort(key=lambda letter: -letter.base)
    row: list[_Letter] = []
    for letter in letters:
        if row and row[0].base - letter.base > 0.35 * letter.height:
            yield _row(row)
            row = []
        row.append(letter)
    if row:
        yield _row(row)


def _row(letters: list[_Letter]) -> _Row:
    letters.sort(key=lambda letter: letter.left)
    height = max(letter.height for letter in letters)
    marker = _RIGHT_COLUMN.search("".join(letter.text for letter in letters))
    apart = marker.start() if marker else 0  # the columns of a header may stand close together
    parts: list[_Part] = []
    text, left, right = "", letters[0].left, letters[0].left
    for at, letter in enumerate(letters):
        gap = letter.left - right
        if text and (gap > 1.6 * height or at == apart and gap > 0.3 * height):
            parts.append(_Part(left, right, text))
            text, left, right = "", letter.left, letter.left
        elif text and gap > 0.13 * height:
            text += " "
        text += letter.text
        right = max(right, letter.right)
    parts.append(_Part(left, right, text))
    return _Row(max(letter.base for letter in letters), height, tuple(parts))


def _column_run(rows: list[_Row], at: int) -> tuple[int, float]:
    """(index after a run of lines in two columns that begins at `at` and is a header or a signature, where its right column
    begins); `at` itself where none begins there."""
    if len(rows[at].parts) != 2:
        return at, 0.0
    edge = rows[at].parts[0].left
    split = rows[at].parts[1].left - 2
    far = rows[at].parts[1].right
    stop = at
    while stop < len(rows) and len(rows[stop].parts) <= 4:
        parts = rows[stop].parts
        for part in parts:
            if part.left < split < part.right:
                if len(parts) > 1 and part is parts[-1] and parts[-2].right < part.left:
                    split = part.left - 2  # a longer line of the right column begins further left
                elif abs(part.left - edge) > 30 or part.right > (split + far) / 2:
                    return (stop, split) if _is_marked(rows[at:stop]) else (at, 0.0)
        far = max(far, parts[-1].right)
        edge = min(edge, parts[0].left)
        stop += 1
    return (stop, split) if _is_marked(rows[at:stop]) else (at, 0.0)


def _is_marked(rows: list[_Row]) -> bool:
    return any(_MARKERS.search(part.text) for row in rows for part in row.parts)


def _two_columns(rows: list[_Row], split: float) -> list[str]:
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        sides = [part.text for part in row.parts if part.left < split], [p.text for p in row.parts if p.left >= split]
        for column, texts in zip((left, right), sides, strict=True):
            if texts:
                line = "     ".join(texts)  # 'Số:      /KH-UBND', the number left blank
                if column and line == "VIỆT NAM" and _CUT_TITLE.search(column[-1]):
                    column[-1] += " " + line  # Quốc hiệu in a column too narrow for it
                else:
                    column.append(line)
    return [*left, "", *right, ""]
