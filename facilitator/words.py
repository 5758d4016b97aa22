"""The 200 short, friendly words that return codes begin with."""

WORDS = tuple(
    """
agern ahorn aks anker avne bakke bambus banan basun birk bjerg blad blomst blyant bold bolle bro bue
båd bølge cirkel cykel dal dam drage drue dråbe due dug dæmning døgn edderfugl egern enebær eng ert
fabel fakkel falk fane fasan fjeld fjer fjord flod flåde fløjte fold frø fugl fyr fyrtårn gavl ged glas
glimt gnist gran grotte græs guitar gulerod gynge hagl harpe hassel have havn hegn hejre hest himmel
hjort hjul honning horn hval hvede hyben højskole høne høst jolle jord juni kajak kanel kano karse
kastanje kilde kirsebær klint klippe klokke kløver knop kobber kok konkylie korn kran krone krukke kurv
kvist kyst lampe lanterne lilje lind linse lokomotiv luge lund lærke løg løve mandel marts melodi mole
mos mursten musling mynte måge måne mølle nattergal nelde nød oase odder oktav orgel ost palme paraply
pels penalhus perle pære rav ravn regn ribs ring robåd rose rug rype ræv saks salt sand sejl silke sky
slot smed sne snegl sol solsort spejl spurv sten stjerne stork strand strøm stær svale svane søm tag
tang tinde tomat torn torv trappe tråd tulipan tunnel tønde ugle uld urt vandfald vidje vind vinge viol
vår æble ære øre ørn
""".split()  # noqa: SIM905 - two hundred quoted words would hide them
)
