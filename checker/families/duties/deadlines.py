"""Deadlines (thời hạn): 'trước ngày 15/12/2026', 'chậm nhất tháng 6/2026', 'quý II/2026', 'hằng năm', 'trong thời hạn 05 ngày'.

The scan starts at digits and at a few words; what stands before a date tells whether it is a limit. A date that nothing makes a
limit is no deadline. A date without a year has no value: the text does not give it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.base import regex as re
from checker.families.duties.history import sentence_start
from checker.families.duties.places import cited_spans, inside
from checker.families.duties.records import Deadline
from checker.model.document import Document
from checker.source.text import Source, Span

_JOINED = frozenset("/.,–-")  # a figure behind one of them goes on with what stands before
_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?|"
    r"\s{1,3}tháng\s{1,3}(?P<mm>\d{1,2})(?:\s{0,2}(?:,?\s?năm|/)\s{0,3}(?P<yy>\d{4}))?)(?![\d/])"
)
_MONTH = re.compile(r"(?P<m>\d{1,2})(?:\s{0,2}(?:/|-|,?\s?năm)\s{0,2}(?P<y>\d{4}))?(?![\d/]|\.\d)")
_RANGE = re.compile(r"\d{4}\s{0,3}[-–]\s{0,3}(?P<y>20\d\d)(?!\d)")
_QUARTER = re.compile(r"qu[ýí]\s{1,3}(?P<q>iv|i{1,3}|[1-4])(?:\s{0,2}(?:/|-|,?\s?năm)\s{0,2}(?P<y>\d{4}))?(?!\w)")
_LIMIT = re.compile(
    re.any_word(
        r"trước|chậm\s+nhất|muộn\s+nhất|xong|hết|hạn(?:\s+(?:cuối|chót))?|không\s+(?:quá|muộn\s+hơn|"
        r"chậm\s+hơn)|từ\s+nay\s+đến|đến"
    )
    + r"\s{0,3}[:(]?\s{0,3}(?:(?:là|vào|đến|trước|trong|hết|cuối|đầu|giữa)\s{1,3}){0,3}(?:\d{1,2}\s{0,2}(?:giờ|"
    r"h)\S{0,4}\s{1,3})?(?:(?:,\s)?(?:ngày|tháng|năm)\s{1,3})?\Z"
)
_POINT = re.compile(
    re.any_word(
        r"vào|trong|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|triển\s+khai))?|thời\s+điểm|tiến\s+độ|"
        r"hoàn\s+thành|tổng\s+kết|sơ\s+kết|dự\s+kiến|lúc"
    )
    + r"\s{0,3}:?\s{0,3}(?:(?:từ|trong|vào|là|cuối|đầu|giữa|khoảng|dịp)\s{1,3}){0,2}(?:\d{1,2}\s{0,2}(?:giờ|"
    r"h)\S{0,4}(?:\s\S{1,5}\sphút)?,?\s{1,3})?(?:ngày|tháng|năm)?\s{0,3}\Z"
)
_EVERY = re.compile(
    r"(?<!\w)(?:h[ằà]ng\s{1,3}(?:năm|quý|tháng|tuần|ngày)|mỗi\s{1,3}(?:năm|quý|tháng|tuần)|thường\s{1,3}xuyên"
    r"|định\s{1,3}kỳ\s{1,3}(?:(?:h[ằà]ng\s{1,3})?(?:năm|quý|tháng|tuần)|\d{1,2}\s{1,3}tháng|\(?\s?(?:0?6|"
    r"sáu)\s{1,3}tháng)|(?:0?[136]|ba|sáu)\s{1,3}tháng(?:[ ,]{1,3}0?1\s{1,3}năm(?!\s{1,3}\d)|\s{1,3}(?:một|"
    r"0?1)\s{1,3}lần|/lần|\s{1,3}đầu\s{1,3}năm)"
    r"|\d{1,2}\s{1,3}lần\s?/\s?(?:0?1\s{1,3})?(?:năm|quý|tháng|tuần|ngày))(?!\w)"
)
_FROM = re.compile(r"(?<!\w)từ(?!\w)")
_EVERY_BEHIND = re.compile(r"\s{0,2}\(?,?\s{0,2}(?:của\s{1,3})?(?:h[ằà]ng|mỗi|các)\s{1,3}(?:năm|quý|tháng|tuần)")
_WITHIN = re.compile(
    r"(?<!\w)(?:trong|sau|tối\s+đa|không\s+quá)\s{1,3}(?:(?:thời\s+hạn|vòng|"
    r"thời\s+gian)\s{1,3})?(?:tối\s+đa\s{1,3})?(?:không\s+quá\s{1,3})?\Z"
)
_UNIT_OF_TIME = re.compile(r"\s{1,3}(?:\([^)]{1,20}\)\s{1,3})?(?:ngày|giờ|tháng|tuần)(?:\s{1,3}làm\s+việc)?(?!\w)")
_TOLD = re.compile(
    re.any_word(
        r"hoàn\s+thành|hoàn\s+tất|xong|báo\s+cáo|gửi|trình|nộp|chậm\s+nhất|muộn\s+nhất|thời\s+hạn|ban\s+hành|"
        r"tổ\s+chức|triển\s+khai|xây\s+dựng|đăng\s+ký|"
        r"tổng\s+hợp|thực\s+hiện|tham\s+mưu|tổng\s+kết|sơ\s+kết|kiểm\s+tra|cập\s+nhật|rà\s+soát|đánh\s+giá|khai\s+mạc|"
        r"bế\s+mạc|"
        r"phát\s+hành|tập\s+huấn|tuyên\s+truyền|giải\s+ngân|nghiệm\s+thu|phát\s+động|công\s+bố|thẩm\s+định|đào\s+tạo|"
        r"trả\s+lời|in\s+ấn|thời\s+gian|tiến\s+độ|hạn\s+cuối|phê\s+duyệt|đề\s+xuất"
    )
    + r"(?!\w)"
)
_NOT_TOLD = re.compile(
    re.any_word(
        r"đã|được\s+ban\s+hành\s+trước|phát\s+sinh|có\s+hiệu\s+lực|sinh\s+trước|thành\s+lập|được\s+thành\s+lập|"
        r"hiệu\s+lực|tính\s+đến|kết\s+quả\s+đến|"
        r"số\s+liệu|so\s+với|kể\s+từ|áp\s+dụng|đạt|phấn\s+đấu|tỷ\s+lệ|tầm\s+nhìn|định\s+hướng|giai\s+đoạn|chiến\s+lược|"
        r"chương\s+trình|đề\s+án|quy\s+hoạch"
    )
    + r"(?!\w)"
)
_SITUATION = re.compile(
    r"(?:(?:khái\s+quát|đánh\s+giá|kết\s+quả|đặc\s+điểm|tình\s+hình|thực\s+trạng|sự\s+cần\s+thiết|bối\s+cảnh)(?!\w))"
)
_VAGUE = re.compile(
    r"(?<!\w)(?:sớm|trong\s+thời\s+gian\s+(?:tới|sớm\s+nhất)|thời\s+gian\s+tới|kịp\s+thời|nhanh\s+chóng|khẩn\s+trương|"
    r"ngay)(?!\w)"
)
_VAGUE_LEAD = re.compile(r"(?<!\w)(?:thời\s+hạn|hoàn\s+thành|thời\s+gian\s+(?:thực\s+hiện|hoàn\s+thành))(?!\w)")
_EVERY_WORDS = ("hằng", "hàng", "mỗi", "thường", "định", "lần/", "6 tháng", "3 tháng", "sáu tháng")
_FIRM_LABELS = ("thời gian", "hoàn thành", "tiến độ")
_FIRM_WORDS = ("trước", "chậm", "muộn", "xong", "hạn", "không")


def read_deadlines(doc: Document) -> tuple[Deadline, ...]:
    """All deadlines of the text in order of position; those inside citations are left out."""
    lower = doc.source.lower
    cited = cited_spans(doc)
    rows = [row for table in doc.facts("task_table") for row in table.rows]
    cells = sorted({row.time for row in rows if row.time and row.time.start < row.time.end})
    told = [s.span for s in doc.plan.sections if _SITUATION.match(lower, s.title_span.start)]
    found = [*_dated(doc.source, cited, cells, told), *_every(lower, cells), *_vague(lower, cells)]
    found.sort(key=lambda d: (d.span.start, -d.span.end))
    kept: list[Deadline] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _dated(source: Source, cited: list[Span], cells: list[Span], told: list[Span]) -> Iterator[Deadline]:
    """Dates that something makes a deadline. `told` are the sections that tell what was, where nothing is set."""
    lower = source.lower
    end = 0
    for start, stop, value, unit in _dates(lower, source.figures):
        if start < end or inside(cited, start):
            continue
        if unit == "length":
            within = _WITHIN.search(lower, max(0, start - 45), start)
            if within:
                end = stop
                yield Deadline(Span(within.start(), stop), None, "within", True)
            continue
        limit = _LIMIT.search(lower, max(0, start - 60), start)
        in_cell = inside(cells, start)
        word = ""
        if limit:
            begin, kind, word = limit.start(), "limit", limit.group()
        elif in_cell:
            begin, kind = start, "point"
        elif point := _POINT.search(lower, max(0, start - 60), start):
            begin, kind, word = point.start(), "point", point.group()
        else:
            continue
        if kind == "point" and _FROM.search(lower, begin, start):
            kind = "start"  # 'Thời gian thực hiện: từ tháng 10/2025' sets no end
        every = _EVERY_BEHIND.match(lower, stop)
        end = every.end() if every else stop
        firm = kind != "start" and (
            in_cell
            or not inside(told, start)
            and (
                _is_told(lower, begin, start)
                if unit != "year"
                else word.startswith(_FIRM_WORDS) and _is_told(lower, begin, start) or word.startswith(_FIRM_LABELS)
            )
        )
        if unit == "year" and not firm and word.startswith("đến") and not every:
            continue  # 'Chiến lược đến năm 2030': an aim, not a time limit
        yield Deadline(Span(begin, end), None if every else value, "every" if every else kind, firm)


def _is_told(lower: str, begin: int, start: int) -> bool:
    """Whether the words before a limit give something to do by then: 'hoàn thành …', not 'được ban hành trước ngày …'."""
    head = max(sentence_start(lower, begin), begin - 130)
    told = None
    for match in _TOLD.finditer(lower, head, start):
        told = match
    if told is None:
        return False
    barred = None
    for match in _NOT_TOLD.finditer(lower, head, begin):
        barred = match
    return barred is None or barred.start() < told.start() and barred.group() != "đã"


def _dates(lower: str, figures: list[tuple[int, int]]) -> Iterator[tuple[int, int, datetime.date | None, str]]:
    """(start of the figures, end, last day or None, unit) in order; the unit is day, month, quarter, year or length."""
    hits: list[tuple[int, int, datetime.date | None, str]] = []
    end = 0
    for start, stop in figures:
        if start < end or lower[start - 1 : start] in _JOINED:
            continue
        if stop - start >= 4:
            stop = start + 4
            if not lower.startswith("20", start):
                continue
            span = _RANGE.match(lower, start)
            hit = (start, span.end() if span else stop, _last_day(span["y"] if span else lower[start:stop], "12"), "year")
        else:
            before = lower[max(0, start - 6) : start].rstrip()
            word = before[-5:] if len(before) < 6 else ""
            named = word.endswith("ngày")
            behind = lower[stop : stop + 1]
            hit = None
            if word == "tháng" and (month := _MONTH.match(lower, start)):
                hit = (start, month.end(), _last_day(month["y"], month["m"]), "month")
            elif (
                not named
                and behind not in "/-."
                and (
                    not behind.isspace() or lower[stop + 1 : stop + 2] not in "/-. \t\n(ntg"  # '05 ngày', '30 tháng 6', '24 giờ'
                )
            ):
                continue
            elif (day := _DAY.match(lower, start)) and (named or day["y"] or day["yy"] or day["mm"]):
                hit = (start, day.end(), _day(day), "day")
            elif behind.isspace() and (length := _UNIT_OF_TIME.match(lower, stop)):
                hit = (start, length.end(), None, "length")
            elif named:
                hit = (start, stop, None, "day")
        if hit:
            hits.append(hit)
            end = hit[1]
    for name in ("quý", "quí"):
        at = lower.find(name)
        while at >= 0:
            if quarter := _QUARTER.match(lower, at):
                number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter["q"]) or int(quarter["q"])
                hits.append((at, quarter.end(), _last_day(quarter["y"], str(number * 3)), "quarter"))
            at = lower.find(name, at + 3)
    return iter(sorted(hits, key=lambda hit: hit[:2]))


def _day(match: re.Match) -> datetime.date | None:
    year = match["y"] or match["yy"]
    try:
        return datetime.date(int(year), int(match["m"] or match["mm"]), int(match["d"])) if year else None
    except ValueError:
        return None


def _last_day(year: str | None, month: str) -> datetime.date | None:
    if not year or not 1 <= int(month) <= 12 or not 1 <= int(year) <= 9998:
        return None
    number, of = int(month), int(year)
    return datetime.date(of + (number == 12), number % 12 + 1, 1) - datetime.timedelta(days=1)


def _every(lower: str, cells: list[Span]) -> Iterator[Deadline]:
    for word in _EVERY_WORDS:
        at = lower.find(word)
        while at >= 0:
            start = at
            if word[0] in "36l":  # '06 tháng', '02 lần/năm': the figure stands before
                start = max(0, at - 4)
                while start < at and not lower[start].isdigit():
                    start += 1
            match = _EVERY.match(lower, start)
            if match and (word != "thường" or inside(cells, start) or lower[max(0, start - 3) : start].strip() == ":"):
                yield Deadline(Span(*match.span()), None, "every", True)  # elsewhere 'thường xuyên' is an adverb
            at = lower.find(word, at + len(word))


def _vague(lower: str, cells: list[Span]) -> Iterator[Deadline]:
    for cell in cells:
        if match := _VAGUE.search(lower, cell.start, cell.end):
            yield Deadline(Span(*match.span()), None, "vague", True)
    for word in ("thời hạn", "hoàn thành"):
        at = lower.find(word)
        while at >= 0:
            match = _VAGUE.search(lower, at + len(word), at + 60)
            if match and _VAGUE_LEAD.match(lower, at) and not re.search(r"[.;|\n]", lower[at : match.start()]):
                yield Deadline(Span(*match.span()), None, "vague", True)
            at = lower.find(word, at + len(word))
