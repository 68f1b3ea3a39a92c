"""Records as JSON: what is written is read back equal."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.records import (
    Article,
    Citation,
    Finding,
    Mention,
    Origin,
    Relation,
    Status,
    Story,
    Tie,
    Value,
    from_json,
    to_json,
)


def test_what_a_coder_found_is_read_back_equal(stand_in: Any) -> None:
    article = Article.of("Chad expelled two Libyan envoys. “Go home”, it said.", id="a", published="2031-03-05")
    (found,) = stand_in.code([article])
    for record in [article, *found]:
        assert from_json(to_json(record)) == record
    mention = from_json(to_json(found[0]))
    assert isinstance(mention, Mention)
    assert mention.status is Status.DONE


def test_what_was_made_of_it_is_read_back_equal() -> None:
    origin = Origin("Meridian Wire", ("a", "b"), "reprint")
    story = Story("story-1", "Title", ("a", "b"), "2031-03-05", None, (), (origin,), ("TCD",), 2, 2, "v")
    words = Citation("a", 0, 4, "Chad")
    value = Value("Tbilisi", ("a",), ("Meridian Wire",), ("Meridian Wire",), (words,))
    finding = Finding("finding-1", "story-1", "event-1", None, "place", Relation.AGREES, (value,), "Both say so.", "v")
    tie = Tie("tie-1", "LBY", "TCD", "2031-03", 1, {"SANCTION": 1}, {"4": 1}, 0, 1, 0, -6.0, -6.0, None, ("event-1",), "v")
    for record in (story, finding, tie):
        assert from_json(to_json(record)) == record


@pytest.mark.parametrize("line", ["{}", "[]", '{"kind": "nonsense"}', '{"kind": "tie"}', "no JSON"])
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no |Expecting"):
        from_json(line)
