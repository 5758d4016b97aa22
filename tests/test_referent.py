"""The referent's and the speaker's pages over real HTTP and sockets; pictures; and that no quote gets out unasked."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from facilitator import minutes, schema
from facilitator.access import Actor, hash_of, new_id, new_token
from facilitator.audience import board_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import Version
from facilitator.opening import open_event
from facilitator.texts import LANGUAGES
from tests.conftest import Facilitator, Person
from tests.reading import unpacked
from tests.simulation.phone import Client, NoLine
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

HELPERS = ("facilitator", "referent", "host", "speaker", "board")
NOTERS = {"facilitator", "referent"}


def let_in(folder: Path, role: str, name: str, activity: str | None = None) -> str:
    """Give a key to a role at an event that nobody has open, as its cookie."""
    open_event(folder, Clock()).close()
    key = new_token()
    with contextlib.closing(sqlite3.connect(folder / "event.db")) as connection, connection:
        connection.execute(
            "INSERT INTO key (hash, role, label, made_at, activity) VALUES (?, ?, ?, '2015-12-10T12:00:00.000Z', ?)",
            (hash_of(key), role, name, activity),
        )
    return f"insp_key_7K4={key}"


class House:
    """The small event with everybody who helps, and its server."""

    def __init__(self, folder: Path) -> None:
        self.keys = {role: let_in(folder, role, role.title(), "samtale") for role in HELPERS}
        self.folder = folder
        self.server = ServerProcess(folder.parent)

    def browser(self, role: str, audience: str = "phone") -> Client:
        """A browser with a role's key; with none for a participant."""
        return Client(self.server.port, "7K4", audience, self.keys.get(role, ""))

    def form(self, role: str, path: str, **fields: str) -> str:
        """Send a form, and give where it leads."""
        body = urllib.parse.urlencode({"id": new_id(), **fields}).encode()
        kind = "application/x-www-form-urlencoded"
        status, headers, _ = self.browser(role).request("POST", path, body, kind)
        assert status == 303, status
        return str(headers["Location"])

    def notes(self) -> list[dict[str, Any]]:
        """The notes, as a referent is told them."""
        view = json.loads(self.browser("referent").request("GET", "/7K4/view?audience=referent")[2])
        rows = [row for id, row in view["room"]["rows"].items() if id.startswith("n:")]
        return sorted(rows, key=lambda row: str(row["at"]))


@pytest.fixture
def house(event_folder: Path) -> Iterator[House]:
    house = House(event_folder)
    with house.server:
        yield house


@pytest.fixture
def console(house: House) -> Console:
    return Console(house.server)


def test_it_works(house: House, console: Console) -> None:
    console.until("ideer", "open", "silent")
    referent = house.browser("referent", "referent")
    referent.connect()
    note = new_id()
    assert referent.ask_raw("command", {"do": "note", "id": note, "text": "En pointe"})["ok"]
    referent.listen(0.4)
    console.listen(0.4)
    for screen in (referent, console):
        assert screen.rows[f"n:{note}"]["text"] == "En pointe"
        assert screen.rows[f"n:{note}"]["activity"] == "ideer"


def test_who_comes_in(house: House) -> None:
    for role in (*HELPERS, "participant"):
        browser = house.browser(role)
        may = role in NOTERS
        assert browser.request("GET", "/7K4/referent")[0] == (200 if may else 403), role
        assert browser.request("GET", "/7K4/view?audience=referent")[0] == (200 if may else 403), role
        assert browser.request("POST", "/7K4/photo", b"x", "image/jpeg")[0] == (200 if may else 403), role
        assert browser.request("GET", "/7K4/speaker")[0] == (200 if role == "speaker" else 403), role
        if not may:
            with pytest.raises((NoLine, KeyError)):
                stranger = house.browser(role, "referent")
                stranger.connect()
                raise KeyError(stranger.rows["event"])


