"""Names of people who do not exist, as mixed as the places they might come from. Pure."""

from __future__ import annotations

import unicodedata

from goldenthread.example.chance import Chance

# Given names and family names by the part of the world their bearers' families might come from, and how many of a
# hundred people are drawn from each.
PEOPLES: tuple[tuple[int, str, str], ...] = (
    (
        38,
        "Alice Amber Amelia Anna Beth Bryony Charlotte Chloe Clare Daisy Eleanor Ellen Emily Emma Esme Fiona Florence "
        "Freya Georgia Grace Hannah Harriet Hazel Heather Holly Imogen Isla Ivy Jane Jessica Joanna Kate Laura Leah Lily "
        "Lucy Lydia Martha Matilda Megan Millie Molly Naomi Olivia Penny Philippa Phoebe Poppy Rachel Rebecca Rose Ruth "
        "Sarah Scarlett Sophie Stella Susan Tamsin Tess Violet Zara Adam Alex Alfie Andrew Archie Arthur Ben Callum "
        "Charlie Connor Daniel David Dominic Edward Eliot Ethan Felix Finlay Fraser Freddie George Graham Harry Henry "
        "Hugh Ian Isaac Jack Jacob James Jamie Joe John Joshua Keith Kieran Lewis Liam Louis Luke Magnus Marcus Mark "
        "Matthew Max Michael Nathan Neil Noah Oliver Oscar Owen Patrick Paul Peter Ralph Reuben Robin Ross Rory Ryan Sam "
        "Scott Sebastian Simon Stephen Stuart Theo Thomas Toby William",
        "Abbott Alder Armitage Ashdown Atkins Bagshaw Baines Barraclough Bellamy Birch Blackwood Bottomley Bramall "
        "Brearley Broadbent Burgess Cartwright Chadwick Clough Cobbold Coles Cooper Crabtree Crossley Dale Dawson Denby "
        "Dobson Drake Dyson Eastwood Ellis Fairburn Farrar Fielding Firth Fletcher Foster Garside Gaunt Gledhill Greaves "
        "Hallam Hardcastle Hargreaves Haworth Heaton Hebden Hepworth Hirst Holroyd Hopkinson Horsfall Ibbotson Ingham "
        "Jagger Kaye Kershaw Lister Lockwood Lumb Mallinson Marsden Midgley Naylor Nettleton Oakes Oldroyd Ogden Parkin "
        "Peel Pickles Priestley Ramsden Rawson Redfearn Riley Rushworth Schofield Senior Shackleton Shaw Sugden Sykes "
        "Tattersall Thackray Thewlis Thornton Turner Uttley Varley Wadsworth Wainwright Walker Whiteley Wilby Wood Wragg",
    ),
    (
        9,
        "Aled Alun Anwen Bethan Branwen Bronwen Carys Catrin Ceri Cerys Dafydd Delyth Dewi Dylan Efa Eira Eleri Elin "
        "Emrys Ffion Gareth Geraint Gethin Glenys Gruffydd Gwen Gwilym Haf Heledd Huw Ieuan Ifan Iolo Lleucu Llinos "
        "Lowri Mair Mali Manon Megan Meinir Meirion Nerys Nia Nesta Olwen Osian Owain Rhian Rhodri Rhys Seren Siân Sioned "
        "Tegan Tomos",
        "Bevan Bowen Cadwaladr Davies Edwards Evans Griffiths Gwynne Howells Hughes Humphreys Jenkins Jones Lewis Lloyd "
        "Llywelyn Meredith Morgan Morris Mostyn Owen Parry Penry Powell Price Pritchard Probert Prosser Pugh Rees Roberts "
        "Rowlands Thomas Tudor Vaughan Watkins Williams Wynne",
    ),
    (
        7,
        "Aoife Cathal Ciara Ciarán Clodagh Conor Cormac Declan Deirdre Eoin Fergus Fionnuala Gráinne Máire Maeve Niamh "
        "Oisín Órla Pádraig Róisín Ruairí Saoirse Seán Siobhán Sorcha Tadhg Úna Ailsa Catriona Eilidh Ewan Hamish Iona "
        "Isobel Kirsty Lachlan Mairi Morag Ruaridh Shona",
        "Brady Brennan Byrne Callaghan Carroll Doherty Donnelly Doyle Farrell Flynn Gallagher Kavanagh Keane Kelly Lynch "
        "McCann McKenna Nolan O’Brien O’Connor O’Hara O’Neill Quinn Reilly Ryan Sweeney Buchanan Cameron Drummond "
        "Ferguson Fraser Galbraith Kerr Lennox MacDonald Mackay McLeod Menzies Murray Sinclair Stewart",
    ),
    (
        18,
        "Aarav Aisha Ameena Amir Anika Anjali Arjun Asha Ayesha Bilal Deepa Devika Farah Fatima Faisal Gita Hamza "
        "Harpreet Hassan Imran Ishaan Jasmin Jaspreet Kabir Kavita Khadija Kiran Lakshmi Manpreet Mariam Meera Mohammed "
        "Nabila Nadeem Naveed Neha Nisha Omar Parveen Pooja Pranav Priya Rafiq Rahul Rajesh Ravi Rehana Rekha Rohan Rukhsana "
        "Saira Sameer Sana Sandeep Sanjay Shabnam Shazia Simran Sunita Suresh Tahira Tanvi Tariq Uzma Vikram Yasmin Yusuf "
        "Zainab Zubair",
        "Ahmed Akhtar Ali Anand Aziz Bains Banerjee Begum Bhatt Chaudhry Choudhury Das Desai Dhillon Fernando Gill Gupta "
        "Haque Hussain Iqbal Islam Iyer Jain Joshi Kapoor Kaur Khan Khatun Kumar Mahmood Malhotra Malik Mehta Mirza Mishra "
        "Nair Naqvi Nawaz Pandit Parmar Patel Perera Qureshi Rahman Raman Rana Rao Reddy Saha Sandhu Shah Sharif Sharma "
        "Siddiqui Singh Subramanian Thakur Uddin Verma",
    ),
    (
        10,
        "Abena Ada Adaeze Adebayo Adjoa Afua Akosua Akua Amara Ama Ayo Babatunde Bisi Bola Chiamaka Chidi Chinedu Chioma "
        "Dele Ebele Efua Ekow Emeka Esi Femi Funmi Ifeoma Ikenna Kemi Kofi Kojo Kwabena Kwame Kweku Lamin Mariama Ngozi "
        "Nkechi Nnamdi Obi Olu Oluwaseun Sade Segun Simisola Temitope Tobi Tunde Uche Yaa Yaw Yewande Zikora",
        "Abiola Achebe Acheampong Adeleke Adeyemi Adu Agyeman Akinola Amoah Ampofo Aning Ansah Appiah Asante Awolowo Bah "
        "Bangura Boateng Ceesay Chukwu Danquah Darko Diallo Eze Frimpong Ibe Igwe Jallow Kamara Koroma Lawal Mensah Nkrumah "
        "Nwachukwu Nwosu Obi Ofori Ogunleye Ojo Okafor Okeke Okonkwo Okoro Onuoha Opoku Osei Owusu Quaye Sarpong Sesay Tetteh",
    ),
    (
        8,
        "Agnieszka Aleksandra Andrzej Anna Barbara Bartosz Beata Dorota Ewa Gabriela Grzegorz Halina Iwona Jacek Jakub "
        "Jerzy Joanna Kamil Katarzyna Krzysztof Łukasz Magdalena Małgorzata Marcin Marek Mateusz Michał Monika Paweł Piotr "
        "Rafał Stanisław Tomasz Urszula Wiktor Wojciech Zofia Żaneta",
        "Adamczyk Bąk Dąbrowski Duda Głowacki Górski Jabłoński Jankowski Kaczmarek Kamiński Kowalczyk Kowalski Kozłowski "
        "Król Krawczyk Lis Mazur Michalski Nowak Nowicki Olszewski Pawlak Piotrowski Sikora Stępień Szymański Walczak "
        "Wieczorek Wiśniewski Witkowski Wójcik Woźniak Wróbel Zając Zieliński",
    ),
    (
        10,
        "Adrian Aleksandar Ana André Anh Antonio Baraka Birgit Blessing Carlos Chen Dimitra Elif Elena Emre Fatuma Giorgos "
        "Hana Hiroshi Inês Ioana Ivana Jelena Jia João Juma Lars Leila Lin Linh Luca Luís Mateus Mei Mehmet Mihai Milica "
        "Minh Nadia Nikolai Njeri Nour Olena Pedro Rania Rosa Samir Sofia Søren Soledad Tekle Thuy Vasile Wanjiru Wei Xiomara "
        "Yannis Yara Yuki Zehra Delroy Marcia Winston Shanice Leroy Marlon",
        "Abdi Almeida Barbosa Bianchi Campbell Castillo Chan Cheung Christodoulou Constantin Costa Demir Dragomir Dumitru "
        "Fernandes Ferreira Garcia Gebre Grant Haddad Hansen Ho Horvat Ionescu Ivanov Jovanović Kaya Kimani Kovačević Larsen "
        "Lau Li Lopes Mahdi Mansour Marković Martínez Melnyk Mendes Mwangi Nguyen Njoroge Novák Nunes Ochieng Okello Papadakis "
        "Petrov Pham Popa Reid Ribeiro Romano Rossi Santos Sato Silva Stoica Tanaka Tesfaye Tran Varga Wang Wong Wu Yılmaz "
        "Zhang Zhou",
    ),
)  # fmt: skip


def plain_letters(name: str) -> str:
    """Return a name as an e-mail address can carry it: a to z, full stops and hyphens."""
    swapped = name.translate(str.maketrans("łŁøØıđß", "lLoOids"))
    bare = unicodedata.normalize("NFKD", swapped).encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalpha() or c == "-" else "." if c == " " else "" for c in bare)


class Names:
    """Hands out names, none of them twice: when a pair is taken, a second family name joins it."""

    def __init__(self, chance: Chance, *, taken: frozenset[str] = frozenset()) -> None:
        self._chance = chance
        self._taken = set(taken)
        self._pools = [
            (given.split(), family.split()) for weight, given, family in PEOPLES for _hundredth in range(weight)
        ]

    def next(self) -> str:
        """Return a name that has not been handed out. One in eighteen is double-barrelled from the start."""
        while True:
            given, family = self._chance.one_of(self._pools)
            name = f"{self._chance.one_of(given)} {self._chance.one_of(family)}"
            if self._chance.happens(1 / 18) or name in self._taken:
                _given, other = self._chance.one_of(self._pools)
                name = f"{name}-{self._chance.one_of(other)}"
            if name not in self._taken:
                self._taken.add(name)
                return name
