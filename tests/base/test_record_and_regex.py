"""The light stand-ins do what the standard library does; patterns made of a plan's words are never stored."""

from __future__ import annotations

import ast
import copy
import dataclasses
import pickle
import re
import shutil
import signal

import pytest

from checker.base import budget, cache, patterns, record, regex
from tests.conftest import ROOT
from tests.plans import dense_plan


@record.dataclass(frozen=True, slots=True)
class Light:
    """With a default, a factory, and a field that is not compared."""

    one: int
    two: str = "b"
    three: list = record.field(default_factory=list)
    four: int = record.field(default=0, compare=False, repr=False)


@record.dataclass(frozen=True)
class Open:
    one: int
    two: int = 2


@record.dataclass(slots=True)
class Loose:
    one: int


def test_a_record_is_made_shown_and_compared():
    assert repr(Light(1)) == "Light(one=1, two='b', three=[])"
    assert Light(1, "b", [], 9) == Light(one=1) != Light(2)
    assert Light(1).three is not Light(1).three
    assert hash(Open(1)) == hash(Open(one=1, two=2)) and Open(1) != (1, 2)
    assert Open.__doc__ is None and Light.__doc__.startswith("With") and Light.__qualname__ == "Light"


@pytest.mark.parametrize(
    "make", [lambda: Light(), lambda: Light(1, one=2), lambda: Light(1, five=5), lambda: Light(1, "b", [], 4, 5), lambda: Open()]
)
def test_wrong_values_are_type_errors(make):
    with pytest.raises(TypeError):
        make()


@pytest.mark.parametrize("kind", [Light, Open])
def test_a_class_that_is_used_often_behaves_the_same(kind):
    before = [kind(1), kind(one=1, two=5), kind(1, 2)]
    for _ in range(100):
        kind(3)
    assert kind.__init__.__code__.co_filename == "<string>"
    assert [kind(1), kind(one=1, two=5), kind(1, 2)] == before
    for wrong in ((), (1, 2, 3, 4, 5)):
        with pytest.raises(TypeError):
            kind(*wrong)
    if kind is Light:
        assert Light(1).three is not Light(1).three


def test_frozen_is_frozen():
    for thing in (Light(1), Open(1)):
        with pytest.raises(AttributeError):
            thing.one = 3
        with pytest.raises(AttributeError):
            del thing.one
    loose = Loose(1)
    loose.one = 2
    assert loose == Loose(2)
    with pytest.raises(TypeError):
        hash(loose)
    with pytest.raises(AttributeError):
        loose.other = 1


def test_copies_and_pickles():
    light = Light(1, "x", [1], 4)
    for other in (copy.copy(light), pickle.loads(pickle.dumps(light)), record.replace(light), dataclasses.replace(light)):
        assert other == light and other.four == 4 and other is not light
    assert record.replace(light, two="y") == Light(1, "y", [1])
    assert [part.name for part in record.fields(Light)] == ["one", "two", "three", "four"]
    assert record.is_dataclass(Light) and not record.is_dataclass(int)


class Pair(record.NamedTuple):
    """Two numbers."""

    one: int
    two: int = 2

    @property
    def total(self) -> int:
        return self.one + self.two


def test_a_named_tuple_is_one():
    assert Pair(1) == (1, 2) == pickle.loads(pickle.dumps(Pair(1))) and repr(Pair(1)) == "Pair(one=1, two=2)"
    assert Pair(1)._replace(one=3).total == 5 and Pair._fields == ("one", "two") and Pair.__doc__ == "Two numbers."
    assert isinstance(Pair(1), tuple) and Pair.__module__ == __name__
    assert Pair._make([3, 4])._asdict() == {"one": 3, "two": 4} and copy.copy(Pair(3)) == Pair(one=3)


@pytest.mark.parametrize("often", [0, 100])
def test_a_named_tuple_takes_what_it_should_however_often_it_was_made(often):
    class Place(record.NamedTuple):
        line: int
        column: int = 1

    for number in range(often):
        assert Place(number) == (number, 1)
    for made in (Place(5, 6), Place(5, column=6), Place(column=6, line=5)):
        assert made == (5, 6) and made.column == 6 and type(made) is Place
    for args, given in (((), {}), ((1, 2, 3), {}), ((1,), {"line": 2}), ((1,), {"row": 2})):
        with pytest.raises(TypeError):
            Place(*args, **given)