def test_the_page_works_as_forms(house: House, console: Console) -> None:
    console.until("ideer", "open", "silent")
    said = house.form("referent", "/7K4/form", audience="referent", do="note", line="+ Et helt år\r\ngiver ro")
    assert said == "/7K4/referent?said=referent_said_note"
    house.form("referent", "/7K4/form", audience="referent", do="note", line='"Vi manglede en nøgle"')
    point, quote = house.notes()
    assert (point["kind"], point["text"], quote["kind"]) == ("for", "Et helt år\ngiver ro", "quote")
    target = {"audience": "referent", "target": quote["id"]}
    assert "refused_no_name" in house.form("referent", "/7K4/form", do="consent", value="named", **target)
    house.form("referent", "/7K4/form", do="consent", value="named", name="Mette", **target)
    house.form("referent", "/7K4/form", do="note_edit", line='" Vi manglede nøglen', **target)
    house.form("referent", "/7K4/form", do="note_move", activity="velkomst", **target)
    _, quote = house.notes()
    assert (quote["name"], quote["text"], quote["activity"]) == ("Mette", "Vi manglede nøglen", "velkomst")
    page = house.browser("referent").request("GET", "/7K4/referent?said=referent_said_note_move")[2].decode()
    assert "Vi manglede nøglen" in page and "Noten er flyttet." in page
    house.form("referent", "/7K4/form", do="note_remove", **target)
    assert [note["id"] for note in house.notes()] == [point["id"]]


# --- the speaker --------------------------------------------------------------------------------


def test_the_speaker_answers_without_a_script_and_the_referent_sees_it(house: House, console: Console) -> None:
    console.until("velkomst", "open")
    console.ask("stage", activity="samtale", stage="open")
    console.listen(0.2)
    quotes = [new_id() for _ in range(3)]
    for n, quote in enumerate(quotes):
        assert console.ask("note", text=f"Citat nummer {n}", kind="quote")["ok"], quote
    console.ask("note", text="En pointe om Bo")
    console.ask("note", text="Et citat fra en anden", kind="quote", activity="velkomst")
    page = house.browser("speaker").request("GET", "/7K4/speaker")[2].decode()
    assert "Hej Speaker" in page and "3 citater venter" in page
    assert "En pointe" not in page and "fra en anden" not in page
    first, second, third = [note["id"] for note in house.notes() if note["activity"] == "samtale"][:3]
    where = house.form("speaker", "/7K4/speaker", target=first, value="yes")
    assert where == f"/7K4/speaker?said=speaker_said#q-{first}"
    house.form("speaker", "/7K4/speaker", target=second, value="edited", text="Sådan sagde jeg det")
    house.form("speaker", "/7K4/speaker", target=third, value="no")
    told = {note["id"]: note for note in house.notes()}
    assert [told[each]["approval"] for each in (first, second, third)] == ["yes", "edited", "no"]
    assert told[second]["text"] == "Sådan sagde jeg det"
    page = house.browser("speaker").request("GET", "/7K4/speaker?lang=en")[2].decode()
    assert "you have answered everything" in page


# --- pictures -----------------------------------------------------------------------------------


