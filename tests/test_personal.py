"""What looks like personal data is found before it is published, and what does not is left in peace."""

from __future__ import annotations

import pytest

from facilitator.minutes.personal import Finding, found


def what(text: str, *known: str) -> list[tuple[str, str]]:
    return [(each.what, each.text) for each in found([("agreed/added/text", text)], known)]


def test_it_works() -> None:
    said = found([("in_short/more/text", "Ring på 22 33 44 55 til Bodil Hansen.")])
    assert said == [
        Finding("in_short/more/text", "22 33 44 55", "phone"), Finding("in_short/more/text", "Bodil Hansen", "name")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "it"),
    [
        ("Skriv til bodil@example.dk i morgen", "mail", "bodil@example.dk"),
        ("Hendes nummer er 010203-1234", "cpr", "010203-1234"),
        ("0102031234 står på kortet", "cpr", "0102031234"),
        ("Ring 22334455", "phone", "22334455"),
        ("Ring +45 22 33 44 55", "phone", "+45 22 33 44 55"),
        ("Vi mødes på Havnegade 12", "address", "Havnegade 12"),
        ("Det sagde Jens-Ole Kjær", "name", "Jens-Ole Kjær"),
        ("Jens Kjær har nøglen", "name", "Jens Kjær"),
        ("Åse M. Østergård bager", "name", "Åse M. Østergård"),
        ("Nøglen ligger hos Bodil", "name", "Bodil"),
        ("Vi mødes på Havnegade 12B", "address", "Havnegade 12B"),
        ("Sankt Hans Stræde 3, 2. tv.", "address", "Sankt Hans Stræde 3"),
        ("Jeg bor på Nørre Allé 5.", "address", "Nørre Allé 5"),
        ("I må komme og se. Ring 12 34 56 78.", "phone", "12 34 56 78"),
        ("Ring på 22-33-44-55.", "phone", "22-33-44-55"),
        ("Ring på +46 70 123 45 67", "phone", "+46 70 123 45 67"),
        ("»Bodil Hansen har nøglen«", "name", "Bodil Hansen"),
        ("Spørg Bodil Hansen", "name", "Bodil Hansen"),
        ("Spørg Bodil om nøglen", "name", "Bodil"),
        ("Mette H. har nøglen", "name", "Mette H."),
        ("Łukasz Żak og en til", "name", "Łukasz Żak"),
    ],
)
def test_it_is_found(text: str, kind: str, it: str) -> None:
    assert (kind, it) in what(text)


@pytest.mark.parametrize(
    "text",
    [
        "Et tomt hus og en nøgle gør mere end en plan",
        "Besøg Havnen på en torsdag",
        "54 idéer fra 38 mennesker, 2015-12-10 kl. 13.00",
        "21 af 40",
        "Vi mødes 10. december 2015",
        "100.000 kroner fra kommunen",
        "Det er Roskildes egen idé",
        "INSP! er et sted",
        "Roskilde Kommune låner os et rum",
        "Et rum hos Roskilde Bibliotek",
        "Det Kongelige Teater spiller",
        "Den Gamle By i Aarhus",
        "Åbent Inspiratorium",
        "Vi var her i 2015 2016 og 2017",
        "Bord 4 og 5, plads 12",
        "Kunne DR P4 komme? Måske Ja.",
    ],
)
def test_it_is_left_in_peace(text: str) -> None:
    assert what(text) == []


def test_who_is_public_already_is_passed_over() -> None:
    assert what("Tak til Anni Ehlers fra INSP!", "Anni Ehlers, daglig leder") == []
    assert what("Tak til Anni Ehlers og Bodil Hansen", "Anni Ehlers") == [("name", "Bodil Hansen")]
