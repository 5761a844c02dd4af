"""What a section is for, from its title: the real variants of section titles in plans, and near misses of them."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.fuzzy import best

# The keywords of each role; of several in one phrase the first that stands there decides ('NỘI DUNG GIÁM SÁT' is tasks).
_KEYWORDS = {
    "purpose": ("mục đích", "yêu cầu"),
    "objectives": ("mục tiêu", "chỉ tiêu"),
    "tasks": (
        "nội dung",
        "nhiệm vụ",
        "giải pháp",
        "hoạt động",
        "biện pháp",
        "phương pháp",
        "phương hướng",
        "công việc",
        "các bước",
        "phương án",
    ),
    "timeline": ("thời gian", "tiến độ", "lộ trình", "thời hạn", "địa điểm", "lịch trình"),
    "budget": ("kinh phí", "nguồn lực", "nguồn vốn", "dự toán", "ngân sách", "vốn thực hiện", "tài chính thực hiện"),
    "organisation": (
        "tổ chức thực hiện",
        "tổ chức triển khai",
        "triển khai thực hiện",
        "phân công",
        "trách nhiệm thực hiện",
        "trách nhiệm của",
        "trách nhiệm các",
        "tổ chức điều hành",
    ),
    "monitoring": ("kiểm tra", "giám sát", "báo cáo", "theo dõi", "sơ kết", "tổng kết"),
    "appendix": ("phụ lục",),
}
_ROLE_OF = {word: role for role, words in _KEYWORDS.items() for word in words}
_KEYWORD = re.compile("|".join(sorted(map(re.escape, _ROLE_OF), key=len, reverse=True)))
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^)]{0,80}\)")
_PHRASE = re.compile(r"[,;:/()]|\s[-–]\s|\bvà\b|&")
# Titles as they are usually written; a misspelled title is held against these.
KNOWN_TITLES = (
    "mục đích, yêu cầu",
    "mục đích",
    "yêu cầu",
    "mục tiêu",
    "quan điểm, mục tiêu",
    "mục tiêu, chỉ tiêu",
    "mục đích",
    "nội dung",
    "nội dung thực hiện",
    "nội dung kế hoạch",
    "nội dung trọng tâm",
    "nội dung và giải pháp",
    "nhiệm vụ, giải pháp",
    "nhiệm vụ và giải pháp",
    "nhiệm vụ trọng tâm",
    "nhiệm vụ cụ thể",
    "giải pháp thực hiện",
    "nhiệm vụ và giải pháp chủ yếu",
    "nhiệm vụ, giải pháp chủ yếu",
    "các hoạt động cụ thể",
    "nội dung, nhiệm vụ",
    "nội dung hoạt động",
    "nhiệm vụ và giải pháp thực hiện",
    "nhiệm vụ",
    "giải pháp",
    "thời gian thực hiện",
    "thời gian, địa điểm",
    "tiến độ thực hiện",
    "lộ trình thực hiện",
    "kinh phí",
    "kinh phí thực hiện",
    "nguồn kinh phí thực hiện",
    "kinh phí và nguồn lực thực hiện",
    "nguồn lực thực hiện",
    "dự toán kinh phí thực hiện",
    "kinh phí bảo đảm",
    "tổ chức thực hiện",
    "phân công nhiệm vụ",
    "phân công trách nhiệm",
    "phân công trách nhiệm và tổ chức thực hiện",
    "tổ chức triển khai thực hiện",
    "trách nhiệm thực hiện",
    "phân công thực hiện",
    "kiểm tra, giám sát",
    "chế độ báo cáo",
    "kiểm tra, giám sát, báo cáo",
    "công tác kiểm tra, giám sát",
    "chế độ thông tin, báo cáo",
)


def roles_of(title: str) -> tuple[str, ...]:
    """The roles a title names, in the order in which it names them; ('other',) where it names none."""
    low = " ".join(_ASIDE.sub(" ", title.lower()).split()).rstrip(" .:")
    roles: list[str] = []
    for phrase in _PHRASE.split(low):
        hit = _KEYWORD.search(phrase)
        role = _ROLE_OF[hit.group()] if hit else "organisation" if phrase.strip() == "trách nhiệm" else None
        if role and role not in roles:
            roles.append(role)
    return tuple(roles) or ("other",)


def nearest_title(title: str) -> str | None:
    """The known title that `title` misspells (not the one it is), in lower case, or None."""
    low = " ".join(title.lower().split()).strip(" .:;,")
    if low in KNOWN_TITLES or not 4 <= len(low) <= 60:
        return None
    words = set(_WORD.findall(low))
    alike = [t for t in KNOWN_TITLES if 2 * len(words & set(_WORD.findall(t))) >= max(2, len(words))]
    near = best(low, alike, 84.0) if alike else None
    return near[0] if near else None


def roles_or_nearest(title: str) -> tuple[str, ...]:
    """The roles of a title, of its nearest known one where it names none by itself."""
    roles = roles_of(title)
    if roles == ("other",) and (near := nearest_title(title)):
        return roles_of(near)
    return roles