def test_patterns_are_kept_but_those_that_must_not_be(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(regex, "_new", {})
    monkeypatch.setattr(regex, "_codes", {})
    monkeypatch.setattr(regex, "_made", {})
    assert regex.unkept("lời trong dự thảo").search("một lời trong dự thảo") and not regex._new
    house = regex.compile(r"(?P<day>\d{1,2})/(\d+)", re.IGNORECASE)
    assert regex.sub(r"\s+", " ", "a  b") == "a b"
    assert [*regex._new] == [(r"(?P<day>\d{1,2})/(\d+)", int(re.IGNORECASE)), (r"\s+", 0)]
    regex.remember()
    stored = cache.load("patterns", regex._key())
    assert set(stored) == {(r"(?P<day>\d{1,2})/(\d+)", 2), (r"\s+", 0)}
    monkeypatch.setattr(regex, "_codes", None)
    monkeypatch.setattr(regex, "_made", {})
    again = regex.compile(r"(?P<day>\d{1,2})/(\d+)", re.IGNORECASE)
    assert not regex._new and isinstance(house, re.Pattern) and again._pattern is None
    assert again.search("ngày 25/10")["day"] == "25" and "search" in vars(again)
    assert (again.pattern, again.flags) == (house.pattern, house.flags)
    for copied in (copy.copy(again), pickle.loads(pickle.dumps(again))):
        assert repr(copied) == repr(house) and copied.groupindex == {"day": 1}


# Coined words where a plan names things: nobody's registry has them.
COINED = ("quoằm", "xuyểng", "ngoẹp", "phuống", "triệp", "ngoặu")
PRIVATE_PLAN = """\
ỦY BAN NHÂN DÂN
XÃ QUOẰM XUYỂNG

Số: 47 /KH-NGOẸP

Quoằm Xuyểng, ngày 16 tháng 3 năm 2026

KẾ HOẠCH

Triển khai Đề án Phuống Triệp năm 2026

Căn cứ Quyết định số 999/QĐ-NGOẸP ngày 5/3/2026 của Ủy ban nhân dân xã Quoằm Xuyểng (sau đây gọi tắt là Ngoặu);

I. NỘI DUNG, NHIỆM VỤ

1. Phòng Phuống Triệp phối hợp với Sở Ngoặu và UBND huyện Quoằm hoàn thành chương trình “Ngoẹp Ngoặu” trước ngày 30/6/2026.

2. Kinh phí Triệp: 52.000.000 đồng, gồm: Phuống Triệp 30.000.000 đồng; NGOẸP 20.000.000 đồng.

| TT | Ngoặu | Chủ trì | Thời gian |
|---|---|---|---|
| 1 | Phuống | Phòng Triệp | Tháng 5/2026 |

Nơi nhận:
- UBND huyện Quoằm;
- Lưu: VT, Triệp.

TM. ỦY BAN NHÂN DÂN
KT.CHỦ TỊCH

Quoằm Xuyểng Ngoặu
"""


def test_no_word_of_a_plan_is_kept(tmp_path, run_python):
    folder = tmp_path / "triệp"
    folder.mkdir()
    (folder / ".gitignore").write_text("phuống-*.txt\n", "utf-8")
    (folder / ".git").mkdir()
    (folder / "ngoẹp.txt").write_text(PRIVATE_PLAN, "utf-8")
    for arguments in (["check", "--profile", "strict", "--exclude", "ngoặu/**", str(folder)], ["fix", "--unsafe", str(folder)]):
        code = f"from checker.cli import main as cli; cli.main({arguments!r})"
        shown = run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path / "cache"), PYTHONUTF8="1").lower()
        assert all(word in shown for word in ("quoằm", "ngoẹp"))
    for file in (tmp_path / "cache").rglob("*"):
        held = file.read_bytes().decode("utf-8", "replace").lower() if file.is_file() else ""
        assert not [word for word in COINED if word in held], file.name
    (patterns,) = (tmp_path / "cache").glob("patterns-*")
    assert "ngày" in patterns.read_bytes().decode("utf-8", "replace").lower()  # words are stored so that they would be found


