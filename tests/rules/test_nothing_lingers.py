"""A plan that was judged is gone with its report: nothing of it refers to itself, so that the next plan finds its memory free."""

import gc

from checker.model.document import Document
from checker.source.text import Source
from tests.plans import dense_plan, judged, sample_files, usual_plan


def test_a_judged_plan_is_no_garbage():
    texts = [
        usual_plan(8_000),
        dense_plan(8_000),
        *(path.read_text("utf-8") for path in sample_files()[:8] if path.suffix != ".docx"),
    ]
    for text in texts:
        judged(Source("p.txt", text))
    gc.collect()
    gc.disable()
    try:
        for text in texts:
            judged(Source("p.txt", text))
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        assert not any(isinstance(thing, Document) for thing in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
