"""Words that tell a place's name from a person's, an organisation's or an everyday word."""

from __future__ import annotations

__all__ = [
    "ABOUT",
    "AREA_NOUNS",
    "BEFORE",
    "DIRECTIONS",
    "DISEASES",
    "EVERYDAY",
    "GIVEN_NAMES",
    "NOUNS",
    "ORGANISATION",
    "SAYING",
    "TITLES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE = _words(
    "in at near from to around outside inside between toward towards into through across via over throughout within "
    "off neighbouring neighboring leaving left visited entered reached hit struck bombed shelled besieged captured "
    "seized"
)
"""After these words a capitalised word is likely a place."""

NOUNS = _words(
    "city town village capital province state region district county suburb island port area governorate prefecture "
    "oblast municipality hamlet settlement commune township neighbourhood neighborhood outskirts department "
    "republic territory peninsula valley border community camp streets residents people mayor governor coast north "
    "south east west southeast southwest northeast northwest part parts centre center"
)
"""After "<noun> of" a capitalised word is likely a place, and before such a noun too."""

AREA_NOUNS = {
    **dict.fromkeys(("province", "region", "state", "oblast", "governorate", "prefecture", "krai", "provinces"), "province"),
    **dict.fromkeys(("county", "district", "parish", "department", "rayon", "raion", "counties", "districts"), "district"),
    **dict.fromkeys(("city", "town", "village"), "city"),
    **dict.fromkeys(("island", "islands"), "island"),
}
"""What kind of place a noun next to a name says that it is."""

DIRECTIONS = _words(
    "North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest "
    "Northeastern Northwestern Southeastern Southwestern Greater Upper Lower Inner Outer Downtown Mid Neighbouring "
    "Neighboring Mainland Coastal Rural Urban Modern Post-war Wartime"
)
"""Capitalised words that stand before a place's name without making it another name."""

ORGANISATION = _words(
    "University College School Schools Academy Institute Hospital Medical Clinic Times Post Herald Tribune Daily "
    "News Journal Review Mail Telegraph Star Gazette Chronicle Guardian Mirror Press Radio Television TV "
    "Broadcasting Network Airlines Airways Air Airport Bank Corp Corporation Company Co Inc Ltd Group Holdings "
    "Partners Foundation Trust Fund Association Society Club FC United Department Ministry Agency Bureau Board "
    "Commission Committee Council Court Police Fire Army Navy Forces Force Guard Guards Congress Parliament Senate "
    "Assembly Authority Office Centers Centre Center Service Services Zoo Museum Theatre Theater Opera Orchestra "
    "Festival Games Cup Olympics Marathon Open Championship League Flu Virus Fever Party Front Movement Brigade "
    "Brigades Union Federation Confederation Church Cathedral Diocese Mosque Act Treaty Accord Accords Agreement "
    "Protocol Convention Declaration Summit Conference Memorandum Process Street Road Avenue Boulevard Lane Bridge "
    "Tower Hotel Stadium Arena Park Prison Jail Railway Rail Motors Electric Oil Gas Petroleum Energy Steel Chicken "
    "Exchange Stock Securities Dodgers Giants Yankees Cowboys Rangers Patriots Bulls Lakers Jays Sox Mets Eagles "
    "Bears Lions Tigers Laboratory Laboratories Observatory Fellow Restaurants Postal Red Crescent Health Regional "
    "Nature Public National Elementary High Community Management Racing Birds"
)
"""A place's name that is followed by one of these in the same run of capitals is part of an organisation's or an event's."""

TITLES = _words(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Lord Lady Dame President Chancellor Premier "
    "Senator Sen Sen. Rep Rep. Congressman Congresswoman Gov Gov. General Gen Gen. Colonel Col Col. Major Maj Maj. "
    "Captain Capt Capt. Lieutenant Lt Lt. Sergeant Sgt Sgt. Admiral Adm Adm. Marshal Commander Judge Justice "
    "Minister Secretary Ambassador Envoy Bishop Archbishop Cardinal Pope Father Sister Brother Rev Rev. Reverend "
    "Imam Sheikh King Queen Prince Princess Coach Detective Inspector Officer Sheriff Spokesman Spokeswoman "
    "Spokesperson Analyst Actor Actress Singer Author Uncle Aunt Jr. Lieut. Brig. Brigadier Commissioner Chairman "
    "Chairwoman Director Attorney Representative Superintendent"
)
"""After one of these comes a person."""