def test_only_words_of_the_program_are_compiled_to_be_kept():
    """A pattern put together inside a function is named here, where somebody has looked at what it is made of."""
    known = {
        "checker.base.budget",  # parameters and conditions of a rule
        "checker.base.vocabulary",  # word lists
        "checker.families.citations.symbols",  # codes of the registries
        "checker.families.duties.agencies",  # the registry of agencies
        "checker.families.duties.parts",  # word lists, the longest first
        "checker.families.form.header",  # parameters of a rule
        "checker.families.form.recipients",  # parameters of a rule
        "checker.families.form.sections",  # parameters of a rule
        "checker.families.wording.capitals",  # types of the registry
        "checker.families.wording.old_codes",  # tables of letters
        "checker.families.wording.paragraphs",  # as many words as a number says
        "checker.families.wording.words_checks",  # as many words as a number says
        "checker.outline.title",  # types of the registry
        "checker.rules.pack_texts",  # parameters of a rule
    }
    names = {"compile", "keep", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}
    found = set()
    for path in (ROOT / "checker").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, (ast.FunctionDef, ast.Lambda)) and module not in (
                "checker.base.regex",
                "checker.base.patterns",
            ):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) in {f"re.{name}" for name in names}:
                        if not isinstance(call.args[0], ast.Constant):
                            found.add(module)
    assert found <= known, found - known


def test_the_functions_of_re():
    assert regex.search("b", "abc").start() == 1 and regex.match("b", "abc") is None and regex.fullmatch("a.c", "abc")
    assert regex.findall(r"\d", "1a2") == ["1", "2"] and [m.group() for m in regex.finditer(r"\d", "1a2")] == ["1", "2"]
    assert regex.sub("a", "b", "aab", count=1) == "bab" and regex.split(",", "a,b") == ["a", "b"]
    with pytest.raises(regex.error):
        regex.compile("(")


def test_a_second_start_compiles_nothing(tmp_path, run_python):
    """Whatever the order of sets: a pattern that is another one at each start would be compiled and stored at each start."""
    plan = tmp_path / "plan.md"
    plan.write_text(dense_plan(24_000), "utf-8")
    code = f"from checker.cli import main as cli; cli.main(['check', '--isolated', '--quiet', {str(plan)!r}])"
    kept = []
    for seed in "12":
        run_python(code, PYTHONHASHSEED=seed, PLANCHECK_CACHE_DIR=str(tmp_path / "cache"))
        (file,) = (tmp_path / "cache").glob("patterns-*")
        kept.append((file.stat().st_ino, file.stat().st_mtime_ns))
        shutil.rmtree(tmp_path / "cache" / "results")  # else the second start judges nothing
    assert kept[0] == kept[1]


NEVER_ENDING = r"(a|a)*b (a|aa)+$ (aa?)+x (?:a{1,3})*c (?:a?b?)*c (?:\w\d?)*! (?i:ab|Ab)*c (a+)+zz (?:a|b|)*x"
ENDING = r"(?:ab|ac)*x (?:[^\W\d_]+\s){1,9}?x (?:Điều|khoản|điểm)+x (?:a{1,3}b)*c (?:\w{2,5}\s)*x \d+(?:\.\d{3})* a.*b"


@pytest.mark.parametrize("pattern", NEVER_ENDING.split())
def test_a_pattern_that_never_ends_is_refused(pattern):
    assert patterns.regex_mistake(pattern)


@pytest.mark.parametrize("pattern", ENDING.split())
def test_a_pattern_that_ends_is_taken(pattern):
    assert patterns.regex_mistake(pattern) is None


def test_a_foreign_pattern_that_takes_long_on_a_text_is_ended(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.1)
    slow = budget.compiled(budget.Foreign(r"\w*\w*\w*\w*!"))
    for ask in (slow.search, slow.fullmatch, slow.finditer):
        with pytest.raises(budget.TooSlow):
            ask("a" * 3000)
    assert slow.search("a!").span() == (0, 2)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
