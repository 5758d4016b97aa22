"""The four papers: every code leads where it says, at arm's length too; nothing is cut, everything is embedded."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import gevent
import pytest

from facilitator import printing, venue
from facilitator.printing import typesetting
from facilitator.printing.letters import FAMILIES, letters, printable
from facilitator.texts import Texts
from tests.printing.conftest import FULL, PLAN, SMALL, Paper, Word, close, codes, print_all

Papers = dict[str, Paper]

ADDRESS = "192.168.8.10"
WIFI = venue.wifi_text("Inspiratorium", "kom-indenfor")
LONG_TITLE = "Medborgerskabsorganisationernes åbne fællesmøde i Frederiksværk"[:60]
AWKWARD = r"#let *x* _y_ $z$ @w <v> \u `t` [s] {r} // q /* p */ = o"
HOSTILE_SSID, HOSTILE_PASSWORD = r'Net;"x",:\y #1', r'p"; #a*_$@<>\,:0OIl1| b'
LONGEST = "rødgrød-" + "0OIl1wWm" * 6 + "fløde12"
LINE = "medborgerskabsorganisationernes egne tuscher og et langt reb"
PROMPT = ("Hvad vil medborgerskabsorganisationernes " * 5)[:200].strip()


def quoted(text: str) -> str:
    """A text as TOML."""
    return "'" + text + "'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def with_title(title: str, plan: str = PLAN) -> str:
    return plan.replace('"Åbent Inspiratorium"', quoted(title))


def without_wifi(plan: str = PLAN) -> str:
    return re.sub(r"\[wifi\]\n.*\n.*\n", "", plan)


def in_english(plan: str = PLAN) -> str:
    return plan.replace("[event]\n", '[event]\nlanguage = "en"\n')


def with_wifi(ssid: str, password: str) -> str:
    return PLAN.replace('"Inspiratorium"\np', quoted(ssid) + "\np").replace('"kom-indenfor"', quoted(password))


PRINTS: dict[str, tuple[str, str | None]] = {
    "plain": (PLAN, ADDRESS),
    "sixty": (with_title(LONG_TITLE), "192.168.188.210:8080"),
    "unknown": (PLAN, None),
    "no_wifi": (without_wifi(), ADDRESS),
    "neither": (without_wifi(in_english()), None),
    "english": (in_english(with_title(LONG_TITLE)), ADDRESS),
    "awkward": (with_title(AWKWARD, with_wifi(HOSTILE_SSID, HOSTILE_PASSWORD)), ADDRESS),
}
WITH_NETWORK = dict.fromkeys(("plain", "sixty", "unknown", "english"), WIFI) | {
    "awkward": venue.wifi_text(HOSTILE_SSID, HOSTILE_PASSWORD)
}


def tables(name: str) -> int:
    """How many tables a print has: one of them more than fit on a sheet."""
    return 6 if name == "plain" else 4


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Papers]:
    """Every print there is, made once."""
    desk = tmp_path_factory.mktemp("desk")
    return {name: print_all(desk / name, plan, address, tables(name)) for name, (plan, address) in PRINTS.items()}


def test_it_works(prints: dict[str, Papers]) -> None:
    assert {name: paper.pages for name, paper in prints["plain"].items()} == {
        "poster": 1, "cards": 2, "script": 1, "ideas": 1,
    }  # fmt: skip


# --- codes


@pytest.mark.parametrize("size", [FULL, SMALL])
def test_every_code_leads_where_it_should_at_full_size_and_at_forty_percent(
    prints: dict[str, Papers], size: int
) -> None:
    joining = [papers[name] for papers in prints.values() for name in ("poster", "cards")]
    found = codes(joining, size)
    for name, (_, address) in PRINTS.items():
        network = [WITH_NETWORK[name]] if name in WITH_NETWORK else []
        site = [f"http://{address}/7K4"] if address else []
        poster, cards = (found[str(prints[name][paper].path)] for paper in ("poster", "cards"))
        assert [sorted(page) for page in poster] == [sorted(network + site)], name
        each = [[*network, *([f"{site[0]}/{n}"] if site else [])] for n in range(1, tables(name) + 1)]
        sheets = [sorted(itertools.chain(*each[first : first + 4])) for first in range(0, len(each), 4)]
        assert [sorted(page) for page in cards] == sheets, name


def test_a_network_that_phones_misread_has_no_code_but_its_name(tmp_path: Path) -> None:
    papers = print_all(tmp_path, with_wifi("Fællesnet", LONGEST), ADDRESS, 1)
    assert list(codes([papers["poster"]], FULL).values()) == [[[f"http://{ADDRESS}/7K4"]]]
    for paper in ("poster", "cards"):
        said = papers[paper].text
        assert all(close(text) in said for text in ("Fællesnet", LONGEST, Texts("da")("print_wifi_by_hand")))


# --- nothing is missing


def joining_texts(name: str) -> list[str]:
    """What poster and cards of a print have to say, beside title and network."""
    plan, address = PRINTS[name]
    t = Texts("en" if "language" in plan else "da")
    keys = ["page", "help", "help_internet", "help_internet_do", "help_nothing", "help_nothing_do", "help_local",
            "help_local_do", "help_hand", "paper_is_as_good", *(["type_it"] if address else []),
            *(["wifi"] if name in WITH_NETWORK else [])]  # fmt: skip
    unknown = [] if address else [t("print_on_board"), t("print_to_write")]
    return [*(t(f"board_{key}") for key in keys), *([address] if address else unknown)]


@pytest.mark.parametrize("name", PRINTS)
def test_poster_and_cards_say_everything_in_full(prints: dict[str, Papers], name: str) -> None:
    title = {"sixty": LONG_TITLE, "english": LONG_TITLE, "awkward": AWKWARD}.get(name, "Åbent Inspiratorium")
    network = ["Inspiratorium", "kom-indenfor"] if name in WITH_NETWORK else []
    network = [HOSTILE_SSID, HOSTILE_PASSWORD] if name == "awkward" else network
    expected = [title, *network, *joining_texts(name)]
    poster = prints[name]["poster"].text
    assert [text for text in [*expected, "Der er hul i hegnet.", "Kom indenfor."] if close(text) not in poster] == []
    cards = prints[name]["cards"]
    t = Texts("en" if "language" in PRINTS[name][0] else "da")
    for table in range(tables(name)):
        said = cards.card_text(table)
        assert [text for text in [t("print_table", n=table + 1), *expected] if close(text) not in said] == []


def test_without_a_network_of_ones_own_nothing_is_numbered(prints: dict[str, Papers]) -> None:
    for paper in ("poster", "cards"):
        alone = [word.text for word in prints["no_wifi"][paper].words if word.text in ("1", "2")]
        assert alone == (["1", "2"] if paper == "cards" else []), "tables have numbers"
        assert prints["plain"][paper].text.count("1Kompåwifi") == (1 if paper == "poster" else 6)


def test_the_drejebog_has_times_words_and_what_to_bring_first(prints: dict[str, Papers]) -> None:
    said = prints["plain"]["script"].text
    for text in (
        "Torsdag den 12. marts 2026", "kl. 13.00-16.00", "Den gamle maskinhal", "En facilitator",
        "13.05", "7 min.", "Første dans", "Samtale, Summe to og to", "Hvad bragte dig herhen?", "Værten ved døren",
        "13.30", "Hvordan skaber vi et sted, der er »vores«?", "16.00 Slut", "Side 1 af 1",
    ):  # fmt: skip
        assert close(text) in said, text
    first = said[said.index("Tagmed") : said.index("13.05")]
    assert close("Tuscher på bordene 13.00, 13.30") in first and close("Papirkort 13.30") in first


def test_the_blank_cards_say_how_and_leave_room(prints: dict[str, Papers]) -> None:
    ideas = prints["plain"]["ideas"]
    for number in range(4):
        card = ideas.card(number)
        assert ideas.card_text(number) == close("Skriv kort. Én idé pr. kort. Åbent Inspiratorium Nr.")
        lines = sorted(word.top for word in card)
        assert max(after - before for before, after in itertools.pairwise(lines)) > 95, "millimetres to write on"


# --- nothing is cut


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words that lie on each other; a font's box is higher than its letters."""
    pairs = []
    for one, other in itertools.combinations(words, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        lower = min(one.bottom - one.top, other.bottom - other.top)
        if one.page == other.page and across > 0.3 and down > 0.42 * lower:
            pairs.append((one.text, other.text))
    return pairs


@pytest.mark.parametrize("name", PRINTS)
def test_nothing_is_cut_and_nothing_lies_on_something_else(prints: dict[str, Papers], name: str) -> None:
    papers = prints[name]
    for word in [*papers["poster"].words, *papers["script"].words]:
        assert word.left >= 12 and word.right <= 198 and word.top >= 6 and word.bottom <= 292, word
    assert all(word.bottom <= 297 - 15 for word in papers["poster"].words), "the fence is free"
    for word in [*papers["cards"].words, *papers["ideas"].words]:
        left, top = (105 if word.left > 105 else 0), (148.5 if word.top > 148.5 else 0)
        assert left + 6 <= word.left and word.right <= left + 99, word
        assert top + 4 <= word.top and word.bottom <= top + 148.5 - 6, word
    for paper in ("poster", "script", "ideas"):
        assert overlapping(papers[paper].words) == []
    assert overlapping(papers["cards"].card(0)) == []


def test_what_is_long_many_and_empty_is_printed_whole(tmp_path: Path) -> None:
    head, lines = PLAN.split("[[activity]]")[0], [f"Linje {number}: {LINE}" for number in range(10)]
    item = f'''[[activity]]
kind = "conversation"
title = "Samtale {{n}} om medborgerskabsorganisationernes ting"
prompt = "{PROMPT}"
short = "Kort"
say = {lines[:5]}
bring = {lines[5:8]}
lead = {lines[8:]}
'''
    many = print_all(tmp_path / "many", head + "".join(item.replace("{n}", str(n)) for n in range(60)), ADDRESS, 30)
    script = many["script"]
    assert close(f"Side {script.pages} af {script.pages}") in script.text
    assert [script.text.count(close(line)) for line in lines] == [60] * 5 + [61] * 3 + [60] * 2, "to bring comes first"
    assert script.text.count(close(PROMPT)) == 60
    assert all(word.left >= 12 and word.right <= 198 and word.bottom <= 292 for word in script.words)
    assert many["cards"].pages == 8
    bare = print_all(tmp_path / "bare", head + '[[activity]]\nkind = "break"\ntitle = "Pause"\n', ADDRESS)
    assert "Pause" in bare["script"].text and close("Tag med") not in bare["script"].text


# --- letters


def test_every_font_is_embedded_and_is_one_of_ours(prints: dict[str, Papers]) -> None:
    for paper in (paper for papers in prints.values() for paper in papers.values()):
        listed = subprocess.run(["pdffonts", paper.path], capture_output=True, check=True, text=True).stdout
        fonts = listed.splitlines()[2:]
        assert fonts
        for font in fonts:
            assert font.split()[-5] == "yes", font
            assert re.match(r"[A-Z]{6}\+(BricolageGrotesque|SchibstedGrotesk|DejaVuSansMono)", font), font


def test_a_letter_that_no_typeface_has_is_left_out_or_said_plainly() -> None:
    assert printable("Sommerfest 🎉 i Łódź") == "Sommerfest i Łódź"
    assert printable("Олена og Θωμάς") == "Олена og Θωμάς"
    assert printable("Nguyễn") == "Nguyen"
    assert printable("مرحبا") == "?????"
    assert printable("🎉🎉") == "?"
    assert printable("x" * 80).replace("\u200b", "") == "x" * 80


def test_every_letter_that_is_let_through_has_a_shape() -> None:
    """The typesetter refuses an archive copy with a letter that has none."""
    every = "".join(map(chr, sorted(letters() - {0x0D, 0x200B})))
    program = "#set text(font: json(bytes(sys.inputs.fonts)))\n#sys.inputs.letters\n"
    for fonts in (FAMILIES, FAMILIES[1:]):
        inputs = {"fonts": str(list(fonts)).replace("'", '"'), "letters": every}
        made = typesetting.typst.compile(
            program.encode(), font_paths=typesetting._fonts(), sys_inputs=inputs, pdf_standards="a-2b", timestamp=0
        )
        assert made.startswith(b"%PDF")


# --- the same everywhere


def test_the_same_plan_gives_the_same_bytes_in_another_process_and_zone(prints: dict[str, Papers]) -> None:
    folder = prints["plain"]["poster"].path.parent
    program = (
        "import sys, pathlib; from facilitator import printing\n"
        "order = printing.order(pathlib.Path(sys.argv[1]), sys.argv[2], 6)\n"
        "for paper in printing.PAPERS: sys.stdout.buffer.write(printing.pdf(paper, order))"
    )
    command = [sys.executable, "-c", program, str(folder), ADDRESS]
    again = subprocess.run(command, capture_output=True, check=True, env={"TZ": "Asia/Tokyo", "HOME": "/"}).stdout
    assert again == b"".join(paper.path.read_bytes() for paper in prints["plain"].values())


@pytest.mark.parametrize(
    ("people", "tables"), [("people = 40", 8), ("people = 41", 9), ("", 10), ("people = 3", 1)], ids=str
)
def test_there_is_a_table_for_every_five(tmp_path: Path, people: str, tables: int) -> None:
    (tmp_path / "plan.toml").write_text(PLAN.replace("people = 40", people), encoding="utf-8")
    assert printing.order(tmp_path, None).tables == tables


def test_a_meeting_without_a_code_cannot_be_printed_for(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN.replace('code = "7K4"\n', ""), encoding="utf-8")
    with pytest.raises(printing.NoCode):
        printing.order(tmp_path, None)


@pytest.mark.parametrize(
    "address", ["192.168.8.10", "192.168.8.10:8080", "http://192.168.8.10/", " 192.168.8.10:80 ", "insp.lan"]
)
def test_an_address_is_understood_as_people_type_it(address: str) -> None:
    bare: Callable[[str], str] = lambda text: re.sub(r"http://|/|:80$", "", text.strip())  # noqa: E731
    assert venue.typed(address) == bare(address)


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1", "localhost", "192.168.8", "192.168.8.10:0", "a b", "1.2.3.4:x", "?"]
)
def test_an_address_that_no_phone_can_open_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        venue.typed(address)


def test_others_are_served_while_a_paper_is_set(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    served: list[int] = []
    others = [gevent.spawn(served.append, number) for number in range(3)]
    printing.pdf("cards", printing.order(tmp_path, ADDRESS, 30))
    assert served == [0, 1, 2]
    gevent.joinall(others)
