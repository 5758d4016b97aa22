"""The plan file under the browser's hands: what a form changes is written, and nothing else is touched or lost."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import plan as plans
from facilitator.activities import SPECS
from facilitator.plan import ActivityForm, ByHandOnly, ChangedMeanwhile, Form, PlanError, Wifi
from facilitator.plan.blocks import cut
from facilitator.plan.keeping import KEPT
from tests.conftest import EXAMPLE, ROOT

FILES = [EXAMPLE / "plan.toml", *sorted((ROOT / "events" / "templates").glob("*/plan.toml"))]
COMMENTED = """\
# Øverst

[event]
# over titlen
title = 'Vores møde'   # ved siden af
date = 2026-03-12
place = "Biblioteket"
starts = 13:00:00
ends = "16.00"
catering = "Anne"      # vores eget felt

# --- Programmet ---

# hører til velkomsten
[[activity]]
preset = "Velkomst"
minutes = 5
# under velkomsten

# over ideerne, linje 1
# over ideerne, linje 2
[[activity]]
key = "ideer"
preset = "Idérunde"
prompt = "Hvad?"       # spørgsmålet
say = [
  "Først",   # tag det roligt
  # og så
  "Bagefter",
]
lokale = 'B12'

[[activity]]
preset = "Pause"
key = "pause"
"""


def rewritten(raw: bytes, form: Form, **past: bytes) -> bytes:
    """Put a form into a file's bytes."""
    return plans.rewritten(raw, form, SPECS, {plans.digest(one): one for one in past.values()})


def after(change: Callable[[Form], object], text: str = COMMENTED) -> str:
    """Give a file's text after a change of its form."""
    raw = text.encode()
    form = plans.form_of(raw, SPECS)
    change(form)
    return rewritten(raw, form).decode()


def lines(text: str) -> list[str]:
    """Give the lines that say something."""
    return [line for line in text.splitlines() if line.strip()]


def test_it_works() -> None:
    text = after(lambda form: setattr(form.activities[1], "prompt", "Hvordan?"))
    expected = COMMENTED.replace('"Hvad?" ', '"Hvordan?" ').replace(
        '[[activity]]\npreset = "Velkomst"', '[[activity]]\nkey = "velkommen"\npreset = "Velkomst"'
    )
    assert text == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_form_that_nobody_changed_changes_nothing(file: Path) -> None:
    raw = file.read_bytes()
    assert rewritten(raw, plans.form_of(raw, SPECS)) == raw


def test_a_value_keeps_the_manner_in_which_it_was_written() -> None:
    def change(form: Form) -> None:
        form.event.title, form.event.starts, form.event.date = "Et andet", "12.30", "2026-04-01"
        form.event.ends = "15.30"

    text = after(change)
    for line in ("title = 'Et andet'   # ved siden af", "date = 2026-04-01", "starts = 12:30:00", 'ends = "15.30"'):
        assert line in text, line


def test_comments_move_with_their_activity_and_go_with_it() -> None:
    text = after(lambda form: form.activities.reverse())
    assert text.index("over ideerne, linje 1") < text.index("hører til velkomsten")
    assert text.index("# hører til velkomsten") < text.index("Velkomst") < text.index("# under velkomsten")
    assert sorted(lines(text)) == sorted([*lines(COMMENTED), 'key = "velkommen"'])
    text = after(lambda form: form.activities.pop(1))
    assert "over ideerne" not in text and "# under velkomsten" in text


def test_a_list_over_several_lines_keeps_its_comments() -> None:
    text = after(lambda form: form.activities[1].say.append("Til sidst"))
    assert '"Først",   # tag det roligt\n  # og så\n  "Bagefter",\n  "Til sidst"' in text
    text = after(lambda form: form.activities[1].say.clear())
    assert "# tag det roligt" in text and "# og så" in text


def test_a_field_that_goes_leaves_the_comment_beside_it() -> None:
    def change(form: Form) -> None:
        form.activities[1].title, form.activities[1].prompt = "Nyt", ""

    text = after(change)
    assert "# spørgsmålet" in text and "prompt" not in text and 'title = "Nyt"' in text


