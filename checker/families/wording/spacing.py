"""Blanks and marks: spacing (CT701), repeated punctuation (CT702), pairs left open (CT712)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from checker.base import regex as re
from checker.base.record import NamedTuple, dataclass
from checker.families.wording.zones import Zones, laid_out, only_blanks, outside_cells, seam_is_bare, untouchable
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit
from checker.source.text import Span, word_end


class _Slip(NamedTuple):
    """What is wrong at one place: `start` and `end` bound the words around it, `edits` mend it."""

    start: int
    end: int
    edits: tuple[Edit, ...]


@check("spacing")
def spacing(doc: Document) -> Iterator[Hit]:
    """Blanks that stand where none belongs, or lack where one does, in running text (khoảng trắng quanh dấu câu).

    Algorithm: every mark is judged by what stands on both sides.
    """
    slips = [slip for find, zones in _FINDERS for slip in find(doc, zones(doc))]
    # 'III- TỔ CHỨC': the Party's own way to number, no dash between words
    labels = {section.label_span.start for section in doc.sections} if slips else ()
    done = -1
    for slip in sorted(slips, key=lambda slip: (slip.start, slip.end)):
        if slip.start < done or slip.start in labels and "-" in doc.text[slip.start : slip.end]:
            continue
        done = slip.end
        span = Span(slip.start, slip.end)
        expected = _mended(doc, span, slip.edits)
        mark = doc.text[slip.edits[0].span.end : slip.edits[0].span.end + 1]
        note = (
            "double" if expected == doc.words(span) else "before_mark" if mark in _MARKS and len(slip.edits) == 1 else "default"
        )
        yield Hit(span, {"expected": expected, "mark": mark}, fixes=_fixes(doc, slip.edits), note=note)
    yield from _bullets(doc)


_BULLET = re.compile(r"^[ \t]{0,12}[-+–•](?=[^\W\d_]{2})", re.MULTILINE)


def _bullets(doc: Document) -> Iterator[Hit]:
    """'-Kiểm tra' at the beginning of a line of the body: one finding for all, as it is one habit."""
    text, zones, body = doc.text, untouchable(doc), doc.plan.body
    marks = [match.end() for match in _BULLET.finditer(text, body.start, body.end) if match.end() not in zones]
    if marks:
        spans = [Span(at - 1, word_end(text, at)) for at in marks]
        args = {"expected": f"{text[marks[0] - 1]} {doc.words(spans[0])[1:]}", "mark": ""}
        edits = tuple(_insert(at) for at in marks)
        yield Hit(spans[0], args, fixes=(Fix(edits),), more=tuple(spans[1:]))


def _fixes(doc: Document, edits: tuple[Edit, ...]) -> tuple[Fix, ...]:
    """The fix of a slip; where marks of emphasis stand between the blanks, one edit for each blank, so that none is swallowed."""
    bare: list[Edit] = []
    for edit in edits:
        if edit.span.start == edit.span.end:
            if not seam_is_bare(doc.source, edit.span.start):
                return ()  # 'Nam**(26': on which side of the mark the blank belongs is not ours to say
            bare.append(edit)
        elif only_blanks(doc.source, edit.span):
            bare.append(edit)
        else:
            singles = [Edit(Span(at, at + 1), "") for at in range(*edit.span)]
            if not all(only_blanks(doc.source, single.span) for single in singles):
                return ()
            bare += singles
    return (Fix(tuple(bare)),)


def _mended(doc: Document, span: Span, edits: tuple[Edit, ...]) -> str:
    text, done = "", span.start
    for edit in sorted(edits, key=lambda edit: edit.span):
        text += doc.text[done : edit.span.start] + edit.new
        done = edit.span.end
    return " ".join((text + doc.text[done : span.end]).split())


# -- words around a place ---------------------------------------------------------------------------------------------


def _left(text: str, offset: int) -> int:
    """Where the word that ends at `offset` begins; `offset` where none does."""
    start = offset
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_") and offset - start < 40:
        start -= 1
    return start


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _line_start(text: str, offset: int) -> int:
    """Where the line of `offset` begins; in a line of endless length a place far before."""
    far = max(0, offset - _FAR)
    return text.rfind("\n", far, offset) + 1 or far


_FAR = 500


def _delete(start: int, end: int) -> Edit:
    return Edit(Span(start, end), "")


def _insert(offset: int) -> Edit:
    return Edit(Span(offset, offset), " ")


# -- a blank too many -------------------------------------------------------------------------------------------------

# Each begins with one character, which is quick to search for, and is bounded: a text can hold a hundred thousand blanks.
_MARKS = frozenset(",;:.?!")
_BEFORE_MARK = re.compile(r" [,;:.?!)]")
_DIVIDED = re.compile(r"\d *: *\d[\d.,]*(?![\w/])")
_SYMBOL = re.compile(r"[ \t]*[A-Za-zĐđ]{1,4}")  # what the legend of a formula explains
_AFTER_BRACKET = re.compile(r"\( {1,3}(?=\w)")
_DOUBLE = re.compile(r"  {1,3}(?=[^\s.…_|])")
_LEADERS = frozenset(" \t\n(|.…_[*-–—/<>=+")


def _blank_before_mark(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'thực hiện , báo cáo', 'như trên ;'. Not 'cuộc họp ...', 'kết thúc ./.', '32 ,2', nor blanks to fill in."""
    text = doc.text
    for match in _BEFORE_MARK.finditer(text):
        start = match.start()
        at = start + 1
        while text[start - 1 : start] == " " and at - start < 3:
            start -= 1
        before, mark, after = text[start - 1 : start], text[at], text[at + 1 : at + 2]
        if not before or before in _LEADERS or start in zones or at - start > 2:
            continue
        typed = mark == ":" and before.isalpha() and after.isdigit()  # 'cổng trụ sở :01 chiếc'
        if not typed and mark in ".:," and after and (after in "./…:,;" or after.isdigit() or mark == "." and after.islower()):
            continue
        if mark in ".!?" and not before.isalnum() and before not in ')”"':
            continue
        line = _line_start(text, start)
        if mark == ":" and (_DIVIDED.match(text, start - 1) or _SYMBOL.fullmatch(text, line, start)):
            continue  # '122.677 : 60', 'Ktn : hệ số quy chuyển'
        if mark == ")" and (start - line < 4 or text.rfind("(", line, start) < 0):
            continue  # 'a ) …' is a label
        edits = (_delete(start, at),)
        if mark != ")" and after.isalpha() or typed:
            edits += (_insert(at + 1),)  # 'hiện ,các': the blank stands on the wrong side
        yield _Slip(_left(text, start), word_end(text, at + 1) if after.isalnum() else at + 1, edits)


