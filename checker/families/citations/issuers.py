"""Which body an issuer's name means: 'UBND tỉnh Cao Bằng', 'Chủ tịch Ủy ban nhân dân tỉnh' → (UBND, tỉnh, cao bằng).

Names are folded first (short and full forms, 'và', '&', commas, dashes, tone placement), so that one body has one reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from checker.base import regex as re
from checker.language.letters import new_tone
from checker.model.plan import NOBODY, Body

_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "tw": "trung ương",
    "tp": "thành phố",
    "tphcm": "thành phố hồ chí minh",
    "hcm": "hồ chí minh",
    "hn": "hà nội",
    "đăk": "đắk",
    "lăk": "lắk",
    "ptnt": "phát triển nông thôn",
    "gdđt": "giáo dục đào tạo",
    "gd": "giáo dục",
    "đt": "đào tạo",
    "nn": "nông nghiệp",
    "ttg": "thủ tướng chính phủ",
    "vhttdl": "văn hóa thể thao du lịch",
    "lđtbxh": "lao động thương binh xã hội",
    "khđt": "kế hoạch đầu tư",
    "kh": "kế hoạch",
    "tt": "thông tin",
    "tttt": "thông tin truyền thông",
    "tnmt": "tài nguyên môi trường",
    "gtvt": "giao thông vận tải",
    "ubtvqh": "ủy ban thường vụ quốc hội",
    "mttq": "mặt trận tổ quốc",
    "và": "",
    "tn": "tài nguyên",
    "mt": "môi trường",
    "cn": "công nghệ",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "khcn": "khoa học công nghệ",
    "nnmt": "nông nghiệp môi trường",
}
_WORD = re.compile(r"\w+")
_LEAD = re.compile(
    r"(?:(?:tại )?hội nghị (?:lần thứ )?\w+(?: \w+)?? (?=ban chấp hành)|(?:phó |thứ )?(?:bộ trưởng|chủ tịch|giám đốc|chủ nhiệm|"
    r"tổng cục trưởng|cục trưởng|trưởng phòng|chi cục trưởng|tổng giám đốc|hiệu trưởng) "
    r"(?=bộ |ủy ban|sở |văn phòng|ngân|thanh|tổng|cục|phòng|chi|bảo|trường)"
    r"|(?:ban thường vụ|thường trực|ban chấp hành) (?=tỉnh|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|hội đồng|đảng bộ|huyện))"
)
_UNIT = re.compile(r"(?:^| )(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)(?= |$)(?: (.+))?")
_TERM = re.compile(r" (?:khóa|nhiệm kỳ|lần thứ) .*")


@lru_cache(maxsize=1024)
def fold(name: str) -> str:
    """The words of a name in one form: lower case, full words, no conjunctions and marks."""
    name = name.replace("TƯ", "trung ương")  # but not 'tư pháp', 'đầu tư'
    words = (new_tone(word) for word in _WORD.findall(name.lower()))
    words = (_SHORT.get(word, word) for word in words)
    return " ".join(" ".join(words).split())


def body_of(name: str, table: Sequence[Mapping]) -> Body:
    """The body that a name means, as far as it says it.

    `table` is `issuers` of the registry `type_issuers`: the first entry with words that begin the name.
    """
    folded = fold(name)
    while lead := _LEAD.match(folded):
        folded = folded[lead.end() :]
    folded = _TERM.sub("", folded)
    if folded.startswith("đảng bộ "):
        folded = folded.replace("đảng bộ tỉnh", "tỉnh ủy", 1).replace("đảng bộ thành phố", "thành ủy", 1)
    for entry in table:
        for words in entry["words"]:
            if folded.startswith(words) and folded[len(words) : len(words) + 1] in ("", " "):
                unit, place = (None, None) if entry.get("kind") == "central" else _place(folded[len(words) :])
                return Body(entry["code"], unit, place)
    return NOBODY


class Bodies(dict[str, Body]):
    """Issuer → the body that it means, read once per name."""

    def __init__(self, table: Sequence[Mapping]):
        super().__init__()
        self._table = table

    def __missing__(self, name: str) -> Body:
        self[name] = body = body_of(name, self._table)
        return body


def _place(rest: str) -> tuple[str | None, str | None]:
    found = _UNIT.search(rest)
    if found:
        return found[1], (found[2] or None)
    return None, rest.strip() or None
