"""Invented people of many cultures: given names, family names, and what they do.

Each line is a culture: given names, then family names. Any likeness is chance.
"""

CULTURES: tuple[tuple[str, str], ...] = (
    ("Inês Tiago Mafalda Duarte Beatriz Vasco", "Carvalho Antunes Figueira Salgado Teixeira"),
    ("Freya Callum Imogen Rhys Tamsin Alistair", "Thackeray Pembroke Calloway Winslow Hargreave"),
    ("Amara Chidi Ngozi Emeka Ifeoma Obinna", "Okonjo Nwosu Eze Adichukwu Obiora"),
    ("Yuki Haruto Sakura Ren Aoi Kenta", "Morikawa Hayasaka Tachibana Fujimoto Sugawara"),
    ("Leïla Karim Samira Youssef Nadia Rachid", "Benhadj Mansouri El-Khatib Tazi Cherkaoui"),
    ("Priya Arjun Kavya Rohan Meera Vikram", "Raghunathan Deshpande Iyer Bhattacharya Menon"),
    ("Lucía Mateo Valentina Joaquín Camila Emilio", "Restrepo Villanueva Quiroga Arancibia Ledesma"),
    ("Søren Astrid Mikkel Ingrid Bjarne Solveig", "Lindqvist Halvorsen Nyborg Aasen Dahlgaard"),
    ("Wei Mei Jun Xiulan Tao Lihua", "Zhang Ouyang Shen Huang Jiang"),
    ("Zuzanna Piotr Hanna Kacper Oliwia Bartosz", "Zielonka Wrzesień Kamińska Dąbek Olszewska"),
    ("Élodie Mathis Capucine Bastien Solène Tristan", "Delacourt Fontenay Marchetti Beaulieu Rivière"),
    ("Aylin Emre Defne Kerem Elif Baran", "Yıldırım Karaca Aksoy Demirtaş Özkan"),
    ("Thandiwe Sipho Nomsa Lwazi Zanele Themba", "Dlamini Mokoena Khumalo Ndlovu Mthembu"),
    ("Giulia Lorenzo Chiara Davide Federica Matteo", "Bellandi Marchesi Fontana Rizzoli Castellani"),
    ("Anh Minh Linh Quang Thuy Duc", "Nguyen Pham Hoang Tran Vo"),
    ("Shira Noam Tamar Eitan Yael Amit", "Ben-Ami Goldfarb Peretz Shapira Halevi"),
    ("Mihai Ioana Radu Anca Vlad Roxana", "Ionescu Munteanu Dragomir Petrescu Lupu"),
    ("Jiwoo Minho Seoyeon Hyun Dain Taeyang", "Hwangbo Namgung Baek Seo Yoon"),
    ("Fatou Mamadou Aïssatou Ousmane Khady Modou", "Ndiaye Diop Sarr Gueye Ba"),
    ("Greta Florian Annika Moritz Leonie Jonas", "Habermann Vogelsang Brunner Lindemann Steinbach"),
)

TRADES: tuple[tuple[str, str], ...] = (
    ("runs a bakery", "Morning Loaf"),
    ("architect", "Studio Meridian"),
    ("teaches physics", "Harbour School"),
    ("software engineer", "Northlight Systems"),
    ("translator", ""),
    ("accountant", "Plum & Partners"),
    ("nurse", "St. Bride's Hospital"),
    ("photographer", ""),
    ("lawyer", "Castle Row Chambers"),
    ("carpenter", "Oak and Ash"),
    ("researcher", "Institute for Coastal Studies"),
    ("product designer", "Northlight Systems"),
    ("runs a bicycle workshop", "Spokes"),
    ("editor", "Lantern Books"),
    ("physiotherapist", ""),
    ("gardener", "Green Corner"),
    ("consultant", "Wren Advisory"),
    ("cellist", "City Chamber Players"),
    ("founder", "Tidewater"),
    ("journalist", "The Evening Ledger"),
)

CIRCLES = (
    "an old colleague", "the book club", "the running group", "a client", "school", "the neighbourhood",
    "the choir", "the spring meetup", "the founders' breakfast", "a course",
)  # fmt: skip

TALKS = (
    "caught up over the weekend", "how the new job is going", "the move and the boxes",
    "their daughter's exam", "a book worth reading", "plans for the summer",
    "what went wrong with the launch", "the garden",
    "a recipe and a story", "looking for a flat", "how to begin with running", "the concert last week",
    "a question about taxes", "thoughts on hiring", "the trip to the coast", "their talk at the meetup",
)  # fmt: skip

FACTS = (
    ("family", "has two daughters, the elder is starting school"),
    ("family", "her father is unwell; ask gently"),
    ("recreation", "swims in the sea all year"),
    ("recreation", "restores old radios"),
    ("interests", "reads everything about lighthouses"),
    ("goals", "wants to open a second shop next spring"),
    ("goals", "is learning Portuguese"),
    ("skills", "knows every good mechanic in town"),
    ("networks", "organises the founders' breakfast"),
    ("motivation", "likes work that outlives a quarter"),
    ("accomplishments", "ran a first half marathon"),
    ("occupation", "changed teams in the autumn"),
)

PROMISES = (
    "the mechanic's number", "the name of that book", "an introduction to the choir", "feedback on the draft",
    "the recipe for the bread", "photos from the walk", "a quiet word with the landlord", "the tax form",
)  # fmt: skip

STEPS = ("ask how the move went", "invite them for a walk", "hear about the exam", "lunch near the station")
