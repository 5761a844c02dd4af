"""How the time for a plan grows with its length: one kind of fragment repeated n, 2n, 4n, 8n times, and the exponent that fits.

Each kind is tried with one fragment a line and with all in one paragraph. A step that looks at each of its fragments once for
each other one has the exponent 2, and a plan of a megabyte would take minutes.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable, Iterator

_HEAD = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN BÌNH\tĐộc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND\tAn Bình, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Chuyển đổi số năm 2026

Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

"""
_TAIL = """

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""

# Kind → the fragment of a number. What stands in one of them is what a stage of reading looks for.
FRAGMENTS: dict[str, Callable[[int], str]] = {
    "headings": lambda n: f"{n}. Nhiệm vụ trọng tâm",
    "capital headings": lambda n: f"{'XVI'[n % 3]}. NỘI DUNG THỰC HIỆN",
    "decimal headings": lambda n: f"{n // 9 + 1}.{n % 9 + 1}. Tổ chức thực hiện",
    "items": lambda n: f"- Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát văn bản số {n};",
    "tasks": lambda n: (
        f"Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án {n}, hoàn thành trước ngày {n % 27 + 1}/6/2026."
    ),
    "citations": lambda n: (
        f"Căn cứ Quyết định số {n}/QĐ-UBND ngày {n % 27 + 1:02}/3/2025 của Ủy ban nhân dân tỉnh về chuyển đổi số;"
    ),
    "numbers of documents": lambda n: f"{n}/QĐ-UBND",
    "laws": lambda n: f"theo khoản {n % 9 + 1} Điều {n} Luật Đầu tư công",
    "amounts": lambda n: f"kinh phí {n}.000.000 đồng (bằng chữ: một triệu đồng),",
    "shares": lambda n: f"đạt {n % 99 + 1}% kế hoạch, tăng {n % 7},5% so với năm trước,",
    "dates": lambda n: f"ngày {n % 27 + 1} tháng {n % 12 + 1} năm 2026,",
    "years": lambda n: f"giai đoạn 2026 - {2027 + n % 30}",
    "digits": lambda n: f"{n % 10}",
    "figures": lambda n: f"{n}",
    "agencies": lambda n: "Sở Khoa học và Công nghệ, Công an tỉnh,",
    "unknown agencies": lambda n: f"Chi cục Thống kê Đông Hà{chr(97 + n % 26)} và",
    "districts": lambda n: "Ủy ban nhân dân huyện Đông Anh,",
    "abbreviations": lambda n: f"(CN{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676 % 26)}X)",
    "odd words": lambda n: f"nhgiệm{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} vụu",
    "slips": lambda n: "thấm quyền thực hiẹn các các",
    "brackets": lambda n: "(",
    "quotes": lambda n: "“",
    "stars": lambda n: "**a*",
    "comments": lambda n: f"<!-- plancheck: ignore CT7{n % 90:02} -->",
    "dots": lambda n: "....",
    "blanks": lambda n: "   a  ",
    "empty lines": lambda n: "\n\n",
    "pipe rows": lambda n: f"| {n} | Rà soát hồ sơ | Sở Nội vụ | Quý {n % 4 + 1}/2026 |",
    "money rows": lambda n: f"| {n} | Mua máy tính | {n % 50 + 1} | 1.000.000 | {n % 50 + 1}.000.000 |",
    "tab rows": lambda n: f"{n}\tTập huấn\tSở Nội vụ\t{n}.000",
    "recipients": lambda n: "- Như Điều 3;\n- Lưu: VT.",
    "signatures": lambda n: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "titles": lambda n: "KẾ HOẠCH\nVề việc chuyển đổi số",
    "appendices": lambda n: f"Phụ lục {n}\n(Kèm theo Kế hoạch số 12/KH-UBND)",
    "references": lambda n: f"theo mục {n % 40}.{n % 7} và Phụ lục {n % 30}",
    "letters": lambda n: "a",
    "decomposed": lambda n: "ê\u0301",
}
_SHAPES = {"one a line": "\n", "in one paragraph": " "}


def text_of(kind: str, shape: str, size: int) -> str:
    """A plan of about `size` code points whose body is one kind of fragment."""
    make, joint = FRAGMENTS[kind], _SHAPES[shape]
    width = len(make(1000) + joint)
    return _HEAD + joint.join(map(make, range(1, size // width + 2))) + _TAIL


def exponent(sizes: list[int], times: list[float]) -> float:
    """The slope of a straight line through (log size, log time)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(seconds, 1e-6)) for seconds in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def growths(
    judge: Callable[[str], object], smallest: int, kinds: tuple[str, ...] = (), shapes: tuple[str, ...] = tuple(_SHAPES)
) -> Iterator[tuple[str, float, float]]:
    """(kind and shape, exponent, seconds for the largest) over `smallest`, twice, four and eight times that."""
    for kind in kinds or FRAGMENTS:
        for shape in shapes:
            sizes, times = [], []
            for factor in (1, 2, 4, 8):
                text = text_of(kind, shape, smallest * factor)
                start = time.process_time()
                judge(text)
                times.append(time.process_time() - start)
                sizes.append(len(text))
                if times[-1] > 60:
                    break
            yield f"{kind}, {shape}", exponent(sizes, times) if len(sizes) > 1 else 9.0, times[-1]


def main() -> int:
    """Every kind of text up to a megabyte: some minutes; 1 where one grows with a power above 1.15."""
    from tests.bench.__main__ import _judge

    gc.set_threshold(100_000)
    found = sorted(growths(_judge(), 120_000), key=lambda one: -one[1])
    for name, power, seconds in found:
        print(f"{'ok  ' if power <= _STEEPEST else 'OVER'} {power:5.2f} {seconds:7.1f} s  {name}")
    return int(found[0][1] > _STEEPEST)


_STEEPEST = 1.15

if __name__ == "__main__":
    sys.exit(main())
