"""The queue of mentions to review: every one once, in one order, from wherever one stands."""

from __future__ import annotations

import pytest

from dragoman.errors import SettingsError
from dragoman.records import Mention
from dragoman.store import Store
from dragoman.store.browsing import QUEUE_ORDERS, Browser, QueueFilter


@pytest.mark.parametrize("order", QUEUE_ORDERS)
def test_one_after_the_other_each_comes_once(browse: Browser, order: str) -> None:
    chosen = QueueFilter(types=("ACCUSE", "SANCTION"), least=0.5)
    every = browse.queue.ids(chosen, order, limit=100_000)
    assert len(every) == len(set(every)) == browse.queue.count(chosen) > 5
    walked = browse.queue.ids(chosen, order)
    while more := browse.queue.ids(chosen, order, after=walked[-1]):
        walked += more
    assert walked == every
    assert browse.queue.ids(chosen, order, after=every[3], limit=3, back=True) == every[2::-1]


def test_a_filter_leaves_what_it_says(browse: Browser, invented: Store) -> None:
    mentions = [one for one in invented.records("mentions") if isinstance(one, Mention)]
    some = tuple(one.id for one in mentions[:7])
    chosen = QueueFilter(types=("ACCUSE",), statuses=("done", "denied"), least=0.6, most=0.9, without=some)
    wanted = {
        one.id
        for one in mentions
        if one.type == "ACCUSE" and one.status in ("done", "denied") and 0.6 <= one.confidence <= 0.9 and one.id not in some
    }
    assert set(browse.queue.ids(chosen, "unsure", limit=100_000)) == wanted
    assert browse.queue.count(QueueFilter(only=some)) == 7
    assert browse.queue.count(QueueFilter(only=())) == 0
    assert sum(browse.queue.types(QueueFilter()).values()) == len(mentions)


def test_one_that_left_the_queue_still_tells_where_to_go_on(browse: Browser) -> None:
    first, second, third = browse.queue.ids(QueueFilter(), "sample", limit=3)
    assert browse.queue.ids(QueueFilter(without=(second,)), "sample", after=second) == [third]
    assert browse.queue.ids(QueueFilter(without=(second,)), "sample", after=second, back=True) == [first]


def test_no_such_order(browse: Browser) -> None:
    with pytest.raises(SettingsError, match="no such order"):
        browse.queue.ids(QueueFilter(), "random()")