SAYING = _words(
    "said says told added explained argued insisted recalled replied tweeted joked testified whispered wrote smiled "
    "laughed noted stated commented"
)

GIVEN_NAMES = _words(
    "Jordan Chad Georgia Israel Kenya Paris Sydney Austin Dallas Charlotte Victoria Florence Virginia Carolina "
    "Madison Jackson Lincoln Houston Washington Chelsea Brooklyn Sofia India Asia London Ireland England Holland "
    "Berlin Kent Troy Savannah Dakota Cairo Santiago Milan Lourdes Mercedes Alexandria Cyprus Diego Lorraine "
    "Adelaide Tyler Norman Nelson Warren Barry Kingston Hamilton Wellington Jerome Harvey Hannah Ali Ahmad Omar "
    "Salem Hassan Alma Maria Martin Clark Roman Santos Lucia Helena Valencia Lima Regina Eugene Vernon Clinton "
    "Logan Carson Orlando Marion Camila Aurora Ada Ashley Michael Paul David Henry Peter John James Robert William "
    "Thomas George Charles Richard Joseph Daniel Mark Steven Stephen Andrew Kenneth Kevin Brian Edward Ronald "
    "Anthony Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Larry Justin Scott Brandon Benjamin Samuel Frank "
    "Gregory Raymond Patrick Jack Dennis Aaron Adam Nathan Douglas Zachary Kyle Walter Ethan Jeremy Keith Roger "
    "Terry Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra "
    "Margaret Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy "
    "Angela Anna Ann Anne Ruth Brenda Pamela Nicole Katherine Catherine Christine Janet Carolyn Rachel Heather "
    "Diane Olivia Julie Joyce Mohammed Muhammad Mohamed Ahmed Abdullah Ibrahim Yusuf Khalid Mustafa Mahmoud Hussein "
    "Hasan Karim Abbas Amin Jose Juan Luis Carlos Jorge Pedro Miguel Antonio Francisco Manuel Rafael Fernando Ivan "
    "Igor Oleg Boris Vladimir Dmitry Sergei Ravi Raj Kumar Singh Khan Chen Wang Li Liu Kim Lee Park Tran Nguyen "
    "Pierre Jean Michel Hans Klaus Giuseppe Marco"
)
"""Names of places that people are called by: alone they are read as places only with a reason."""

ABOUT = _words(
    "Bank Corporation Corp Corp. Voice Association Act Treaty Peace Convention University Institute College "
    "Republic Kingdom Times Church Museum Ministry Archbishop Bishop Duke Earl Lord Prince"
)
"""Before "of" and a place's name these make one name of the whole, except a state's own long name."""

DISEASES = _words("virus viruses fever flu ebolavirus strain strains disease syndrome variant")
"""A place's name before one of these is the name of an illness."""

EVERYDAY = _words(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday the a an and or but if when while as after before since until although though "
    "because so yet he she it they we you i his her its their our your my this that these those there here what who "
    "which where why how in on at by for from of to with without under over between during against among about into "
    "through new old many most some all both each every no not only one two three four five six seven eight nine "
    "ten first second third last next former police army government state states president minister officials "
    "official department health court party united nations union national international federal democratic people's "
    "republic general major chief mission university school college hospital church centre center mobile media "
    "independence reading nice bath victory enterprise liberty security defence defense peace freedom justice hope "
    "mercy best born date mass man van well along says said god allah jesus islam muslim muslims christian "
    "christians english french german spanish arabic latin western eastern northern southern central north south "
    "east west today yesterday tomorrow however meanwhile according also more such are is was were be been has have "
    "had do does did can could will would shall should might must per sale like split ali de la el al le san santa "
    "saint st don dos las los del internet facebook twitter google apple amazon ebola obama bush putin trump merkel "
    "castro mubarak chavez sharon arafat blair clinton kerry macron biden hamas taliban fatah likud kerem batman "
    "homs usa page pages photo image video agency associated press reuters xinhua opposition parliament senate "
    "congress council democrats republicans democrat republican labour conservative liberal stalin lenin molotov "
    "roman palin madero stade delta hit wink luck rehab mars cisco ramadan hajj christmas easter pentecost lent "
    "soul brown green king black white energy advance needle rapid lead secretary airport spring summer autumn "
    "winter harvest foreign domestic urgent breaking air force navy marine marines guard guards street road avenue "
    "bridge square tower park house wall bar bay bank"
)
"""Small letters: villages bear these names too, but a report that uses such a word does not mean the village."""
