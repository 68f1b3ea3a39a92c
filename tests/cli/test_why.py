"""`dragoman why`: from a value to the words that it was read from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import NotInStore

Said = Callable[..., str]
Ids = Callable[[str], list[str]]


def test_an_event_leads_to_the_words_of_each_mention(said: Said, ids: Ids) -> None:
    told = said("why", ids("events")[0])
    assert "type: SANCTION; status: done; modes: expel  (2 of 2 mentions say so)\n" in told
    assert "      Outlet a 2031-03-05 a: Chad »expelled« two Libyan envoys. “Go home”, it said.\n" in told
    assert "      Outlet b 2031-03-05 b: On Monday »Chad« expelled two Libyan envoys" in told
    assert "agrees: Outlet a and Outlet b agree on to whom it was done: LBY." in told
    assert "the day of publication; the text names none" in told
    assert "fields chosen by the rule majority" in told
    assert all(mention in told for mention in ids("mentions"))


def test_a_mention_names_its_rule_and_marks_its_words(said: Said, ids: Ids) -> None:
    mention = ids("mentions")[0]
    told = said("why", mention)
    assert f"mention {mention} in Outlet a 2031-03-05 a\n" in told
    assert "  type SANCTION; modes expel; status done\n      Chad »expelled« two Libyan envoys" in told
    assert "  recipients: Libyan (LBY GOV)\n      Chad expelled two »Libyan« envoys" in told
    assert "the outlet itself; it names nobody else for this" in told
    assert "rule expel, coder stand-in, confidence 0.9\n" in told
    assert f"part of {ids('events')[0]}" in told


def test_a_quote_leads_to_its_words_and_its_speaker(said: Said, ids: Ids) -> None:
    told = said("why", ids("quotes")[0])
    assert "envoys. “»Go home«”, it said." in told
    assert "  speaker: Chad (TCD GOV)\n      »Chad« expelled" in told
    assert "rule quote, coder stand-in" in told


def test_a_finding_sets_each_side_beside_its_words(said: Said, ids: Ids) -> None:
    told = [said("why", finding) for finding in ids("findings")]
    (who,) = [one for one in told if " on actors of " in one]
    assert "Outlet a, Outlet b; origins: Outlet a, Outlet b\n" in who
    assert "Outlet a 2031-03-05 a: »Chad« expelled two Libyan envoys" in who


def test_a_story_leads_to_its_origins_and_an_article_to_its_mentions(said: Said, ids: Ids) -> None:
    assert "  origin Outlet a, its own reports\n      Outlet a 2031-03-05 a: Odd" in said("why", ids("stories")[0])
    told = said("why", "a")
    assert f"in {ids('stories')[0]}\n" in told
    assert f"  {ids('mentions')[0]}  SANCTION expel  Chad (TCD GOV) → Libyan (LBY GOV)\n      Chad »expelled«" in told


def test_a_tie_leads_to_its_events_and_their_evidence(said: Said, ids: Ids) -> None:
    told = said("why", "LBY-TCD", "--period", "day")
    assert f"  -6  2031-03-05  SANCTION expel | Chad (TCD GOV) → Libyan (LBY GOV)  {ids('events')[0]}\n" in told
    assert "      Outlet a 2031-03-05 a: Chad expelled two Libyan envoys." in told
    assert said("why", told[told.index("tie-") :].split()[0]) == told


@pytest.mark.parametrize("kind", ["articles", "mentions", "quotes", "stories", "events", "findings"])
def test_every_record_is_explained_and_none_steers_the_terminal(kind: str, said: Said, ids: Ids) -> None:
    for id in ids(kind):
        told = said("why", id)
        assert "Outlet a" in told or "Outlet b" in told
        assert "\x1b" not in told
        assert "\u202e" not in told


def test_what_is_not_there_is_named(said: Said) -> None:
    for id in ("nonsense", "event-0", "USA-RUS", "tie-0"):
        with pytest.raises(NotInStore, match=id):
            said("why", id)
    with pytest.raises(NotInStore, match="several ids begin with 'mention-'"):
        said("why", "mention-")