def a_picture(width: int = 3000, height: int = 1500, kind: str = "JPEG") -> bytes:
    """What a phone sends: turned on its side, with where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned
    exif[0x010F] = "KAMERAMÆRKE".encode("ascii", "replace").decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 38.0, 30.0)
    written = io.BytesIO()
    Image.new("RGB", (width, height), (90, 140, 120)).save(written, kind, exif=exif)
    return written.getvalue()


def send(house: House, picture: bytes, photo: str, role: str = "referent", activity: str = "") -> dict[str, Any]:
    query = urllib.parse.urlencode({"id": photo, "activity": activity})
    answer: dict[str, Any] = json.loads(
        house.browser(role).request("POST", f"/7K4/photo?{query}", picture, "image/jpeg")[2]
    )
    return answer


def test_a_picture_is_written_anew_and_only_helpers_see_it(house: House, console: Console) -> None:
    console.until("ideer", "open", "silent")
    photo, sent = new_id(), a_picture()
    assert b"KAMERAM" in sent
    assert send(house, sent, photo, activity="velkomst") == {"ok": True}
    kept = (house.folder / "photos" / f"{photo}.jpg").read_bytes()
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1000, 2000)), "turned, and no larger than it need be"
        assert not picture.getexif() and "KAMERAM" not in str(picture.info)
    assert b"KAMERAM" not in kept and b"Exif" not in kept
    for role in (*HELPERS, "participant"):
        status, headers, body = house.browser(role).request("GET", f"/7K4/photo/{photo}.jpg")
        assert (status == 200) == (role in NOTERS), role
        if role in NOTERS:
            assert body == kept and headers["Content-Type"] == "image/jpeg" and headers["Cache-Control"] == "no-store"
    (note,) = house.notes()
    assert (note["kind"], note["activity"], note["public"]) == ("photo", "velkomst", False)
    assert send(house, sent, photo) == {"ok": True} and len(house.notes()) == 1, "sent twice, there once"
    house.form("referent", "/7K4/form", audience="referent", do="drop_photo", target=photo)
    assert not list((house.folder / "photos").iterdir())
    assert house.browser("referent").request("GET", f"/7K4/photo/{photo}.jpg")[0] == 404


@pytest.mark.parametrize(
    "sent", [b"", b"GIF89a nothing", b"\xff\xd8\xff\xe0 half", a_picture()[:900], b"<svg onload='x'/>"]
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(house: House, console: Console, sent: bytes) -> None:
    console.until("ideer", "open", "silent")
    assert send(house, sent, new_id())["refused"] == "refused_photo"
    assert not (house.folder / "photos").exists() and house.notes() == []


def test_a_picture_before_the_meeting_too_large_or_with_another_name_leaves_nothing(house: House) -> None:
    assert send(house, a_picture(), new_id())["refused"] == "refused_not_begun"
    assert "bad" in send(house, a_picture(), "../../../plan")
    status, _, _ = house.browser("referent").request("POST", "/7K4/photo", b"x" * (12 * 1024 * 1024 + 1), "image/jpeg")
    assert status == 413
    assert not list((house.folder / "photos").glob("*"))


def test_pictures_stand_in_the_minutes_only_with_words(
    meeting: Meeting, facilitator: Facilitator, event_folder: Path
) -> None:
    facilitator.next(2)
    described, bare, gone = (new_id() for _ in range(3))
    for photo in (described, bare, gone):
        facilitator.ask("photo", id=photo)
    (event_folder / "photos").mkdir()
    for photo in (described, bare):
        (event_folder / "photos" / f"{photo}.jpg").write_bytes(b"JPEG " + photo.encode())
    facilitator.ask("describe", target=described, text="Væggen <b>med</b> idéer", public=True)
    facilitator.ask("describe", target=gone, text="En væg til")
    now = meeting.clock.moment(meeting.clock.ms())
    html = minutes.render(meeting.state, "html", now, folder=event_folder).decode()
    assert html.count("<img ") == 1 and 'alt="Væggen &lt;b&gt;med&lt;/b&gt; idéer"' in html
    assert "img-src data:" in html and "Idérunde (kun internt)" in html and "En væg til" in html
    md = minutes.render(meeting.state, "md", now, folder=event_folder).decode()
    assert "Væggen" in md and "En væg til" in md
    (item,) = [i for i in json.loads(minutes.render(meeting.state, "json", now))["programme"] if i["id"] == "ideer"]
    assert [(photo["id"], photo["public"]) for photo in item["photos"]] == [(described, True), (gone, False)]


# --- what is said in the minutes, and what is said nowhere --------------------------------------


def rendered(meeting: Meeting) -> dict[str, str]:
    """The minutes in every format and language."""
    now = meeting.clock.moment(meeting.clock.ms())
    return {
        f"{name} {language}": unpacked(minutes.render(meeting.state, name, now, Version(language=language)))
        for name in minutes.FORMATS
        for language in LANGUAGES
    }


def test_the_minutes_say_what_was_said(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    anna.writes("Et tomt hus")
    facilitator.until("samtale", "open")
    said = {
        "against": "Ingen hjælper", "point": "Flere har lånt", "agreement": "Havnen spørger", "for": "Et år\ngiver ro",
        "story": "En gryde suppe", "parked": "Hvem betaler?",
    }  # fmt: skip
    for kind, text in said.items():
        assert facilitator.ask("note", text=text, kind=kind, **({"link": 1} if kind == "for" else {}))["ok"]
    quote = new_id()
    facilitator.ask("note", id=quote, text="Vi manglede en nøgle", kind="quote")
    facilitator.ask("consent", target=quote, value="named", name="Mette")
    facilitator.ask("note", text="Sagt under idéerne", activity="ideer")
    md = rendered(meeting)["md da"]
    assert "Det talte vi om" in md and "Det blev vi enige om" in md
    order = [
        "Havnen spørger", "Sagt under idéerne", "Hvad ser vi?", "Flere har lånt", "For: Et år giver ro (idé 1)",
        "Imod: Ingen hjælper", "Historie: En gryde suppe", "»Vi manglede en nøgle« – Mette", "Hvem betaler?",
    ]  # fmt: skip
    assert [md.index(each) for each in order] == sorted(md.index(each) for each in order)
    assert "Et år\\ngiver ro" in rendered(meeting)["json da"], "lines are kept where they can be"
    assert "“Vi manglede en nøgle” – Mette" in rendered(meeting)["html en"]


def test_a_talks_quote_is_marked_until_its_speaker_has_answered(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.until("samtale", "open")
    meeting.use_link(meeting.mint("speaker", "Oda"))
    key = next(key for key in meeting.state.keys.values() if key.role == "speaker" and key.expires_at is None)
    key.activity = "samtale"
    quote = new_id()
    facilitator.ask("note", id=quote, text="Vi manglede en nøgle", kind="quote")
    facilitator.ask("consent", target=quote, value="nameless")
    assert "»Vi manglede en nøgle« (ikke godkendt endnu)" in rendered(meeting)["md da"]
    assert '"approved": false' in rendered(meeting)["json da"]
    Person(meeting, Actor("speaker", key.hash, "Oda")).ask("approve", target=quote, value="yes")
    assert "»Vi manglede en nøgle«\n" in rendered(meeting)["md da"] and "Oda" not in rendered(meeting)["md da"]


def test_a_quote_without_consent_is_in_no_output(opened: Any, facilitator: Facilitator, anna: Person) -> None:
    meeting: Meeting = opened.meeting
    facilitator.until("samtale", "open")
    facilitator.ask("open_log", on=True)
    meeting.use_link(meeting.mint("speaker", "Oda"))
    key = next(key for key in meeting.state.keys.values() if key.role == "speaker" and key.expires_at is None)
    key.activity = "samtale"
    speaker = Person(meeting, Actor("speaker", key.hash, "Oda"))
    unasked, no, named, taken = (new_id() for _ in range(4))
    for quote in (unasked, no, named, taken):
        facilitator.ask("note", id=quote, text=f"Hemmeligt {quote}", kind="quote")
    facilitator.ask("consent", target=no, value="no")
    facilitator.ask("consent", target=named, value="named", name="Hemmelige Mette")
    speaker.ask("approve", target=named, value="no")
    facilitator.ask("consent", target=taken, value="nameless")
    facilitator.ask("note_remove", target=taken)
    outputs = rendered(meeting) | {
        "phone": json.dumps(phone_view(meeting.state), ensure_ascii=False),
        "board": json.dumps(board_view(meeting.state, meeting.clock.ms()), ensure_ascii=False),
    }
    for view in schema.VIEWS:
        outputs[view] = str(meeting.store.query(f"SELECT * FROM {view}"))
    for name, output in outputs.items():
        assert "Hemmelig" not in output and not any(quote in output for quote in (unasked, no, named, taken)), name
