"""Given names and their short and pet forms, in a few dozen families of names."""

_FAMILIES = """
robert rob bob bobby robbie bert
william will bill billy willy liam wim
richard rick dick rich ricky
john jack johnny jon
jonathan jon jonny
james jim jimmy jamie
joseph joe joey jo
charles charlie chuck chas
edward ed eddie ted teddy ned
edmund ed ned
theodore ted theo teddy
henry harry hank hal
harold harry hal
thomas tom tommy
michael mike mick micky michi misha mischa
matthew matt matty
anthony tony ant
antonio tono toni tonio toño antonino
anton toni tonio
david dave davy dudi
daniel dan danny dani
stephen steve steven stevie
andrew andy drew
andreas andi andy
alexander alex sascha sasha alec lex xander sandy sanya shura aleksandr
alexandra alex sascha sasha sandra lexi aleksandra sandy
alejandro alex jandro
alessandro alex sandro ale
christopher chris kit topher kris
christian chris kris
christina chris tina chrissy kristina
christine chris tina chrissy
nicholas nick nicky nico klaus
nikolaus klaus claus niko nick
nikolai kolya nick
benjamin ben benny benji
samuel sam sammy
samantha sam sammy
patrick pat paddy
patricia pat patty trish tricia
philip phil pip
frederick fred freddy fritz
friedrich fritz fred friedel
federico fede fico
francis frank fran
francisco paco pancho kiko curro fran
francesco franco checco
francesca franca fran chicca
franz franzl
gerald gerry jerry
jeremiah jerry
lawrence larry laurie
leonard leo len lenny
timothy tim timmy
gregory greg
peter pete petya
pyotr petya
ronald ron ronnie
donald don donny
raymond ray
walter walt wally
albert al bert
alfred alf fred
elizabeth liz lizzie beth betty eliza lisa bess betsy libby elsie
elisabeth lisa elli sissi lisbeth elsa else betti ilse
katherine kate katie kathy kat kitty kay
catherine kate cathy cat katie
katharina kathi katja kate käthe
ekaterina katya katja kate
margaret maggie meg peggy margie greta madge daisy
margarete greta gretel grete margit
jennifer jen jenny
jessica jess jessie
rebecca becky becca
susan sue susie suzy
susanne susi sanne
deborah deb debbie
victoria vicky tori
dorothy dot dottie dolly
eleanor ellie nell nora
helen nell ellie lena
helena lena leni
magdalena lena magda leni
elena lena lenka
abigail abby gail
amanda mandy
barbara barb babs bärbel basia
pamela pam
theresa terry tess tessa resi
teresa tere terry
terence terry
mary molly polly mae mamie
maria mia mitzi mariechen masha marusya
kimberly kim
josephine josie jo fifi
johannes hans hannes johann jan hansi
johanna hanna hanni jo
josef sepp beppo jupp seppi
georg schorsch jörg jürgen
heinrich heinz hinrich heiner
wilhelm willi wim helmut
ludwig lutz wiggerl
maximilian max maxi
sebastian basti seb bastian
matthias matze hias mathis
tobias tobi
florian flo
dominik dom nick
ulrich uli ulli
ulrike uli ulli rike
gabriele gabi
angelika geli
josé pepe chepe pepito zé zeca
maría mari maruja
dolores lola
concepción concha conchita
guadalupe lupe lupita
jesús chus chuy
ignacio nacho
enrique quique kike
eduardo edu lalo dudu
rafael rafa
roberto beto
alberto beto
guillermo memo guille
luis lucho luisito
manuel manolo manu
mercedes merche
rosario charo
pilar pili
isabel isa chabela bel
santiago santi chago
giuseppe peppe beppe pino peppino
giovanni gianni nino vanni
luigi gigi
salvatore totò turi
lorenzo renzo enzo
vincenzo enzo
joão jão joãozinho
francisca chica paca
françois fanfan
jacques jacquot
ivan vanya vania
dmitri dima mitya dmitry
mikhail misha
vladimir volodya vova vlad
sergei seryozha serge
yevgeny zhenya eugene evgeny
yuri yura
anastasia nastya stasia asya
natalia natasha nata
tatiana tanya tania
olga olya
maria masha
svetlana sveta lana
lyudmila lyuda mila
katarzyna kasia
małgorzata gosia małgosia
joanna asia joasia
agnieszka aga
aleksandra ola
zuzanna zuza
stanisław staszek stan
jakub kuba
tomasz tomek
krzysztof krzysiek
piotr piotrek
wojciech wojtek
cornelis kees cor
pieter piet
hendrik henk
gerardus gerard ger
johan joop
ferenc feri
lászló laci
istván pista
józsef józsi
erzsébet bözsi erzsi
mohammed mo
abdullah abdul abdou
ibrahim ibo brahim
mustafa musti
mehmet memo
yitzhak itzik
yosef yossi
moshe moishe
shlomo solomon
venkatesh venky
krishnamurthy krish
subramaniam subbu mani
"""

Groups = frozenset[int]
NO_GROUPS: Groups = frozenset()


def lines() -> list[list[str]]:
    """The table as written: the whole name first, then what its bearers are called."""
    return [line.split() for line in _FAMILIES.strip().splitlines()]
