"""Names of issuing organs: which words begin one, how lines of a header belong together, capitals → sentence case."""

from __future__ import annotations

from checker.base import regex as re

PLACE_NOUNS = (
    "tỉnh",
    "thành phố",
    "quận",
    "huyện",
    "thị xã",
    "phường",
    "xã",
    "thị trấn",
    "đặc khu",
    "thôn",
    "khu phố",
    "tổ dân phố",
)
_EXPANSIONS = (
    (re.compile(r"\bUBND\b"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"\bHĐND\b"), "HỘI ĐỒNG NHÂN DÂN"),
    (re.compile(r"\bTP\.?(?=\s)"), "THÀNH PHỐ"),
    (re.compile(r"\bUỶ\b"), "ỦY"),
    (re.compile(r"\bBCĐ\b"), "BAN CHỈ ĐẠO"),
)
_HEADS = (
    "ỦY BAN",
    "UBND",
    "HỘI ĐỒNG",
    "HĐND",
    "SỞ",
    "BỘ",
    "BAN",
    "CHI CỤC",
    "CỤC",
    "TỔNG CỤC",
    "TRƯỜNG",
    "TRUNG TÂM",
    "PHÒNG",
    "VĂN PHÒNG",
    "TIỂU BAN",
    "TỔ",
    "ĐẢNG ỦY",
    "ĐẢNG BỘ",
    "HUYỆN ỦY",
    "TỈNH ỦY",
    "THÀNH ỦY",
    "QUẬN ỦY",
    "THỊ ỦY",
    "CÔNG AN",
    "BỆNH VIỆN",
    "ĐOÀN",
    "LIÊN ĐOÀN",
    "CHI BỘ",
    "BẢO HIỂM",
    "TÒA ÁN",
    "VIỆN",
    "CÔNG TY",
    "KHO BẠC",
    "THANH TRA",
    "HỘI",
    "BCĐ",
    "TRẠM",
    "ĐÀI",
    "MẶT TRẬN",
    "CÔNG ĐOÀN",
    "THƯỜNG TRỰC",
    "HỌC VIỆN",
    "ĐẠI HỌC",
    "BỘ CHỈ HUY",
    "BAN CHẤP HÀNH",
    "NGÂN HÀNG",
    "BAN THƯỜNG TRỰC",
    "BAN QUẢN LÝ",
    "TỔNG CÔNG TY",
    "LIÊN MINH",
    "HIỆP HỘI",
    "QUỸ",
    "CHÍNH PHỦ",
    "THỦ TƯỚNG",
    "CHỦ TỊCH",
)
# 'PHÒNG, CHỐNG …', 'HỘI NHẬP …' go on with the name above; they are no office and no association.
_HEAD = re.compile(
    rf"(?!PHÒNG(?:,| CHỐNG| THỦ| NGỪA| CHÁY| BỆNH)|HỘI (?:NHẬP|NGHỊ|THI|CHỢ)|TỔ CHỨC|SỞ HỮU|ĐOÀN KẾT|VIỆN TRỢ|TRƯỜNG HỌC)"
    rf"(?:{'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})(?!\w)"
)
_PLACE_CAPS = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|THÔN)(?!\w)")
# In a flattened cell: the organ below begins where, after a place, one of these heads stands.
_LOWER_ORGAN = re.compile(
    r"(?<=\w)\s+(?=(?:SỞ|BAN (?:CHỈ ĐẠO|CHỈ HUY|THƯỜNG TRỰC|QUẢN LÝ|DÂN TỘC)|CHI CỤC|PHÒNG(?!,| CHỐNG| THỦ)|TRƯỜNG|TRUNG TÂM|"
    r"ĐẢNG ỦY|HỘI ĐỒNG|TIỂU BAN|VĂN PHÒNG|CÔNG AN|BỆNH VIỆN|TRẠM Y TẾ|TỔ (?:CÔNG TÁC|GIÚP VIỆC))(?!\w))"
)
_ABBREVIATION = re.compile(r"(?:[BCDĐGHKLMNPQRSTVX0-9&]{2,}|[IVX]+|UBND|ĐH|GD&ĐT)\Z")  # capitals without a vowel
_LOWER_WORDS = frozenset("và của các về cho trong ở tại với".split())
_COMMON = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Ban Chỉ đạo",
    "Ban Thường trực",
    "Mặt trận Tổ quốc",
    "Việt Nam",
    "Ủy ban",
    "Đảng ủy",
    "Đảng bộ",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Thị ủy",
    "Công an",
    "Hội đồng",
    "Trung tâm",
    "Văn phòng",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Trung ương",
    "Chi cục",
    "Bệnh viện",
    "Tiểu ban",
    "Bộ Chỉ huy",
    "Ban Quản lý",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Liên đoàn Lao động",
    "Cựu chiến binh",
    "Đoàn Thanh niên",
    "Chi bộ",
    "Thanh tra",
    "Trạm Y tế",
    "Y tế",
    "Tiểu học",
    "Mầm non",
    "Trung học cơ sở",
    "Trung học phổ thông",
    "Cao đẳng",
    "Đại học",
    "Chính trị",
    "Phổ thông",
    "Kho bạc Nhà nước",
    "Công đoàn",
)
_COMMON_BY_LOWER = sorted(((c.lower(), c) for c in _COMMON), key=lambda pair: -len(pair[0]))


