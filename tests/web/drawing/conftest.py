"""What every drawing is held to; lets the tests import what they share."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from drawn import SVG, Checked


@pytest.fixture(scope="session")
def checked() -> Checked:
    """Reads a drawing as XML, and finds fault with what no drawing may have."""

    def check(drawing: object) -> ElementTree.Element:
        text = str(drawing)
        # In what is drawn, not in what is written: somebody may be called "Inf".
        assert not re.search(r'="[^"]*\b(nan|inf)\b[^"]*"', re.sub(r' data-\w+="[^"]*"', "", text), re.IGNORECASE)
        root = ElementTree.fromstring(text)
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc")
        for one in root.iter():
            # The page's policy: looks come from classes alone, and nothing acts by itself.
            assert one.tag.removeprefix(SVG) not in ("style", "script", "a", "foreignObject", "image")
            assert not any(name == "style" or name.startswith("on") for name in one.attrib)
        return root

    return check
