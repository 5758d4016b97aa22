"""The minutes: everything that was shown is in them, nothing that is hidden, and people's words stand as written."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import shutil
import string
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator import minutes, plan, store
from facilitator.access import new_id
from facilitator.activities import kind_of
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.methods.votes import shared_ranks
from facilitator.minutes import Version, document, model, results, types, write_html, write_json, write_md
from facilitator.minutes.blocks import (
    Cell,
    Column,
    Document,
    Entries,
    Entry,
    Heading,
    Lead,
    Paragraph,
    Part,
    Row,
    Table,
)
from facilitator.opening import open_event
from facilitator.state import State
from tests.conftest import EXAMPLE, Facilitator, Person, arrival, facilitator_of
from tests.reading import csv_rows, docx_lines, pdf_text, unpacked, xlsx_lines

NOW = dt.datetime(2015, 12, 10, 14, 5, 9, tzinfo=dt.UTC)
MADE = "2015-12-10T15:05:09+01:00"
FORMATS = [name for name in minutes.FORMATS if name != "ics"]
READ = ("html", "docx", "md")
"""The formats that people read from the first line to the last; the others are to sort and count in."""
Arrives = Callable[[], Person]

AWKWARD = [
    "=HYPERLINK(\"http://x\",\"klik\")", "+45 12 34 56 78", "-2+3", "<script>alert(1)</script>", "</bdi></td><td>9",
    "<b>fed</b> & co &amp; &lt; &#60;", "# overskrift", "- liste", "+ liste", "* stjerne *", "1. et", "1) et",
    "2015. år", "***", "---", "===", "> citat", "| rør | x |", "`kode` ```", "~~~", "[link](http://evil.example)",
    "a|b\\|c\\",
    "![b](http://x/y.png)", "<http://evil.example>", "http://evil.example www.evil.example a@b.dk mailto:x@y.z",
    "kaffe.dk/nu og //evil.example og ftp://a.b og xmpp:a@b.c", "https://192.168.8.10:8080/x?a=1&b=2#c",
    "evil.example.", "_under_ __dob__ ~~x~~ $x$ $$y$$", "\\ backslash \\* \\", "a;b,c\"d\"'e'", "æøå ÆØÅ é ü",
    "😀 👨‍👩‍👧 🇩🇰 ❤️ :smile: :+1:",
    "مرحبا שלום", "你好", "{{7*7}} {% x %}", "[ ] todo", "[^1] [^1]: x", "[a]: http://x", "<!-- c -->", "C:\\mappe",
    "http:\\\\x", "'", "\"", "//", "javascript:alert(1)", "//192.168.8.10/x //localhost",
    "kl. 13.00, 5.000 kr. og »nogens«", "#12 @mette", "a&nbsp;b", "</style><img src=x>", '"; } * { display: none',
    "#import \"x\" *x* @ref $1$ #panic() // c", "$a_1$ \\(x\\)", "=cmd|'/C calc'!A0", "{=1+1}", "TRUE", "00123", "1E5",
    "12/3", "3. juni", "_x0041_", "%0A=1",
]  # fmt: skip


class Page(HTMLParser):
    """Reads a web page as people do: its text by element, and which elements and attributes there are."""

    VOID = frozenset({"meta", "hr", "br", "path", "circle", "link", "img"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.texts: list[str] = []
        self._in: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "bdi", "dt", "dd", "blockquote"):
            self.texts.append("")
        if tag not in self.VOID:
            self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self._in.pop() == tag, "well-formed"

    def handle_data(self, data: str) -> None:
        if self.texts and "style" not in self._in:
            self.texts[-1] += data


def page_of(markdown: str) -> Page:
    """Render as GitHub does, with addresses made into links wherever they are found."""
    return Page(MarkdownIt("gfm-like", {"linkify": True}).render(markdown))


def lines_of(written: bytes, name: str) -> list[str]:
    """Everything a reader of a format could find, piece by piece."""
    if name in ("html", "md"):
        return (Page(written.decode()) if name == "html" else page_of(written.decode())).texts
    if name == "json":
        return [json.dumps(json.loads(written), ensure_ascii=False)]
    if name == "csv":
        return [cell for row in csv_rows(written) for cell in row]
    if name == "pdf":
        return [pdf_text(written)]
    return docx_lines(written) if name == "docx" else xlsx_lines(written)


def text_of(state: State, name: str) -> str:
    """The same in one string."""
    return "\n".join(lines_of(minutes.render(state, name, NOW), name))


def everywhere(state: State) -> str:
    """The same, of all formats, with what lies in the files and not before the reader."""
    raw = [unpacked(minutes.render(state, name, NOW)) for name in FORMATS]
    said = "\n".join([*raw, *(text_of(state, name) for name in FORMATS)])
    return re.sub(r"Side \d+ af \d+", "", said)


@pytest.fixture
def voted(meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person) -> dict[str, str]:
    """Three ideas, one theme, and four votes; the vote is still open."""
    facilitator.until("ideer", "open", "silent")
    ideas = {"kaffe": anna.writes("Kaffe ved døren"), "suppe": bo.writes("Suppe hver torsdag"),
             "bænk": bo.writes("En bænk i solen")}  # fmt: skip
    facilitator.until("ideer", "open", "gather")
    ideas["tema"] = new_id()
    facilitator.ask("theme", id=ideas["tema"], activity="ideer", title="Det varme")
    for each in ("kaffe", "suppe"):
        facilitator.ask("place", target=ideas[each], theme=ideas["tema"])
    facilitator.until("stemmer", "open")
    anna.votes(ideas["kaffe"])
    bo.votes(ideas["kaffe"])
    return ideas


def close(facilitator: Facilitator) -> None:
    facilitator.meeting.state.settled = True
    facilitator.until("stemmer", "shown")


@pytest.mark.parametrize("name", FORMATS)
def test_it_works(name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]) -> None:
    close(facilitator)
    facilitator.ask("people", count=12)
    facilitator.ask("end")
    said = text_of(meeting.state, name)
    for text in ("Kaffe ved døren", "Suppe hver torsdag", "En bænk i solen", "Det varme"):
        assert text in said, text
    for text in ("Åbent Inspiratorium", "INSP, Roskilde", "Hvad kunne vi gøre sammen?") if name != "csv" else ():
        assert text in said, text
    if name in READ:
        assert "2 af 2" in said and "2 af 12 stemte." in said and "Hver havde 1 stemme." in said
        assert "Torsdag den 10. december 2015" in said and "kl. 13.00–16.00" in said
        assert "Foreløbigt" not in said
    elif name == "json":
        data = json.loads(minutes.render(meeting.state, name, NOW))
        vote = next(each for each in data["programme"] if each["kind"] == "vote")
        assert [place["votes"] for place in vote["places"]] == [2, 0, 0]
        assert vote["turnout"] == {"voted": 2, "hands": 0, "people": 12, "source": "set"}


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Meeting]:
    """The worked example, open in this process."""
    folder = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
    opened = open_event(folder, Clock())
    yield opened.meeting
    opened.close()


class Told(msgspec.Struct):
    """What the room of the example gave, as the room itself remembers it."""

    texts: dict[str, str]
    themes: dict[str, str]
    votes: Counter[str]


def a_whole_round(meeting: Meeting) -> Told:
    """All ideas of the example by nine people, gathered in their themes, and voted on by eleven."""
    facilitator = facilitator_of(meeting)
    room = [arrival(meeting) for _ in range(12)]
    examples = plan.examples(EXAMPLE)
    titles = {theme.key: theme.title for theme in examples.theme}
    told = Told({}, {}, Counter())
    facilitator.until("ideer", "open", "silent")
    for n, idea in enumerate(examples.idea):
        card = room[n % 9].writes(idea.text)
        told.texts[card] = idea.text
        told.themes[card] = titles.get(idea.theme or "", "Står selv")
    facilitator.until("ideer", "open", "gather")
    ids = {title: new_id() for title in titles.values()}
    for title, name in ids.items():
        facilitator.ask("theme", id=name, activity="ideer", title=title)
    for card, title in told.themes.items():
        if title in ids:
            facilitator.ask("place", target=card, theme=ids[title])
    facilitator.until("stemmer", "open")
    cards = list(told.texts)
    for n, person in enumerate(room[:11]):
        for card in {cards[(n * step * step) % len(cards)] for step in range(1, 8)}:
            assert person.votes(card)["ok"]
            told.votes[card] += 1
    meeting.state.settled = True
    facilitator.until("stemmer", "shown")
    facilitator.ask("people", count=40)
    facilitator.ask("end")
    assert len(cards) == 54 and len(set(told.votes.values())) > 3
    return told


def test_every_idea_of_the_example_stands_with_its_number_theme_and_votes_in_every_format(example: Meeting) -> None:
    told = a_whole_round(example)
    for name in READ:
        said = [line.strip() for line in text_of(example.state, name).split("\n") if line.strip()]
        annex = said[said.index("Bilag: Alle idéer") :]
        assert annex[2].startswith("Eksempelbidrag. 54 idéer fra 9 mennesker."), "an annex read alone says so too"
        for card, text in told.texts.items():
            at = annex.index(text)
            number = example.state.contributions[card].number
            assert annex[at - 1 : at + 2] == [str(number), text, str(told.votes[card])]
            assert [line for line in annex[:at] if line in told.themes.values()][-1] == told.themes[card]
        assert str(told.votes.total()) not in said, "nor a sum of all votes"
        assert "Eksempelbidrag og eksempelstemmer. 11 af 40 stemte." in "\n".join(said)
    items = {item["id"]: item for item in json.loads(minutes.render(example.state, "json", NOW))["programme"]}
    votes = {place["idea"]: place["votes"] for place in items["stemmer"]["places"]}
    assert votes == {card: told.votes[card] for card in told.texts}
    assert {idea["id"]: idea["text"] for idea in items["ideer"]["ideas"]} == told.texts
    titles = {theme["id"]: theme["title"] for theme in items["ideer"]["themes"]}
    assert {i["id"]: titles.get(i["theme"], "Står selv") for i in items["ideer"]["ideas"]} == told.themes


# --- what is hidden


def test_before_the_meeting_there_is_a_programme_and_nothing_else(meeting: Meeting) -> None:
    said = text_of(meeting.state, "md")
    assert "Mødet er ikke begyndt." in said and "Programmet" in said and "Idérunde" in said
    assert "Bilag" not in said and "Det mangler endnu" not in said


@pytest.mark.parametrize("step", ["silent", "review"])
def test_what_is_written_in_silence_is_in_no_format(
    step: str, meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("ideer", "open", "silent")
    before = everywhere(meeting.state) if step == "silent" else ""
    one = anna.writes("Kaffe ved døren")
    facilitator.until("ideer", "open", step)
    after = everywhere(meeting.state)
    assert "Kaffe" not in after and one not in after
    if step == "silent":
        assert after == before, "not even that somebody wrote"
    assert "Idéerne kommer med, når vi læser dem sammen" in after


def test_an_open_vote_tells_no_number(meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]) -> None:
    one = everywhere(meeting.state)
    assert len(meeting.state.marks_by_activity["stemmer"][voted["kaffe"]]) == 2
    assert "Tallene kommer med, når runden er slut" in one and "Kaffe ved døren" in one
    assert "stemte" not in one and '"counted": true' not in one and "2 af 2" not in one
    assert json.loads(minutes.render(meeting.state, "json", NOW))["programme"][2]["places"] == []


def test_the_facts_of_an_open_vote_hold_no_result(meeting: Meeting, voted: dict[str, str]) -> None:
    activity = meeting.state.activities["stemmer"]
    closed = {"ranks", "voted", "hands", "people", "zero", "late_marks", "theme_voters"}
    assert not closed & set(kind_of(activity).facts(meeting.state, activity))
    activity.stage = "closed"
    assert closed <= set(kind_of(activity).facts(meeting.state, activity)), "or this looks for the wrong names"


def test_a_vote_more_changes_nothing_while_the_vote_is_open(
    meeting: Meeting, voted: dict[str, str], anna: Person
) -> None:
    before = everywhere(meeting.state)
    anna.votes(voted["kaffe"], False)
    anna.votes(voted["suppe"])
    assert everywhere(meeting.state) == before


def test_a_closed_vote_has_its_result_before_it_is_shown_and_loses_it_when_opened_again(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    facilitator.until("stemmer", "closed")
    assert "2 af 2" in text_of(meeting.state, "md")
    facilitator.ask("stage", activity="stemmer", stage="open")
    assert "2 af 2" not in everywhere(meeting.state)


@pytest.mark.parametrize("name", FORMATS)
def test_a_hidden_idea_and_its_reason_are_in_no_format_and_are_counted(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    close(facilitator)
    facilitator.ask("hide", target=voted["bænk"], reason="nævner en person")
    said = text_of(meeting.state, name)
    assert "bænk" not in said and "nævner" not in said and voted["bænk"] not in said
    if name == "json":
        assert json.loads(minutes.render(meeting.state, name, NOW))["programme"][1]["counts"]["hidden"] == 1
    elif name == "xlsx":
        assert "Idérunde\nSkjult af facilitatoren og ikke med her\n1\n" in said
    elif name in READ:
        assert "1 er skjult af facilitatoren og ikke med her." in said


def test_a_hidden_text_stays_hidden_when_it_is_merged_into_a_card(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    bench = meeting.state.contributions[voted["bænk"]]
    bench.merged_into = voted["kaffe"]
    assert f"Også nr. {bench.number}: En bænk i solen" in text_of(meeting.state, "md")
    bench.standing = "hidden"
    assert "bænk" not in everywhere(meeting.state)


def test_a_late_text_waits_outside_until_it_is_taken_in(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], anna: Person
) -> None:
    late = anna.writes("En have")
    assert "En have" not in everywhere(meeting.state)
    assert "1 venter stadig og er ikke med her." in text_of(meeting.state, "html")
    facilitator.ask("show", target=late)
    said = text_of(meeting.state, "html")
    assert "En have" in said and "Kom efter runden" in said


def test_what_was_given_is_shown_merged_waiting_or_hidden_and_counted_once(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], anna: Person
) -> None:
    card = new_id()
    facilitator.ask("contribute", id=card, activity="ideer", text="Et papirkort")
    facilitator.ask("contribute", id=new_id(), activity="ideer", text="Et papirkort til")
    facilitator.ask("hide", target=card, reason="")
    meeting.state.contributions[voted["suppe"]].merged_into = voted["kaffe"]
    close(facilitator)
    for text in ("For sent", "Også for sent"):
        late = anna.writes(text)
    facilitator.ask("show", target=late)
    ideas = model.build(meeting.state, NOW).programme[1]
    assert isinstance(ideas, types.Ideas) and ideas.counts
    assert [idea.text for idea in ideas.ideas if idea.paper] == ["Et papirkort til"]
    assert msgspec.to_builtins(ideas.counts) == {
        "writers": 2, "hidden": 1, "merged": 1, "paper": 1, "late": 1, "waiting": 1
    }  # fmt: skip
    everything = list(meeting.state.given("ideer"))
    assert len(ideas.ideas) + 1 + 1 + 1 == len(everything)
    for name in READ:
        said = text_of(meeting.state, name)
        for line in ("1 mere er slået sammen med en anden og står ved den.", "1 er fra et papirkort.",
                     "1 kom, efter at runden var slut.", "1 venter stadig", "1 er skjult af facilitatoren",
                     "Fra et papirkort", "Kom efter runden"):  # fmt: skip
            assert line in said, line


def test_nobody_is_named_or_known_by_an_id(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], anna: Person, bo: Person
) -> None:
    close(facilitator)
    said = everywhere(meeting.state)
    for person in meeting.state.participants.values():
        assert person.id not in said and person.salt not in said and person.return_code not in said
    assert "Mette" not in said, "the facilitator's label is hers"


def test_votes_are_never_added_up_by_theme(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], arrives: Arrives
) -> None:
    meeting.state.activities["stemmer"].settings["k"] = 2
    both = arrives()
    both.votes(voted["kaffe"])
    both.votes(voted["suppe"])
    close(facilitator)
    vote = next(i for i in model.build(meeting.state, NOW).programme if isinstance(i, types.Vote))
    assert [(each.title, each.people) for each in vote.reached] == [("Det varme", 3)], "three people, four votes"


# --- people's own words


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_stands_as_written_in_every_format(text: str, meeting: Meeting) -> None:
    doc = Document(
        "da",
        _cover(text),
        (Part("x", text, _blocks(text)),),
        foot=text,
        page=("Side", "af"),
        made="2015-12-10T15:05:09+01:00",
        author="",
    )
    for page, times in ((page_of(write_md.markdown(doc)), 11), (Page(write_html.html(doc)), 12)):
        found = [each.strip() for each in page.texts]
        assert found.count(text) == times, found
        assert not page.tags & {"a", "img", "script", "code", "pre", "em", "s", "b", "ol", "del", "input", "br"}
        assert not any(name.startswith("on") or name in ("href", "src", "style") for name, _ in page.attributes)


def _cover(text: str) -> Any:
    return document.Cover("Referat", text, text, ("Eksempel",), (("Sted", text),))


def _blocks(text: str) -> tuple[Any, ...]:
    table = Table((Column("Nr.", "name"), Column(text)), (Row((Cell("1"), Cell(text, look=2, theme=""))),))
    return (Lead(text), Paragraph(text), Heading(text, 3), Entries((Entry(text=text, points=(text,)),)), table)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp")) | st.sampled_from(
    " \\`*_{}[]()<>#+-.!|~$&:/@=^\"'ab1"), min_size=1, max_size=60))  # fmt: skip
def test_any_text_comes_through_markdown_as_it_was(text: str) -> None:
    text = " ".join(text.split())
    if not text:
        return
    page = page_of(write_md.literal(text, first=True))
    assert page.tags == {"p"} and [each.strip() for each in page.texts] == [text], (page.tags, page.texts)
    row = page_of(f"| a |\n| --- |\n| {write_md.literal(text)} |\n")
    assert row.texts[-1].strip() == text and row.tags <= {"table", "thead", "tbody", "tr", "th", "td"}


def test_the_texts_of_a_whole_meeting_stand_as_written(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("ideer", "open", "silent")
    for text in AWKWARD:
        anna.writes(text)
    facilitator.until("ideer", "open", "together")
    given_texts = [meeting.state.contributions[i].text for i in meeting.state.contributions_by_activity["ideer"]]
    for name in READ:
        lines = lines_of(minutes.render(meeting.state, name, NOW), name)
        assert set(given_texts) <= {text.strip() for text in lines}, name
    data = json.loads(minutes.render(meeting.state, "json", NOW))
    assert {idea["text"] for idea in data["programme"][1]["ideas"]} == set(given_texts)


def test_a_text_from_right_to_left_turns_only_itself(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.until("ideer", "open", "silent")
    anna.writes("\u202eמרחבא\u2066 og kaffe")
    facilitator.until("ideer", "open", "together")
    assert "<bdi>מרחבא og kaffe</bdi>" in minutes.render(meeting.state, "html", NOW).decode()


def test_what_no_door_lets_in_is_not_let_out_either(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.until("ideer", "open", "silent")
    idea = anna.writes("Kaffe")
    facilitator.until("ideer", "open", "together")
    meeting.state.put("contribution", idea, {"text": "Kaffe\u202e og\x00 te\nmed mælk"})
    meeting.state.event.title = "\u2067Inspi\x1bratorium"
    for name in FORMATS:
        said = text_of(meeting.state, name)
        assert "Kaffe og te med mælk" in said and (name == "csv" or "Inspiratorium" in said)
        inside = (
            "" if name == "pdf" else unpacked(minutes.render(meeting.state, name, NOW))
        )  # whose typefaces are bytes
        assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069]", said + inside)


@pytest.mark.parametrize("text", AWKWARD)
def test_the_foot_of_every_page_on_paper_is_a_text_and_not_a_style(text: str) -> None:
    page = write_html.html(Document("da", _cover("x"), (), foot=text, page=("Side", "af"), made=MADE, author=""))
    found = re.search(r'@bottom-left \{ content: "([^"]*)"', page)
    assert found and re.sub(r"\\([0-9a-f]{6})", lambda each: chr(int(each[1], 16)), found[1]) == text
    assert set(re.sub(r"\\[0-9a-f]{6}", "", found[1])) <= set(string.ascii_letters + string.digits)


# --- at any moment of the meeting


def test_every_moment_has_minutes_that_fit_the_schema(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    schema = json.loads(Path(write_json.__file__).with_name("schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    moments = 0
    while True:
        for name in READ:
            assert minutes.render(meeting.state, name, NOW)
        written = minutes.render(meeting.state, "json", NOW)
        validator.validate(json.loads(written))
        again = msgspec.json.decode(written, type=types.Minutes)
        assert again == model.build(meeting.state, NOW), "what is read back is what was written"
        moments += 1
        if meeting.state.event.stage == "closed":
            break
        meeting.state.settled = True
        facilitator.next()
        now = meeting.state.now()
        if now is not None and (now.id, now.step) == ("ideer", "silent"):
            anna.writes("Kaffe")
    assert moments >= 11


@pytest.mark.parametrize(
    ("written", "language", "day"),
    [
        ("2016-09-15", "da", "2016-09-15"), ("15. september 2016", "da", "2016-09-15"),
        ("15/9 2016", "da", "2016-09-15"), ("15.9.2016", "da", "2016-09-15"),
        ("torsdag den 15. september 2016", "da", "2016-09-15"),
        ("Thursday 15 September 2016", "en", "2016-09-15"), ("fredag", "da", None), ("i september", "da", None),
        ("30. februar 2016", "da", None), ("2016-13-01", "da", None), ("", "da", None),
    ],
)  # fmt: skip
def test_a_day_that_the_plan_says_in_words_is_a_day_in_the_data(
    written: str, language: str, day: str | None, meeting: Meeting
) -> None:
    event = meeting.state.event
    event.language, event.plan["next"], event.plan["minutes_by"] = language, written, written
    told = model.build(meeting.state, NOW).meeting
    assert (told.next, told.next_date, told.minutes_by_date) == (written, day, day)


def test_the_schema_beside_the_writer_is_made_of_the_model() -> None:
    kept = Path(write_json.__file__).with_name("schema.json").read_text("utf-8")
    assert kept == json.dumps(write_json.schema(), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    "path, value", [(("surprise",), 1), (("people", "count"), -1), (("meeting", "date"), "10/12"), (("stage",), "over")]
)
def test_the_schema_refuses_what_is_not_minutes(path: tuple[str, ...], value: object, meeting: Meeting) -> None:
    data = json.loads(minutes.render(meeting.state, "json", NOW))
    where = data
    for name in path[:-1]:
        where = where[name]
    where[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, write_json.schema())


@pytest.mark.parametrize("name", READ)
def test_a_meeting_that_runs_is_marked_with_the_time(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    said = text_of(meeting.state, name)
    assert "Foreløbigt" in said and "torsdag den 10. december 2015 kl. 15.05" in said, "the room's own time"
    assert "Mødet er ikke slut. Lige nu: Stemmerunde." in said and "Det mangler endnu" in said
    facilitator.ask("end")
    assert "Foreløbigt" not in text_of(meeting.state, name)


@pytest.mark.parametrize("name", READ)
def test_a_meeting_that_ends_early_says_what_was_not_reached(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    facilitator.ask("end")
    said = text_of(meeting.state, name)
    assert "Det nåede vi ikke" in said and "Begyndt, men ikke gjort færdig, og derfor er der ingen tal" in said
    assert "Ikke nået" in said and "Kaffe ved døren" in said and "2 af 2" not in said and "I gang" not in said


def test_silence_that_ended_the_meeting_is_not_broken_by_the_minutes(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("ideer", "open", "silent")
    anna.writes("Kaffe ved døren")
    facilitator.ask("end")
    assert "Kaffe" not in everywhere(meeting.state)
    assert "idéerne blev ikke vist" in text_of(meeting.state, "html")


def test_an_example_is_marked_as_one(meeting: Meeting) -> None:
    assert "Eksempel" not in text_of(meeting.state, "html")
    meeting.state.event.plan["example"] = True
    for name in READ:
        assert "Eksempel" in text_of(meeting.state, name)
    assert json.loads(minutes.render(meeting.state, "json", NOW))["example"] is True


@pytest.mark.parametrize("name", READ)
def test_what_is_empty_is_left_out(name: str, meeting: Meeting, facilitator: Facilitator) -> None:
    meeting.state.settled = True
    while meeting.state.event.stage != "closed":
        facilitator.next()
    said = text_of(meeting.state, name)
    for absent in ("Bilag", "Det peger I på", "deltager", "stemte", "Det nåede vi ikke", "Vært", "Teksterne"):
        assert absent not in said, absent
    assert " 0 " not in said and "None" not in said


@pytest.mark.parametrize("name", READ)
def test_the_head_says_what_the_plan_says_and_leaves_out_what_it_does_not(name: str, meeting: Meeting) -> None:
    told = {"hosts": ["Foreningen Havnen", "Åse <b>Holm</b>"], "facilitator": "Resonans", "referent": "Bo *Ek*",
            "purpose": "Vi finder ud af, hvordan.", "question": "Hvem har nøglen?"}  # fmt: skip
    before = text_of(meeting.state, name)
    assert not [word for word in ("Værter", "Facilitator", "Referent", "None") if word in before]
    meeting.state.event.plan.update(told)
    after = text_of(meeting.state, name)
    for line in ("Foreningen Havnen og Åse <b>Holm</b>", "Resonans", "Bo *Ek*", told["purpose"], told["question"]):
        assert line in after, line


def test_the_marks_stand_at_the_very_top(meeting: Meeting) -> None:
    meeting.state.event.plan["example"] = True
    assert text_of(meeting.state, "md").split("\n")[0] == "Referat · Eksempel · Foreløbigt"
    assert minutes.render(meeting.state, "md", NOW).decode().startswith("Referat · **Eksempel** · **Foreløbigt**\n")
    page = minutes.render(meeting.state, "html", NOW).decode()
    assert '<span class="mark">Eksempel</span><span class="mark">Foreløbigt</span>' in page.split("<h1>")[0]
    assert "<title>Referat · Eksempel · Foreløbigt · Åbent Inspiratorium</title>" in page


def test_the_timeline_says_when_each_item_really_was(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.until("ideer", "open", "silent")
    welcome, ideas = meeting.state.programme()[:2]
    welcome.opened_at, welcome.closed_at = "2015-12-10T12:02:00.000Z", "2015-12-10T12:09:30.000Z"
    ideas.opened_at = "2015-12-10T12:09:30.000Z"
    said = minutes.render(meeting.state, "md", NOW).decode()
    assert "| 13.02–13.09 | Velkommen |" in said and "| 13.09– | Idérunde |" in said
    assert "|  | Stemmerunde |" in said, "nothing yet"


def test_when_the_meeting_really_began_and_ended_is_said(meeting: Meeting, facilitator: Facilitator) -> None:
    assert "begyndte" not in text_of(meeting.state, "md")
    facilitator.next()
    event = meeting.state.event
    event.opened_at = "2015-12-10T12:04:59.000Z"
    assert "Mødet begyndte kl. 13.04." in text_of(meeting.state, "md")
    event.closed_at = "2015-12-10T14:41:00.000Z"
    assert "Mødet begyndte kl. 13.04 og sluttede kl. 15.41." in text_of(meeting.state, "html")
    event.closed_at = "2015-12-10T23:10:00.000Z"
    assert "og sluttede fredag den 11. december 2015 kl. 00.10." in text_of(meeting.state, "html")
    event.opened_at = "2015-12-10T23:05:00.000Z"
    assert "begyndte fredag den 11. december 2015 kl. 00.05 og sluttede kl. 00.10." in text_of(meeting.state, "html")


def test_minutes_can_be_had_in_another_language_than_the_meeting_s(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], tmp_path: Path
) -> None:
    close(facilitator)
    once = minutes.render(meeting.state, "md", NOW)
    english = minutes.render(meeting.state, "md", NOW, Version(language="en")).decode()
    assert "Ideas with most votes" in english and "2 of 2" in english and "Kaffe ved døren" in english
    assert '<html lang="en">' in minutes.render(meeting.state, "html", NOW, Version(language="en")).decode()
    assert json.loads(minutes.render(meeting.state, "json", NOW, Version(language="en")))["language"] == "en"
    assert (
        minutes.render(meeting.state, "md", NOW)
        == once
        == minutes.render(meeting.state, "md", NOW, Version(language="da"))
    )
    names = [minutes.file_name(meeting.state, "md", Version(language=language)) for language in ("da", "en")]
    assert names == ["referat-2015-12-10-insp.md", "minutes-2015-12-10-insp.md"], "both beside each other"


def test_english_minutes_are_english(meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]) -> None:
    meeting.state.event.language = "en"
    close(facilitator)
    for name in READ:
        said = text_of(meeting.state, name)
        assert "Preliminary" in said and "Thursday 10 December 2015" in said.replace(",", "") and "13:00–16:00" in said
        assert "2 of 2" in said and "Ideas with most votes" in said
        assert not [word for word in ("Foreløbigt", "stemte", "idéer", "kl.") if word in said]
    assert '<html lang="en">' in minutes.render(meeting.state, "html", NOW).decode()


# --- the result


@pytest.mark.parametrize("name", READ)
def test_the_vote_says_how_it_was_held(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    meeting.state.activities["stemmer"].settings["k"] = 3
    meeting.state.activities["stemmer"].late_marks = 2
    close(facilitator)
    said = text_of(meeting.state, name)
    assert "Hver havde 3 stemmer, højst én til hver idé." in said
    assert "Idéerne stod i forskellig rækkefølge fra telefon til telefon, og ingen så tallene, før runden" in said
    assert "2 stemmer kom, efter at runden var slut, og er ikke talt med." in said


def test_ideas_that_came_after_the_vote_and_mended_words_are_marked(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("ideer", "open", "silent")
    facilitator.ask("edit", target=anna.writes("Kafe"), text="Kaffe")
    meeting.state.activities["ideer"].settings["after_vote"] = True
    facilitator.until("ideer", "open", "together")
    said = text_of(meeting.state, "md")
    assert "Kaffe (Rettet af facilitatoren)" in said and "Idéerne kom efter afstemningen." in said


def test_who_counted_the_people_is_said(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], arrives: Arrives
) -> None:
    arrives()
    close(facilitator)
    assert "2 stemte af de 3, der var med på telefon." in text_of(meeting.state, "md")
    facilitator.ask("people", count=7)
    assert "2 af 7 stemte. Facilitatoren har talt, hvor mange vi var." in text_of(meeting.state, "md")
    facilitator.ask("people", count=1)
    assert "2 af 2 stemte." in text_of(meeting.state, "md"), "never more voters than people"


def _places(votes: list[int]) -> list[types.Place]:
    ranks = shared_ranks(votes)
    return [types.Place(rank, shared, n, 0, str(i), i + 1, f"Idé {i}", None, None, None)
            for i, (n, (rank, shared)) in enumerate(zip(votes, ranks, strict=True))]  # fmt: skip


def test_the_list_of_most_votes_keeps_ties_together() -> None:
    assert [len(each) for each in results.top(_places([9, 8, 7, 0, 0]))] == [3, 0]
    assert [len(each) for each in results.top(_places([9] * 12 + [1, 1]))] == [12, 0], "a tie may make it longer"
    assert [len(each) for each in results.top(_places([9, 8] + [1] * 20))] == [2, 20], "but not endlessly"
    assert [len(each) for each in results.top(_places([1] * 30))] == [0, 30]
    assert [len(each) for each in results.top(_places([0, 0]))] == [0, 0]


def test_a_tie_too_long_for_the_list_is_told_in_a_sentence(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    close(facilitator)
    built = model.build(meeting.state, NOW)
    vote = next(item for item in built.programme if isinstance(item, types.Vote))
    vote.places = _places([9, 8] + [1] * 20)
    text = write_md.markdown(document.build(built))
    assert "20 idéer mere deler 3.-pladsen med 1 stemme hver. De står i bilaget." in text
    vote.places = _places([2] * 30)
    assert "30 idéer deler førstepladsen med 2 stemmer hver." in write_md.markdown(document.build(built))


def test_shared_places_and_ideas_without_votes_are_said(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], arrives: Arrives
) -> None:
    for _ in range(2):
        arrives().votes(voted["suppe"])
    close(facilitator)
    said = text_of(meeting.state, "html")
    assert said.count("delt 1.") == 2 and said.count("2 af 4") == 2
    assert "1 idé fik ingen stemmer denne gang." in said


# --- files


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_state_and_moment_give_the_same_bytes_also_from_disk(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str], event_folder: Path
) -> None:
    close(facilitator)
    once = minutes.render(meeting.state, name, NOW)
    assert once == minutes.render(meeting.state, name, NOW) == minutes.render(store.read(event_folder), name, NOW)


def test_a_page_carries_everything_with_it_and_runs_nothing(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    close(facilitator)
    text = minutes.render(meeting.state, "html", NOW).decode()
    page = Page(text)
    assert not page.tags & {"script", "a", "img", "link", "iframe", "form"}
    addresses = set(re.findall(r"url\(([^)]{0,30})", text))
    assert addresses and all(each.startswith('"data:font/woff2;base64,') for each in addresses)
    assert "@page" in text and "size: A4" in text and text.count("<h1>") == 1
    assert 'counter(page) " af "' in text
    headings = re.findall(r"<th [^>]*>", text)
    assert headings and all('scope="col"' in each for each in headings)
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in text.replace("&#x27;", "'")


def test_files_have_names_that_every_machine_takes(meeting: Meeting) -> None:
    assert minutes.file_name(meeting.state, "html") == "referat-2015-12-10-insp.html"
    meeting.state.event.id = "2016-03-01-ærø/../hus"
    assert minutes.file_name(meeting.state, "md") == "referat-2016-03-01-rhus.md"


@pytest.mark.parametrize("name", FORMATS)
def test_hands_are_in_the_votes_and_told_apart(
    name: str, meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    facilitator.ask("count", activity="stemmer", target=voted["kaffe"], people=9)
    facilitator.ask("count", activity="stemmer", target=voted["suppe"], people=4)
    close(facilitator)
    said = text_of(meeting.state, name)
    if name in READ:
        assert "2 på telefon, 9 med hånden" in said and "4 med hånden" in said and "0 på telefon" not in said
        assert "11 af 11" in said and "11 stemte. 2 på telefon, mindst 9 med hånden" in said
        assert "var med på telefon. 2" not in said, "those with their hand up were not there by phone"
    elif name == "json":
        data = json.loads(minutes.render(meeting.state, name, NOW))
        vote = next(each for each in data["programme"] if each["kind"] == "vote")
        assert [(place["votes"], place["hands"]) for place in vote["places"]] == [(11, 9), (4, 4), (0, 0)]
        assert vote["turnout"] == {"voted": 11, "hands": 9, "people": 11, "source": "seen"}
        assert [reached["people"] for reached in vote["reached"]] == [11]


def test_a_meeting_that_went_on_without_phones_says_so_once(
    meeting: Meeting, facilitator: Facilitator, voted: dict[str, str]
) -> None:
    for on in (True, False):
        facilitator.ask("phones", on=on)
        for name in READ:
            assert text_of(meeting.state, name).count("uden telefoner") == int(not on)
        assert json.loads(minutes.render(meeting.state, "json", NOW))["people"]["without_phones"] is not on
