"""The people whom the example is about, by the place they hold. Numbers are staff numbers. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody with a place of their own: in a unit (its code), with a role (its code) and a post title.

    `above` names the person they report to; empty: whoever heads the unit, or for its head the unit above.
    A name that is empty is a vacant post, `since` the day written.
    """

    key: str
    name: str
    number: int
    unit: str
    role: str
    title: str
    is_head: bool = False
    above: str = ""
    fte: float = 1.0
    standing: float | None = None
    since: str = ""
    grade: str = ""


CAST: tuple[Named, ...] = (
    Named("morwenna", "Morwenna Tate", 40001, "NFRS", "CFO", "Chief Fire Officer", is_head=True, grade="Brigade Manager"),
    Named("lowri", "Lowri Penhale", 40002, "NFRS", "DCFO", "Deputy Chief Fire Officer", above="morwenna", grade="Brigade Manager"),
    Named("idris", "Idris Calloway", 40003, "NFRS", "ACO", "Assistant Chief Fire Officer", above="morwenna", grade="Brigade Manager"),
    Named("sunita", "Sunita Rahal", 40004, "PREV", "HOD", "Head of Prevention", is_head=True, above="idris", grade="Area Manager"),
    Named("dominic", "Dominic Asare", 40005, "RESP", "HOD", "Head of Response", is_head=True, above="lowri", grade="Group Manager"),
    Named("gareth", "Gareth Pellow", 40006, "PROT", "HOD", "Head of Protection", is_head=True, above="idris", grade="Group Manager"),
    Named("ailsa", "Ailsa Brackenridge", 40007, "HB", "SM", "Station Manager, Harrow Bridge", is_head=True, grade="Station Manager"),
    Named("nadia", "Nadia Fenwick-Osei", 40008, "PPL", "HOD", "Head of People", is_head=True, above="morwenna"),
    Named("fleet", "", 0, "FLT", "HOD", "Head of Fleet", is_head=True, above="lowri", since="2026-08-03"),
    Named("greta", "Greta Holloway", 40009, "FIN", "HOD", "Head of Finance and Estates", is_head=True, above="morwenna"),
    Named("halvard", "Halvard Quince", 40010, "DIG", "HOD", "Head of Digital", is_head=True, above="lowri"),
    Named("thea", "Thea Marchbanks", 40012, "COR", "HOD", "Head of Planning and Performance", is_head=True, above="morwenna"),
    Named("vesna", "Vesna Marlowe", 40013, "SAFE", "GM", "Group Manager, Safety", is_head=True, above="dominic", grade="Group Manager"),
    Named("oonagh", "Oonagh Bellweather", 40014, "HOME", "GM", "Group Manager, Prevention", is_head=True, grade="Group Manager"),
    Named("petra", "Petra Lindqvist", 40015, "REF", "TL", "Referrals Manager", is_head=True),
    Named("jess", "Jess Okafor-Lyle", 40016, "HB-B", "FF", "Firefighter", grade="Firefighter"),
    Named("catrin", "Catrin Oyelaran", 40017, "HOME", "WM", "Watch Manager, Prevention", grade="Watch Manager"),
    Named("hanne", "Hanne Strickland", 40018, "AUD", "WM", "Watch Manager, Protection", is_head=True, grade="Watch Manager"),
    Named("elspeth", "Elspeth Marrable", 40020, "LEARN", "TL", "Learning and Development Manager", is_head=True),
    Named("hana", "Hana Iversen", 40021, "COR", "OFF", "Systems Administrator"),
    Named("miles", "Miles Arkwright-Sen", 40022, "COR", "OFF", "Internal Auditor"),
    Named("bron", "Bron Ashworth", 40024, "TRAIN", "SM", "Station Manager, Training", is_head=True, above="dominic", grade="Station Manager"),
    Named("tobias", "Tobias Nwosu", 40118, "HB-R", "WM", "Watch Manager", is_head=True, standing=0.22, grade="Watch Manager"),
    Named("wren", "Wren Hathersage", 40122, "HB-R", "CM", "Crew Manager", standing=0.25, grade="Crew Manager"),
    Named("callum", "Callum Dravid", 40131, "HB-R", "FF", "Firefighter", standing=0.25, grade="Firefighter"),
    Named("nia", "Nia Okonedo", 40140, "HB-R", "FF", "Firefighter", standing=0.25, grade="Firefighter"),
    Named("hester", "Hester Vane", 40188, "HB-R", "FF", "Firefighter", standing=0.25, grade="Firefighter"),
    Named("piotr", "Piotr Zielak", 40215, "HB-R", "FF", "Firefighter", fte=0.8, standing=0.25, grade="Firefighter"),
    Named("sam", "Sam Adeyemi-Cross", 40366, "HB-R", "FF", "Firefighter on probation", standing=0.2, grade="Firefighter"),
    Named("red-vacant", "", 0, "HB-R", "FF", "Firefighter", since="2026-10-02", standing=0.25, grade="Firefighter"),
    Named("marit", "Marit Oduya", 40124, "HB-B", "WM", "Watch Manager", is_head=True, grade="Watch Manager"),
    Named("emeka", "Emeka Thorold", 40126, "HB-B", "FF", "Firefighter", grade="Firefighter"),
    Named("ines", "Ines Calloway-Birch", 40127, "HB-G", "WM", "Watch Manager", is_head=True, grade="Watch Manager"),
    Named("fenn", "Fenn Castellane", 40150, "UL", "WM", "Watch Manager, on call", is_head=True, fte=0.5, grade="Watch Manager"),
    Named("gethin", "Gethin Rosser", 40151, "UL", "WM", "Watch Manager, second pump, on call", fte=0.4, grade="Watch Manager"),
    Named("owain", "Owain Farrant", 40152, "UL", "FFO", "Firefighter, on call", fte=0.4, grade="Firefighter"),
    Named("iolo", "Iolo Cadwaladr", 40160, "PE", "SM", "Station Manager, Pendry", is_head=True, grade="Station Manager"),
    Named("jonah", "Jonah Vask", 40161, "PE-R", "WM", "Watch Manager", is_head=True, grade="Watch Manager"),
    Named("dilys", "Dilys Amankwah", 40162, "PE-B", "WM", "Watch Manager", is_head=True, grade="Watch Manager"),
    Named("maeve", "Maeve Tolliver", 40163, "PE-B", "FF", "Firefighter", grade="Firefighter"),
    Named("rhodri", "Rhodri Sayle", 40219, "AS", "SM", "Station Manager, Ashdale", is_head=True, above="dominic", grade="Station Manager"),
    Named("kofi", "Kofi Brandreth", 40170, "AS-R", "WM", "Watch Manager", is_head=True, grade="Watch Manager"),
    Named("bashir", "Bashir Quayle", 40171, "AS-R", "FF", "Firefighter", grade="Firefighter"),
    Named("cled", "Cled Rowntree", 40172, "AS-B", "FF", "Firefighter", grade="Firefighter"),
    Named("amina", "Amina Kettering", 40180, "CO", "SM", "Station Manager, Coast, on call", is_head=True, fte=0.6, grade="Station Manager"),
    Named("ruaridh", "Ruaridh Pell", 40181, "CO", "WM", "Watch Manager, on call", fte=0.5, grade="Watch Manager"),
    Named("lotte", "Lotte Greaves", 40182, "CO", "FFO", "Firefighter, on call", fte=0.4, grade="Firefighter"),
    Named("zuzana", "Zuzana Holt", 40190, "WB", "WM", "Watch Manager, on call", is_head=True, fte=0.5, grade="Watch Manager"),
    Named("joan", "Joan Keele", 40191, "WB", "FFO", "Firefighter, on call", fte=0.4, grade="Firefighter"),
    Named("saoirse", "Saoirse Lindley", 40200, "CTL-R", "WM", "Watch Manager, Control Room", is_head=True, grade="Watch Manager"),
    Named("priya", "Priya Nethercott", 40201, "CTL-R", "CTL", "Control Operator"),
    Named("ruth", "Ruth Amadi", 40204, "BAS", "TEC", "Breathing Apparatus Technician"),
    Named("owen", "Owen Brisley", 40205, "WORK", "TL", "Workshop Supervisor", is_head=True, above="fleet"),
    Named("dev", "Dev Harcastle", 40206, "WORK", "TEC", "Vehicle Technician"),
    Named("priya-raman", "Priya Raman", 40207, "PAY", "TL", "Pay and Records Manager", is_head=True),
    Named("dylan", "Dylan Prosser", 40377, "AS-B", "FF", "Firefighter", grade="Firefighter"),
)  # fmt: skip

BY_KEY = {person.key: person for person in CAST}
