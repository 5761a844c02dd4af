"""Which body an issuer's name means, and when two names may be one body."""

from __future__ import annotations

import pytest

from checker.families.citations.issuers import body_of
from checker.rules.registries import Law

TABLE = Law()["type_issuers"]["issuers"]


@pytest.mark.parametrize(
    ("name", "code", "unit", "place"),
    [
        ("UBND tỉnh Cao Bằng", "UBND", "tỉnh", "cao bằng"),
        ("Chủ tịch Ủy ban nhân dân Thành phố", "UBND", "thành phố", None),
        ("Uỷ ban nhân dân tỉnh Thanh Hoá", "UBND", "tỉnh", "thanh hóa"),
        ("UBND TP.HCM", "UBND", "thành phố", "hồ chí minh"),
        ("Ban Chấp hành Trung ương Đảng khóa XII", "TW.BCH", None, None),
        ("Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII", "TW.BCH", None, None),
        ("BCH TƯ khoá XII", "TW.BCH", None, None),
        ("Bộ Chính trị khóa XIII", "TW.BCT", None, None),
        ("Bộ trưởng Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH", None, None),
        ("Bộ NN&PTNT", "BNNPTNT", None, None),
        ("Bộ Tư pháp", "BTP", None, None),
        ("Bộ Kế hoạch và Đầu tư", "BKHĐT", None, None),
        ("Giám đốc Sở Giáo dục và Đào tạo Nghệ An", "SGDĐT", None, "nghệ an"),
        ("Ban Thường vụ Tỉnh ủy", "TU", None, None),
        ("Ban Chấp hành Đảng bộ tỉnh", "TU", None, None),
        ("Thường trực HĐND xã Yên Bình", "HĐND", "xã", "yên bình"),
        ("Trường THPT Cao Lãnh", None, None, None),
    ],
)
def test_bodies(name: str, code: str | None, unit: str | None, place: str | None) -> None:
    body = body_of(name, TABLE)
    assert (body.code, body.unit, body.place) == (code, unit, place)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Hoà Bình", True),
        ("UBND tỉnh Hòa Bình", "UBND tỉnh Hoà Bình", True),
        ("Tỉnh ủy Cao Bằng", "Ban Chấp hành Đảng bộ tỉnh Cao Bằng", True),
        ("Chủ tịch UBND tỉnh", "UBND tỉnh", True),
        ("UBND TP HCM", "UBND Thành phố Hồ Chí Minh", True),
        ("Trung ương", "Bộ Chính trị", True),
        ("Bộ Chính trị", "Ban Bí thư", False),
        ("UBND tỉnh", "HĐND tỉnh", False),
        ("UBND tỉnh", "UBND huyện Hạ Hòa", False),
        ("UBND tỉnh Lào Cai", "UBND tỉnh Phú Thọ", False),
    ],
)
def test_one_body(one: str, other: str, may: bool) -> None:
    assert body_of(one, TABLE).may_be(body_of(other, TABLE)) is may