_DATE = re.compile(r"[0-9](?<![\d/][0-9])[0-9]?( ?)/( ?)\d{1,2}( ?)/( ?)\d{4}(?!\d)")


def _blank_in_date(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'30 /6/2026', '30/ 6/2026'."""
    if " /" not in doc.text and "/ " not in doc.text:
        return
    for match in _DATE.finditer(doc.text):
        blanks = [match.span(group) for group in range(1, 5) if match[group]]
        if blanks and match.start() not in zones:
            yield _Slip(*match.span(), tuple(_delete(*blank) for blank in blanks))


def _blank_after_bracket(doc: Document, zones: Zones) -> Iterator[_Slip]:
    text = doc.text
    if "( " not in text:
        return
    for match in _AFTER_BRACKET.finditer(text):
        if match.start() not in zones and match.end() - match.start() <= 3:
            yield _Slip(match.start(), word_end(text, match.end()), (_delete(match.start() + 1, match.end()),))


def _double_blank(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """Two or three blanks inside a sentence; more are a layout. Not where blanks set columns (header, recipients, signature)."""
    text = doc.text
    if "  " not in text:
        return
    columns = laid_out(doc)
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        if end - start > 3 or start in zones or start in columns:
            continue
        if text[start - 1 : start] in _BLANKS or text[end] in ".…_|,;:/":
            continue
        if not text[end].isdigit() and _TO_FILL.search(text, max(0, start - 8), start):
            continue  # 'số   /KH-UBND ngày   tháng   năm 2026': blanks that are filled in when the plan is signed
        line = _line_start(text, start)
        if start - line < 5 or not any(char.isalpha() for char in text[line:start][4:]):
            continue  # the blanks after a bullet or a number
        if text[_left(text, start) : start].lower() in _BEFORE_BLANKS:
            continue  # 'Kế hoạch số  /KH-UBND ngày  tháng  năm 2026': blanks to fill in
        if "……" in text[line:start] or "...." in text[line:start]:
            continue  # a line to fill in
        if "    " in text[line : start + _FAR].partition("\n")[0].strip():
            continue  # a row whose columns are drawn with blanks
        begin = _left(text, start)
        begin = _left(text, start - 1) if begin == start else begin
        yield _Slip(begin, word_end(text, end) if text[end].isalnum() else end + 1, (_delete(start + 1, end),))


_TO_FILL = re.compile(r"(?:số:?|ngày|tháng|năm|quý)\Z", re.IGNORECASE)
_BEFORE_BLANKS = frozenset(("số", "ngày", "tháng", "năm", "giờ", "quý", "thứ"))
_BLANKS = frozenset(("", " ", "\n", "\t", "|", ".", "…", "_", ":"))

# -- a blank too few --------------------------------------------------------------------------------------------------

_AFTER_COMMA = (re.compile(r",(?=[^\W\d_])"), re.compile(r";(?=[^\W\d_])"))
_AFTER_COLON = re.compile(r":(?=[^\W\d_])")
_AFTER_STOP = re.compile(r"\.(?=[^\W\d_][^\W\d_])")
_BEFORE_OPEN = re.compile(r"\((?=\w)")
_AFTER_CLOSE = re.compile(r"\)(?=[^\W\d_¹²³⁰⁴-⁹])")  # '(năm 2025)⁸' is the mark of a note
_SHORT = frozenset("tp tx tt gs ts ths bs ks cn dr mr ms mrs no st vs kts pgs nxb tr đ cv".split())


def _no_blank_after_comma(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'sâu,rộng', 'năm 2021;các xã'. Not in abbreviations ('VH,TT&DL') nor between letters ('điểm a,b')."""
    text = doc.text
    for match in chain.from_iterable(mark.finditer(text) for mark in _AFTER_COMMA):
        at = match.start()
        before = text[at - 1 : at]
        if at in zones or not before.isalnum() and before not in (")", "”", '"', "%"):
            continue
        start, end = _left(text, at), word_end(text, at + 1)
        left, right = text[start:at], text[at + 1 : end]
        if left and (len(left) < 2 and not left.isdigit() or len(right) < 2):
            continue
        if left.isalpha() and left.isupper() and right[0].isupper() and not (right.isupper() and not left.isascii()):
            continue
        yield _Slip(start, end, (_insert(at + 1),))


def _no_blank_after_colon(doc: Document, zones: Zones) -> Iterator[_Slip]:
    text = doc.text
    for match in _AFTER_COLON.finditer(text):
        at = match.start()
        start = _left(text, at)
        if at in zones or at - start < 2 and text[at - 1 : at] != ")" or text[start:at].isdigit():
            continue
        yield _Slip(start, word_end(text, at + 1), (_insert(at + 1),))


def _no_blank_after_stop(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'thực hiện.Các đơn vị'. Not 'ThS.Nguyễn', 'Tp.Hồ Chí Minh', 'P.T.T. Huyền', 'baocao.docx', '1.Nội dung'."""
    text = doc.text
    for match in _AFTER_STOP.finditer(text):
        at = match.start()
        if not (text[at + 1].isupper() and text[at + 2].islower()) or at in zones:
            continue
        start = _left(text, at)
        left = text[start:at]
        sure = (
            left.isdigit()
            and text[start - 1 : start] == " "
            and start > _line_start(text, at) + 2
            or (len(left) > 1 and left[1:].islower() and left.lower() not in _SHORT)
        )
        if sure and text[start - 1 : start] not in (".", "/"):
            yield _Slip(start, word_end(text, at + 1), (_insert(at + 1),))


def _no_blank_before_bracket(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'Việt Nam(26/12/1961'. Not 'f(x)', 'học sinh(s)', a note's number '(1)'."""
    text = doc.text
    for match in _BEFORE_OPEN.finditer(text):
        at = match.start()
        if at == 0 or not text[at - 1].isalnum() or at in zones:
            continue
        start = _left(text, at)
        left = text[start:at]
        close = text.find(")", at, at + 4)
        if 0 < close <= at + 3 or len(left) < 2 or any(char.isdigit() for char in left) and len(left) != 4:
            continue
        if text[start - 1 : start] in ("/", "-", "_", ".") or any(char.isupper() for char in left[1:]) and not left.isupper():
            continue  # 'Ca(OH)', a symbol
        yield _Slip(start, word_end(text, at + 1), (_insert(at),))


def _no_blank_after_bracket(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'(SKSS)cho phụ nữ'. Not a label '(1)Nội dung'."""
    text = doc.text
    for match in _AFTER_CLOSE.finditer(text):
        at = match.start()
        opening = text.rfind("(", max(0, at - 300), at)
        if opening < 0 or at - opening < 3 or at in zones or "\n\n" in text[opening:at]:
            continue
        if not text[_line_start(text, opening) : opening].strip(" -+*•"):
            continue
        yield _Slip(_left(text, at), word_end(text, at + 1), (_insert(at + 1),))


# -- a dash or '&' with a blank on one side only ----------------------------------------------------------------------

_DASH_BLANK = tuple(re.compile(f"{dash} ") for dash in "-–&")
_BLANK_DASH = re.compile(r" [-–&]")
_YEAR = re.compile(r"(?:\d{1,2}/){0,2}\d{4}(?!\d)")
_DATED = re.compile(r"(?:\d{1,2}/)?(?:\d{1,2}/)?\d{4}\Z")


def _dash_on_one_side(doc: Document, zones: Zones) -> Iterator[_Slip]:
    """'chính trị- xã hội', 'Lao động -Thương binh', '2021- 2025', 'Covid -19', 'Văn hóa& Thông tin'. Not in symbols."""
    text = doc.text
    for match in chain.from_iterable(dash.finditer(text) for dash in _DASH_BLANK):
        at = match.start()
        if at and text[at - 1].isalnum() and at not in zones:
            right = at + 2
            while text[right : right + 1] == " " and right - at < 4:
                right += 1
            if _is_word(text[right : right + 1]):
                yield from _one_sided(text, at, at, right, _insert(at))
    for match in _BLANK_DASH.finditer(text):
        left = match.start()
        at = left + 1
        if left and (text[left - 1].isalnum() or text[left - 1] in ")”") and _is_word(text[at + 1 : at + 2]) and at not in zones:
            yield from _one_sided(text, at, left, at + 1, _insert(at + 1))


def _one_sided(text: str, dash: int, left_end: int, right_start: int, edit: Edit) -> Iterator[_Slip]:
    start, end = _left(text, left_end), word_end(text, right_start)
    left, right = text[start:left_end], text[right_start:end]
    if text[start - 1 : start] in ("/", "-", "–") and not _DATED.match(text, max(0, left_end - 10), left_end):
        return  # '12/KH- UBND': a symbol, judged as one
    if text[end : end + 1] in ("/", "-") and not right.isdigit():
        return
    if text[dash] == "&":
        if left.isupper() or right.isupper():
            return
    elif right.isdigit() or left.isdigit() or not left:
        if left.lower() in ("covid", "sars") and right.isdigit():
            edit = _delete(left_end, dash) if left_end < dash else _delete(dash + 1, right_start)
        elif not (_DATED.search(text, max(0, left_end - 10), left_end) and _YEAR.match(text, right_start)):
            return
    elif len(left) < 2:
        return  # a label, 'N- NH4'
    yield _Slip(start, end, (edit,))


_FINDERS: tuple[tuple[Callable[[Document, Zones], Iterator[_Slip]], Callable[[Document], Zones]], ...] = (
    (_blank_before_mark, outside_cells),
    (_blank_in_date, outside_cells),
    (_blank_after_bracket, outside_cells),
    (_double_blank, untouchable),
    (_no_blank_after_comma, outside_cells),
    (_no_blank_after_colon, untouchable),
    (_no_blank_after_stop, outside_cells),
    (_no_blank_before_bracket, outside_cells),
    (_no_blank_after_bracket, outside_cells),
    (_dash_on_one_side, outside_cells),
)


_GAP = re.compile(r"\n[ \t]{0,80}(?:\n[ \t]{0,80}){1,3}")
_WORD_END = re.compile(r"\S{1,40}[ \t]{0,20}\Z")
_WORD = re.compile(r"\S{1,40}")


@dataclass(frozen=True, slots=True)
class BrokenSentence:
    """The two words between which an empty line stands inside a sentence, as page breaks leave it. `gap_span` is what stands
    between them, None where that is not only blanks; `expected` are the words side by side."""

    span: Span
    gap_span: Span | None
    expected: str


def read_broken_sentences(doc: Document) -> tuple[BrokenSentence, ...]:
    """The sentences of paragraphs and items that an empty line breaks."""
    text = doc.text
    found = []
    for block in doc.plan.blocks:
        if block.kind not in ("paragraph", "item") or text.find("\n", block.span.start, block.span.end) < 0:
            continue
        for match in _GAP.finditer(text, block.span.start, block.span.end):
            start, end = match.span()
            before, after = _WORD_END.search(text, max(block.span.start, start - 60), start), _WORD.match(text, end)
            if before and after:
                word = before.group().split()[0]
                gap = Span(before.start() + len(word), end)
                bare = gap if only_blanks(doc.source, gap) else None
                found.append(BrokenSentence(Span(before.start(), after.end()), bare, f"{word} {after.group()}"))
    return tuple(found)
