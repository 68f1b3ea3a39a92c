"""How likely two accounts tell of one happening: who, when, where and what, weighed."""

from __future__ import annotations

from dragoman.reconciling.accounts import Account, Side
from dragoman.reconciling.amounts import compare_amounts, same_measure
from dragoman.reconciling.places import compare_places
from dragoman.reconciling.standing import Standing
from dragoman.records import Status

__all__ = ["ENOUGH", "MAY_BE_AT_ISSUE", "likeness", "opposed", "symmetric"]

ENOUGH = 0.6
"""likeness from which accounts are taken to tell of one happening"""

# What one report calls done and another refused, though the deed at issue is one.
_OPPOSED = frozenset(
    frozenset(pair)
    for pair in (
        ("AGREE", "REJECT"),
        ("SUPPORT", "REJECT"),
        ("CONCEDE", "REJECT"),
        ("CONSULT", "REJECT"),
        # A loan assured and a loan put on hold.
        ("AGREE", "SANCTION"),
        ("AID", "SANCTION"),
    )
)
MAY_BE_AT_ISSUE = frozenset(type for pair in _OPPOSED for type in pair)
"""types of which one can refuse or stop what another tells"""
_WHO, _WHEN, _WHERE, _WHAT = 0.4, 0.25, 0.2, 0.15
# Deeds that those who take part in them do at one place only; of others a story may hold several at once.
_AT_ONE_PLACE = frozenset({"CONSULT", "AGREE", "SUPPORT", "REJECT", "CONCEDE"})
_REAL = frozenset({Status.DONE, Status.ONGOING, Status.DENIED, Status.BACKGROUND})


def symmetric(account: Account) -> bool:
    """Whether those who took part stand on one side: talks, joint drills, agreements without an addressee."""
    mention = account.mention
    return mention.type in ("CONSULT", "COOPERATE", "AGREE", "SUPPORT", "CONCEDE") and not mention.recipients


def opposed(a: Account, b: Account) -> bool:
    """Whether one says done what the other says refused."""
    return frozenset((a.mention.type, b.mention.type)) in _OPPOSED


def likeness(a: Account, b: Account) -> float:
    """From 0 (two happenings) to 1 (one happening); `ENOUGH` and more is taken for one. The same either way round."""
    against = opposed(a, b)
    if a.mention.type != b.mention.type and not against:
        return 0.0
    if _visit(a) != _visit(b) or not _statuses_fit(a, b):
        return 0.0
    if a.sentence and a.sentence == b.sentence and a.mention.trigger.text == b.mention.trigger.text:
        return 1.0 if a.mention.article_id != b.mention.article_id else 0.0
    who = _who(a, b)
    when = _when(a, b)
    if who == 0.0 or when == 0.0:
        return 0.0
    if (against or _denies(a, b)) and not _at_issue(a, b):
        return 0.0
    what = 1.0 if against else _what(a, b)
    where = _where(a, b, what)
    total = _WHO * who + _WHEN * when + _WHERE * where + _WHAT * what
    if a.mention.modes and b.mention.modes and not set(a.mention.modes) & set(b.mention.modes):
        total *= 0.7
    return total


def _denies(a: Account, b: Account) -> bool:
    """Whether one says that what the other tells was not done."""
    return (a.mention.status is Status.DENIED) != (b.mention.status is Status.DENIED)


def _at_issue(a: Account, b: Account) -> bool:
    """Whether a refusal or denial names the very deed that the other account tells: its verb, its object, or most of its words; by the
    same actor."""
    if a.deed & b.deed:
        return True
    if _sides(a.actors, b.actors) in (None, 0.0):
        return False
    if a.objects & b.objects or a.deed & b.about or b.deed & a.about:
        return True
    return 2 * len(a.about & b.about) >= max(4, min(len(a.about), len(b.about)))


def _visit(account: Account) -> bool:
    return account.mention.type == "CONSULT" and "visit" in account.mention.modes


def _statuses_fit(a: Account, b: Account) -> bool:
    """What is done is not what is asked for or threatened; what was planned may be what was done, where the day is told."""
    one, other = a.mention.status, b.mention.status
    if one == other or (one in _REAL and other in _REAL):
        return True
    if Status.PLANNED in (one, other) and (one in _REAL or other in _REAL):
        return a.told is not None and b.told is not None
    return False