def test_a_copy_gets_a_key_of_its_own_and_a_new_one_its_titles() -> None:
    def change(form: Form) -> None:
        form.activities.append(msgspec.structs.replace(form.activities[1], key="", title="Idérunde"))
        form.activities.append(ActivityForm("break", "Kaffe", preset="Pause", minutes=10))

    found = tomllib.loads(after(change))["activity"]
    assert [one["key"] for one in found] == ["velkommen", "ideer", "pause", "iderunde", "kaffe"]
    assert found[4] == {"key": "kaffe", "preset": "Pause", "title": "Kaffe", "minutes": 10}


def test_what_was_deleted_comes_back_with_its_comments() -> None:
    raw = COMMENTED.encode()
    form = plans.form_of(raw, SPECS)
    without = Form(form.event, [form.activities[0], form.activities[2]], form.wifi, form.letterhead)
    shorter = rewritten(raw, without)
    assert b"over ideerne" not in shorter
    back = rewritten(shorter, form, kept=raw)
    assert lines(back.decode()) == lines(rewritten(raw, form).decode())


def test_a_network_and_a_letterhead_are_made_changed_and_taken_away() -> None:
    def change(form: Form) -> None:
        form.wifi, form.letterhead = Wifi("Salen", "kom-indenfor"), plans.Letterhead("Biblioteket", "", "#14584A")

    text = after(change)
    found = tomllib.loads(text)
    assert found["wifi"] == {"ssid": "Salen", "password": "kom-indenfor"}
    assert found["letterhead"]["colour"] == "#14584A" and text.index("[letterhead]") < text.index("[[activity]]")
    bare = after(lambda form: setattr(form, "wifi", None), text)
    assert "[wifi]" not in bare and "[letterhead]" in bare


def test_a_file_that_is_not_written_in_blocks_is_left_to_people() -> None:
    event = "event = {title = 'x', date = 2026-01-01, place = 'y', starts = '13.00', ends = '14.00'}\n"
    raw = (event + '[[activity]]\npreset = "Pause"\n').encode()
    with pytest.raises(ByHandOnly):
        rewritten(raw, plans.form_of(raw, SPECS))


def test_a_file_with_mistakes_has_no_form() -> None:
    with pytest.raises(PlanError):
        plans.form_of(COMMENTED.replace("Idérunde", "Iderunden?").encode(), SPECS)


# --- on disk


def test_only_the_file_that_was_read_is_written_over_and_the_last_ones_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(b"0")
    for n in range(KEPT + 3):
        plans.save(file, str(n + 1).encode(), plans.digest(str(n).encode()))
    assert len(plans.past(file)) == KEPT and str(KEPT + 2).encode() in plans.past(file).values()
    file.write_bytes(b"by hand")
    with pytest.raises(ChangedMeanwhile):
        plans.save(file, b"by form", plans.digest(str(KEPT + 3).encode()))
    assert file.read_bytes() == b"by hand"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan-history", "plan.toml"], "nothing half written"


# --- whatever the file, whatever the form

WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\x85\u2028\u2029"), max_size=12)
COMMENT = st.builds("# {}".format, st.text("abc æøå[]\"'=#", max_size=12))
SEVERAL_LINES = ["say = [ # x", '  "[[activity]]",', "  # y", "]"]
GAP = st.lists(st.just("") | COMMENT, max_size=3)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A sound plan with comments everywhere, fields of its own, other quotes, line ends and a mark."""
    beside = lambda: draw(st.just("") | COMMENT.map("   {}".format))  # noqa: E731
    rows = [*draw(GAP), "", "[event]" + beside()]
    quote = draw(st.sampled_from(['"{}"', "'{}'"]))
    for name, value in (("title", "Et møde"), ("place", "Et sted"), ("starts", "09.00"), ("ends", "23.00")):
        rows += [*draw(GAP), f"{name} = {quote.format(value)}" + beside()]
    rows += ["date = 2026-03-12" + beside(), *draw(st.sampled_from([[], ["xyzzy = [1, # q", " 2]"]]))]
    for number in range(draw(st.integers(1, 5))):
        rows += [*draw(GAP), *draw(st.lists(COMMENT, max_size=2)), "[[activity]]" + beside()]
        own = draw(st.sampled_from([[], [f'key = "punkt-{number}"']]))
        own += [f'preset = "{draw(st.sampled_from(["Pause", "Velkomst", "Stemmerunde"]))}"' + beside()]
        own += draw(st.sampled_from([[], ['say = ["a", "b"]' + beside()], SEVERAL_LINES]))
        own += draw(st.sampled_from([[], [f"qqqq{number} = '#'"], ['prompt = """', '[event]"""']]))
        rows += own
        rows += draw(GAP)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(rows) + draw(st.sampled_from(["", end]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def edited(draw: st.DrawFn, form: Form) -> tuple[Form, set[str]]:
    """A form after some changes, and the blocks whose own fields they touched."""
    form = msgspec.convert(msgspec.to_builtins(form), Form)
    touched: set[str] = set()
    for what in draw(st.lists(st.sampled_from(["title", "say", "move", "delete", "add", "copy", "event"]), max_size=5)):
        items = form.activities
        place = draw(st.integers(0, len(items) - 1)) if items else 0
        if what == "event":
            form.event.title = "T" + draw(WORDS)
        elif what == "add":
            items.insert(place, ActivityForm("break", "Kaffe", preset="Pause", minutes=draw(st.integers(1, 30))))
        elif items and what in ("title", "say"):
            touched.add(items[place].block)
            setattr(items[place], what, "T" + draw(WORDS) if what == "title" else draw(st.lists(WORDS, max_size=3)))
        elif items and what == "move":
            items.insert(draw(st.integers(0, len(items) - 1)), items.pop(place))
        elif len(items) > 1 and what == "delete":
            items.pop(place)
        elif items and what == "copy":
            copied = msgspec.convert(msgspec.to_builtins(items[place]), ActivityForm)
            items.append(msgspec.structs.replace(copied, key=""))
    return form, touched


@settings(deadline=None, max_examples=100)
@given(files(), st.data())
def test_whatever_is_changed_nothing_else_is(raw: bytes, data: st.DataObject) -> None:
    before = plans.form_of(raw, SPECS)
    form, touched = edited(data.draw, before)
    new = rewritten(raw, form)
    text, old = new.decode("utf-8-sig"), raw.decode("utf-8-sig")
    found = tomllib.loads(text)
    assert new.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")
    assert found["event"].get("xyzzy") == tomllib.loads(old)["event"].get("xyzzy")
    was = [block for block in cut(old) if block.name == "activity"]
    now = [block for block in cut(text) if block.name == "activity"]
    assert len(now) == len(form.activities) == len({one["key"] for one in found["activity"]})
    for wanted, block in zip(form.activities, now, strict=True):
        if wanted.block:
            source = was[int(wanted.block.partition(":")[2])].text
            assert comments(source) <= comments(block.text), "comments travel with their activity"
            if wanted.block not in touched:
                assert without_key(block.text) == without_key(source)
    event = [block for block in cut(old) if block.name in ("", "event")]
    kept = [line for block in event for line in block.text.splitlines(keepends=True) if "title" not in line]
    assert [line for line in text.splitlines(keepends=True) if line in kept][: len(kept)] == kept


@settings(deadline=None, max_examples=40)
@given(files(), st.data())
def test_undoing_everything_brings_every_line_back(raw: bytes, data: st.DataObject) -> None:
    keyed = rewritten(raw, plans.form_of(raw, SPECS))
    before = plans.form_of(keyed, SPECS)
    form, _ = edited(data.draw, before)
    shorter = rewritten(keyed, form)
    restored = rewritten(shorter, before, kept=keyed)
    plain = [block.text.rstrip() for block in cut(keyed.decode("utf-8-sig")) if block.name == "activity"]
    assert [one.text.rstrip() for one in cut(restored.decode("utf-8-sig")) if one.name == "activity"] == plain


@settings(deadline=None, max_examples=40)
@given(files(), st.binary(max_size=20), st.data())
def test_a_hand_edit_is_never_written_over(raw: bytes, typed: bytes, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        by_hand = raw + b"\n# " + typed
        file.write_bytes(by_hand)
        form, _ = edited(data.draw, plans.form_of(raw, SPECS))
        with pytest.raises(ChangedMeanwhile):
            plans.save(file, rewritten(raw, form), plans.digest(raw))
        assert file.read_bytes() == by_hand


def without_key(text: str) -> list[str]:
    """Give the lines of a block, without the key that a first saving gives it."""
    return [line for line in lines(text) if not line.startswith("key = ")]


def comments(text: str) -> set[str]:
    """Give the comments of a block that no list or text swallowed."""
    return {found.rstrip() for found in re.findall(r"(?:^|\s)(#[^\n\"']*)$", text, re.MULTILINE)}
