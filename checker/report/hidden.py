"""Characters that are no picture: how the text of a document is made safe to show, and safe to write as JSON."""

from __future__ import annotations

from checker import regex as re

# Control characters could drive the reader's terminal, bidirectional marks could turn a line around, zero-width ones and
# lone surrogates (undecodable bytes of a file name) would be invisible or unprintable: all are shown by their number.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"[\t-\r\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """`text` on one line, with every character that is no picture written as ⟨U+…⟩. Blanks stay as many as they are,
    but for line ends and tabs, of which a run becomes one blank."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", _BLANKS.sub(" ", text))


def json_text(data: object, indent: int | None = None) -> str:
    """JSON with Vietnamese letters as they are; what could drive a terminal or is no Unicode is escaped (`\\u009b`)."""
    import json  # only the formats that are JSON need it

    return _HIDDEN.sub(lambda match: json.dumps(match.group())[1:-1], json.dumps(data, ensure_ascii=False, indent=indent))
