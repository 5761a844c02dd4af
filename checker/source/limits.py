"""How much a file may hold, in one place: what is more is refused with a reason, before it is read or made.

A plan is read in time and memory that grow with its length, at worst about ten seconds and half a gigabyte for a million
characters that are all something to tell; these bounds are what keeps any file below ten seconds and a gigabyte.
"""

from __future__ import annotations

MAX_FILE = 64 << 20  # bytes of a file as it lies on disk, pictures included
MAX_TEXT = 1_000_000  # characters of a file as they are written, labels included: some 370 pages
MAX_PARAGRAPHS = 36_000  # of a Word file, cells of tables included
MAX_PAGES = 1000  # of a PDF
MAX_PART = 32 << 20  # bytes of one XML part of a Word file unpacked: a plan of 10,000 paragraphs has about 8 million
MAX_TOTAL = 512 << 20  # bytes of everything in a Word file unpacked, pictures included
MAX_RATIO = 250  # unpacked to packed, for parts worth asking: ten thousand like paragraphs reach about 200
MAX_PARTS = 4000  # of a Word file
MAX_DEPTH = 256  # of XML elements inside each other: Word stops far below
