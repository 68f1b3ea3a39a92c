"""Where a deed was, of the places that its sentence names. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder, load_coder
from dragoman.records import Article, Mention


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


def place(coder: Coder, text: str, trigger: str) -> str | None:
    """The name of the place of the mention that a word triggers."""
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-05-07")])
    (mention,) = [one for one in records if isinstance(one, Mention) and one.trigger.text == trigger]
    return mention.place.text if mention.place is not None else None


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        # A capital with "in" before it is the place, though the state takes part.
        ("Chad's government deployed guards in Niamey, Zinder and Agadez.", "deployed", "Niamey"),
        ("Chad's envoy met with Libyan counterpart Salma Darwi in Tripoli.", "met", "Tripoli"),
        ("Chad's envoy warned Tripoli.", "warned", None),
        # The place that a clause with "where" hangs from, unless the clause has one of its own.
        ("Chad's foreign minister was in Tripoli, where he met Libya's foreign minister.", "met", "Tripoli"),
        ("Talks began in Libya, where Chad's foreign minister met Libya's prime minister in Tobruk.", "met", "Tobruk"),
        # A state with "in" before it, though it takes part; not where somebody comes from.
        ("A nurse from Moundou was arrested in Lebanon on Monday for spying.", "arrested", "Lebanon"),
        # What explodes or is fired near a place stands for the deed.
        ("A roadside bombing near the town of Samarra killed three Chadian soldiers.", "killed", "Samarra"),
        # A noun that looks like a clause, and the people met between the deed and its place.
        ("Peru closed the border crossing at Huaquillas on Monday.", "closed", "Huaquillas"),
        ("Chadian police held talks with strikers in Moundou before a march in Abeche.", "held", "Moundou"),
    ],
)
def test_where_it_happened(coder: Coder, text: str, trigger: str, name: str | None) -> None:
    assert place(coder, text, trigger) == name


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # What is fought over, against, or lent to whom is not where.
        ("Chad and Niger fought two wars over Agadez.", "fought"),
        ("Chad's army will support Niger in its war against Libya.", "support"),
        ("Chad asked Niger to suspend a loan to Libya.", "asked"),
        ("Niger sent arms to Mali to help Bamako, while Chad received support from the other side.", "received"),
        ("Mali reaffirmed its support for Chad's war in Niger.", "reaffirmed"),
        ("Chad accused Libya of bombing a camp near Faya.", "accused"),
        ("Chad blamed Libya for the bombing of a camp in Faya.", "blamed"),
        ("Chad demanded that Niger drop barriers to Libyan and Sudan exports.", "demanded"),
        ("Chadian police arrested workers of the Bus Company of Moundou.", "arrested"),
        # Nor is the seat of who is spoken with, or the place of what went before.
        ("Ghana's president had a telephone conversation with the President of Niger, Issa Karami.", "had"),
        ("Guinea released the Ghanaian sailors on Friday, five days after their arrest off Boffa.", "released"),
        ("Togo declared a truce on Thursday after talks in Accra.", "declared"),
    ],
)
def test_where_it_did_not_happen(coder: Coder, text: str, trigger: str) -> None:
    assert place(coder, text, trigger) is None


def test_a_flight_over_an_island_is_there(coder: Coder) -> None:
    assert place(coder, "Russian bombers flew over the Swedish island of Gotland on Sunday.", "flew") == "Gotland"