def begins_organ(words: str) -> bool:
    """Whether a line in capitals begins with a word that names a kind of organ."""
    return _HEAD.match(words) is not None


def organ_lines(lines: list[str]) -> list[list[int]]:
    """Indices of header lines that name one organ together, from the highest organ down.

    A line goes on with the organ above when it names a place, or no organ at all ('BAN CHỈ ĐẠO' / 'CÔNG TÁC DÂN SỐ').
    """
    groups: list[list[int]] = []
    for at, line in enumerate(lines):
        above = lines[at - 1].rstrip() if at else ""
        runs_on = bool(groups) and (not begins_organ(line) or line.startswith(("VÀ ", "-")) or above.endswith((" VÀ", "-", ",")))
        if runs_on:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def split_flat(words: str) -> list[str]:
    """The organs of a header cell that was flattened to one line: 'UBND TỈNH X SỞ Y TẾ' → two."""
    cut = _PLACE_CAPS.search(words)
    if not cut:
        return [words]
    lower = _LOWER_ORGAN.search(words, cut.end())
    return [words[: lower.start()], words[lower.end() :]] if lower else [words]


def sentence_case(name: str) -> str:
    """An organ's name as a sentence writes it: 'UBND TỈNH LẠNG SƠN' → 'Ủy ban nhân dân tỉnh Lạng Sơn'."""
    caps = " ".join(name.split())
    letters = [c for c in caps if c.isalpha()]
    shouting = sum(map(str.isupper, letters)) > 0.7 * max(1, len(letters))
    for pattern, full in _EXPANSIONS:
        caps = pattern.sub(full if shouting else full.capitalize(), caps)
    if not shouting:
        return caps
    words = caps.split(" ")
    lowered = [w if _ABBREVIATION.match(w) and w not in ("BAN", "SỞ") else w.lower() for w in words]
    out = _capitalise(lowered)
    for low, common in _COMMON_BY_LOWER:
        at = out.lower().find(low)
        while at >= 0:
            out = out[:at] + common + out[at + len(low) :]
            at = out.lower().find(low, at + len(low))
    return out[:1].upper() + out[1:]


def _capitalise(words: list[str]) -> str:
    out: list[str] = []
    in_place = words[0] == "trường"  # schools bear names: 'Trường THPT Cao Lãnh 2'
    fresh = True  # the next ordinary word begins the name of a field: 'Sở Y tế', 'Phòng Văn hóa - Xã hội'
    at = 0
    while at < len(words):
        noun = next((n for n in PLACE_NOUNS if words[at : at + len(n.split())] == n.split()), None)
        if noun == "xã" and words[at + 1 : at + 2] == ["hội"]:
            noun = None  # 'Phòng Văn hóa - Xã hội' is of no commune
        if noun and at:
            out.extend(noun.split())
            at += len(noun.split())
            in_place = True
            continue
        word = words[at]
        if in_place and word not in ("-",):
            out.append(word[:1].upper() + word[1:])
        elif word in _LOWER_WORDS or word == "-":
            out.append(word)
            fresh = True
        else:
            out.append(word[:1].upper() + word[1:] if fresh or at == 1 else word)
            fresh = word.endswith(",")
        at += 1
    return " ".join(out)


_NAMED_PLACE = re.compile(r"(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|thôn|TP\.?)\s+[^\W_]", re.IGNORECASE)
_PLACE = re.compile(rf"(?:{'|'.join(PLACE_NOUNS)})\s+\S")
_ALONE = re.compile(
    r"(?:ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|ban chỉ đạo|ban thường trực|ban thường vụ|đảng ủy|văn phòng)"
    r"(?:\s+(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu))?\Z"
)


def names_fully(name: str) -> bool:
    """Whether a name says which organ it is: not 'UBND tỉnh', 'Ban Chỉ đạo' alone."""
    low = sentence_case(name).lower()
    if _ALONE.match(low):
        return False
    needs_place = low.startswith(("ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "ban thường trực"))
    if not needs_place:
        return True
    return bool(_PLACE.search(low)) or bool(_NAMED_PLACE.search(name))