def _who(a: Account, b: Account) -> float:
    if _together(a, b):
        if a.mention.type == b.mention.type == "CONSULT" and _other_persons(a.actors + a.recipients, b.actors + b.recipients):
            return 0.0
        together = _sides(a.actors + a.recipients, b.actors + b.recipients)
        return 0.5 if together is None else together if together >= 0.6 else 0.0
    known = [found for found in (_sides(a.actors, b.actors), _sides(a.recipients, b.recipients)) if found is not None]
    if not known:
        return 0.4
    if min(known) < 0.35:
        return 0.0
    return sum(known) / len(known) * (1.0 if len(known) == 2 else 0.9)


def _together(a: Account, b: Account) -> bool:
    """Whether it is the whole of those who took part that is compared: in talks one report's visitor is the other's host."""
    if symmetric(a) and symmetric(b):
        return True
    return a.mention.type in ("CONSULT", "COOPERATE") and (symmetric(a) or symmetric(b))


def _sides(a: tuple[Side, ...], b: tuple[Side, ...]) -> float | None:
    """How far two lists name the same; None where one is empty."""
    if not a or not b:
        return None
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    covered = sum(max(_side(one, other) for other in many) for one in few) / len(few)
    back = sum(max(_side(one, other) for other in few) for one in many) / len(many)
    score = 0.6 * covered + 0.4 * back
    return score * 0.5 if _other_persons(a, b) else score


def _side(a: Side, b: Side) -> float:
    if a.code and b.code:
        if a.code != b.code:
            return 0.0
        return 0.4 if a.camp and b.camp and a.camp != b.camp else 1.0
    if a.words & b.words:
        return 0.9
    return 0.4


def _other_persons(a: tuple[Side, ...], b: tuple[Side, ...]) -> bool:
    """Both name persons of one country, and not the same: a meeting with the president is not one with the minister."""
    for one in a:
        peers = [other for other in b if one.person and other.person and one.code == other.code]
        if peers and not any(one.person & other.person for other in peers):
            return True
    return False


def _when(a: Account, b: Account) -> float:
    if a.told and b.told:
        if a.told[0] <= b.told[1] and b.told[0] <= a.told[1]:
            width = max(a.told[1] - a.told[0], b.told[1] - b.told[0])
            return 1.0 if width <= 7 else 0.6
        gap = max(b.told[0] - a.told[1], a.told[0] - b.told[1])
        return 0.25 if gap == 1 else 0.0
    if a.told or b.told:
        said, unsaid = (a, b) if a.told else (b, a)
        if unsaid.published is None or said.told is None:
            return 0.5
        return _by_gap(max(0, unsaid.published - said.told[1]) or min(0, unsaid.published - said.told[0]))
    if a.published is None or b.published is None:
        return 0.5
    return _by_gap(abs(a.published - b.published))


def _by_gap(gap: int) -> float:
    """By how many days a report without a date came after the day that another tells; before it is unlikely."""
    if gap < 0:
        return 0.5 if gap == -1 else 0.05
    return (0.7, 0.65, 0.55, 0.45, 0.35, 0.3, 0.25, 0.2)[gap] if gap < 8 else 0.05


def _where(a: Account, b: Account, what: float) -> float:
    standing = compare_places(a.place, b.place)
    if standing is Standing.SAME:
        return 1.0
    if standing.fits:
        return 0.85
    if standing is not Standing.APART:
        return 0.5
    # Two cities for one deed: a dispute where it can only have been at one place, or where all the rest is the same.
    return 0.35 if a.mention.type in _AT_ONE_PLACE else 0.2 if what >= 0.8 else -1.0


def _what(a: Account, b: Account) -> float:
    """Objects, numbers and words in common."""
    signs = []
    if a.objects and b.objects:
        signs.append(1.0 if a.objects & b.objects else 0.2)
    if a.amounts and b.amounts:
        paired = [
            compare_amounts(one.quantity, other.quantity)
            for one in a.amounts
            for other in b.amounts
            if same_measure(one, other)
        ]
        if paired:
            signs.append(1.0 if any(standing.fits for standing in paired) else 0.3)
    shared = len(a.about & b.about)
    if a.about and b.about:
        signs.append(min(1.0, 2 * shared / min(len(a.about), len(b.about))))
    return sum(signs) / len(signs) if signs else 0.4
