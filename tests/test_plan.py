"""The plan: the worked example is read whole, and whatever else is in a file is named with its place."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator import plan as plans
from facilitator.access import ALPHABET
from facilitator.activities import KINDS, SPECS
from facilitator.plan import Plan, PlanError, Problem
from facilitator.plan.types import BOARD_LIMIT
from facilitator.plan.writing import TEMPLATE, codes
from tests.conftest import EXAMPLE, SMALL_PLAN

EXAMPLE_TEXT = (EXAMPLE / "plan.toml").read_text("utf-8")


def written(text: str) -> Plan:
    """Read a plan as if it stood in a file."""
    return plans.parse(text, SPECS)


def problems(text: str | bytes) -> list[Problem]:
    """Give what is wrong with a plan."""
    with pytest.raises(PlanError) as caught:
        plans.parse(text, SPECS)
    return list(caught.value.problems)


def small(old: str, new: str) -> str:
    """Give the small plan with one thing changed."""
    assert SMALL_PLAN.count(old) >= 1, old
    return SMALL_PLAN.replace(old, new, 1)


def test_it_works() -> None:
    plan = plans.read(EXAMPLE / "plan.toml", SPECS)
    assert plan.warnings == ()
    assert (plan.title, plan.place) == ("Åbent Inspiratorium på INSP!", "INSP!, Roskilde")
    assert plan.date == dt.date(2015, 12, 10)
    assert (plan.starts, plan.ends) == (dt.time(13), dt.time(16))
    assert plan.people == 40 and plan.code == "7K4"
    ideas = next(one for one in plan.activities if one.key == "ideer")
    assert ideas.prompt == "Hvordan skaber vi et sted, der ikke er »nogens«, men »vores«?"
    assert (ideas.kind, ideas.preset, ideas.minutes, ideas.at) == ("ideas", "Idérunde", 5, dt.time(14))


# --- the worked example and the template


def test_the_example_is_marked_as_one_and_promises_nothing() -> None:
    plan = plans.read(EXAMPLE / "plan.toml", SPECS)
    assert plan.example
    assert (plan.minutes_at, plan.minutes_by, plan.referent, plan.hosts) == ("", "", "", ())


@pytest.mark.parametrize("file", [EXAMPLE / "plan.toml", TEMPLATE], ids=["example", "template"])
def test_the_programme_follows_the_clock_of_an_open_inspiratorium(file: Path) -> None:
    plan = plans.read(file, SPECS)
    assert {one.kind for one in plan.activities} == set(KINDS), "every kind there is"
    begins = [one.at.strftime("%H.%M") for one in plan.activities if one.at]
    assert begins == [
        "13.00", "13.05", "13.11", "13.15", "13.30", "13.45", "14.00", "14.10",
        "14.25", "14.32", "14.37", "14.50", "15.17", "15.32", "15.53",
    ]  # fmt: skip
    assert all(len(one.board_prompt) <= BOARD_LIMIT for one in plan.activities)


def test_the_vote_of_the_example_is_about_its_ideas() -> None:
    plan = plans.read(EXAMPLE / "plan.toml", SPECS)
    vote = next(one for one in plan.activities if one.kind == "vote")
    assert vote.settings == {"sources": ["ideer"], "votes": None}


def test_the_example_ideas_are_as_different_as_real_ones() -> None:
    plan, examples = plans.read(EXAMPLE / "plan.toml", SPECS), plans.examples(EXAMPLE)
    texts = [idea.text for idea in examples.idea]
    lengths = sorted(map(len, texts))
    assert len(texts) == len(set(texts)) == 54
    assert lengths[-1] <= 280 and lengths[-1] > 260 and lengths[0] < 10
    assert sum(110 <= length <= 130 for length in lengths) >= 3, "some at the hint of 120"
    longest = max(re.findall(r"\w+", " ".join(texts)), key=len)
    assert len(longest) == 58 and set("æøå") <= set(longest)
    assert {idea.theme for idea in examples.idea} - {""} == {theme.key for theme in examples.theme}
    assert any(one.key == examples.activity and one.kind == "ideas" for one in plan.activities)
    assert "fundet på" in (EXAMPLE / "examples.toml").read_text("utf-8").splitlines()[0]


def test_a_new_plan_is_the_template_with_the_organisers_own_words(tmp_path: Path) -> None:
    day = dt.date(2026, 5, 28)
    folder = tmp_path / plans.folder_name(day, "Ærø Folkebibliotek, Marstal")
    file = plans.new(folder, "Hvad vil vi med havnen?", day, "Ærø Folkebibliotek, Marstal", hosts=["Biblioteket"])
    plan = plans.read(file, SPECS)
    assert folder.name == "2026-05-28-aeroe-folkebibliotek-marstal"
    assert (plan.title, plan.date, plan.place) == ("Hvad vil vi med havnen?", day, "Ærø Folkebibliotek, Marstal")
    assert plan.hosts == ("Biblioteket",)
    assert plan.warnings == ()
    assert re.fullmatch(f"[{ALPHABET}]{{3}}", plan.code)
    comments = [line for line in TEMPLATE.read_text("utf-8").splitlines() if line.startswith("#")]
    assert [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")] == comments


def test_a_plan_that_is_there_is_never_overwritten(event_folder: Path) -> None:
    with pytest.raises(PlanError) as caught:
        plans.new(event_folder, "Et andet", dt.date(2026, 1, 1), "Et sted")
    assert "ligger allerede" in str(caught.value)
    assert (event_folder / "plan.toml").read_text("utf-8") == SMALL_PLAN


def test_the_programme_moves_along_when_the_meeting_begins_at_another_time(tmp_path: Path) -> None:
    file = plans.new(tmp_path / "a", "Aften", dt.date(2026, 1, 1), "Et sted", starts=dt.time(18, 30))
    plan = plans.read(file, SPECS)
    assert (plan.starts, plan.ends) == (dt.time(18, 30), dt.time(21, 30))
    assert [one.at for one in plan.activities][:3] == [dt.time(18, 30), dt.time(18, 35), dt.time(18, 41)]
    assert plan.warnings == ()


def test_a_meeting_too_short_for_the_programme_is_told_so(tmp_path: Path) -> None:
    file = plans.new(tmp_path / "a", "Kort", dt.date(2026, 1, 1), "Et sted", ends=dt.time(14, 30))
    plan = plans.read(file, SPECS)
    assert all(one.at is None or one.at <= dt.time(14, 30) for one in plan.activities)
    assert any("mødet slutter kl. 14.30" in warning for warning in plan.warnings)


def test_no_two_events_get_the_same_code(tmp_path: Path) -> None:
    for number in range(14):
        plans.new(tmp_path / f"m{number}", "Møde", dt.date(2026, 1, 1), "Et sted")
    found = codes(tmp_path)
    assert len(found) == 14
    assert sorted(map(len, found)) == [3] * 10 + [4] * 4, "three characters, four above ten events"


# --- what is filled in


def test_a_preset_fills_in_what_is_not_written() -> None:
    plan = written(small('kind = "conversation"\nkey = "samtale"\ntitle = "Samtale"', 'preset = "fire og fire"'))
    talk = plan.activities[3]
    assert (talk.kind, talk.preset, talk.title, talk.minutes) == ("conversation", "Fire og fire", "Fire og fire", 3)
    assert talk.settings["form"] == "four"


def test_what_is_written_wins_over_the_preset() -> None:
    plan = written(small('kind = "break"\nkey = "pause"\ntitle = "Pause"', 'preset = "Pause"\ntitle = "Kaffe"'))
    assert (plan.activities[4].title, plan.activities[4].preset) == ("Kaffe", "Pause")


def test_every_preset_can_stand_alone() -> None:
    for spec in SPECS.values():
        for preset in spec.presets:
            prompt = "" if preset.prompt or not spec.prompt_required else 'prompt = "Hvad nu?"'
            alone = f'preset = "{preset.name}"\n{prompt}'
            plan = written(small('kind = "welcome"\nkey = "velkomst"\ntitle = "Velkommen"', alone))
            first = plan.activities[0]
            assert (first.kind, first.preset, first.title) == (spec.kind, preset.name, preset.title)


def test_an_activity_without_a_key_gets_one_of_its_title() -> None:
    text = SMALL_PLAN.replace('key = "velkomst"\n', "").replace('key = "pause"\n', "")
    plan = written(text.replace('title = "Pause"', 'title = "Velkommen"'))
    assert [one.key for one in plan.activities] == ["velkommen", "ideer", "stemmer", "samtale", "velkommen-2"]


def test_the_welcome_has_words_of_its_own_in_both_languages() -> None:
    assert written(SMALL_PLAN).welcome == "Velkommen.\nKom indenfor."
    assert written(small("[event]", '[event]\nlanguage = "en"')).welcome == "Welcome.\nCome on in."


@pytest.mark.parametrize("clock", ['"9.05"', '"09:05"', '"kl. 9.05"', "09:05:00"])
def test_clock_times_are_read_as_people_write_them(clock: str) -> None:
    assert written(small('"13.00"', clock)).starts == dt.time(9, 5)


def test_a_file_saved_by_notepad_is_read() -> None:
    assert plans.parse(b"\xef\xbb\xbf" + SMALL_PLAN.replace("\n", "\r\n").encode(), SPECS) == written(SMALL_PLAN)


def test_texts_are_composed_and_lose_spare_space() -> None:
    plan = written(small("Åbent Inspiratorium", "A\u030abent   Inspiratorium "))
    assert plan.title == "Åbent Inspiratorium"


def test_a_networks_name_and_password_are_left_as_they_are() -> None:
    wifi = written(SMALL_PLAN + '\n[wifi]\nssid = " Huset "\npassword = "a  b c d e"\n').wifi
    assert wifi == plans.Wifi(" Huset ", "a  b c d e")


# --- what is wrong: (what is changed, into what, where, what is found, what is expected)

MISTAKES = [
    ('title = "Åbent Inspiratorium"\n', "", "[event], feltet title", "ikke noget", "højst 80"),
    ('"Åbent Inspiratorium"', f'"{"å" * 81}"', "[event], feltet title", "81 tegn", "ét tegn kortere"),
    ('"Åbent Inspiratorium"', "7", "[event], feltet title", "Der står 7", "en tekst"),
    ('"Åbent Inspiratorium"', '"Å\\u0007bent"', "[event], feltet title", "usynlige", "skriv den igen"),
    ('"Åbent Inspiratorium"', '"a\\u202eb"', "[event], feltet title", "usynlige", "skriv den igen"),
    ("2015-12-10", '"10/12-2015"', "[event], feltet date", "»10/12-2015«", "2015-12-10 (år, måned, dag)"),
    ('"13.00"', '"25.00"', "[event], feltet starts", "»25.00«", '"13.00"'),
    ('"13.00"', "13.00", "[event], feltet starts", "13.0", '"13.00"'),
    ('"16.00"', '"12.00"', "[event], feltet ends", "kl. 13.00 og slutter kl. 12.00", "senere"),
    ('"7K4"', '"OI1"', "[event], feltet code", "»OI1«", ALPHABET),
    ("code =", 'hots = ["x"]\ncode =', "[event], feltet hots", "kender vi ikke", "»hosts«"),
    ("code =", "hosts = [1]\ncode =", "[event], feltet hosts", "liste", "liste af tekster"),
    ("code =", 'language = "dk"\ncode =', "[event], feltet language", "»dk«", "»da«, »en«"),
    ("code =", 'timezone = "Europe/Kopenhagen"\ncode =', "feltet timezone", "Kopenhagen", '"Europe/Copenhagen"'),
    ("code =", "people = 0\ncode =", "feltet people", "0", "fra 1 til 5000"),
    ("code =", "example = 1\ncode =", "feltet example", "1", "true (ja)"),
    ("[event]", "[evnt]", "[event]", "mangler", "Begynd filen"),
    ("[event]", "[[event]]", "[event]", "mangler", "én gang"),
    ('kind = "welcome"\n', "", "aktivitet 1 »Velkommen«", "ikke, hvad den er", "»Idérunde«"),
    ('kind = "vote"', 'kind = "vota"', "aktivitet 3 »Stemmerunde«, feltet kind", "»vota«", "»vote«"),
    ('kind = "vote"', 'preset = "Stemerunde"', "aktivitet 3 »Stemmerunde«, feltet preset", "Steme", "»Stemmerunde«"),
    ('kind = "vote"', 'kind = "vote"\npreset = "Pause"', "feltet kind", "»Pause« er en anden slags", "Slet linjen"),
    ('prompt = "Hvad kunne vi gøre sammen?"\n', "", "aktivitet 2 »Idérunde«, feltet prompt", "mangler", "prompt ="),
    ("Hvad kunne vi gøre sammen?", "Hvad? " * 20, "feltet prompt", "119 tegn", "short, højst 110"),
    ("minutes = 5", 'minutes = "5"', "aktivitet 2 »Idérunde«, feltet minutes", "»5«", "uden anførselstegn"),
    ("minutes = 5", "minuts = 5", "aktivitet 2 »Idérunde«, feltet minuts", "kender vi ikke", "»minutes«"),
    ("minutes = 5", 'at = "12.00"', "aktivitet 2 »Idérunde«, feltet at", "12.00", "fra kl. 13.00 til kl."),
    ("minutes = 5", 'steps = ["silent", "gahter"]', "feltet steps", "»gahter«", '"gather", "review", "silent"'),
    ('title = "Stemmerunde"', 'title = "Stem"\nvotes = 99', "aktivitet 3 »Stem«, feltet votes", "99", "1-20"),
    ('title = "Stemmerunde"', 'title = "Stem"\nsources = ["idéer"]', "feltet sources", "»idéer«", "»ideer«"),
    ('title = "Stemmerunde"', 'title = "Stem"\nsources = ["pause"]', "feltet sources", "en anden slags", "»ideer«"),
    ('key = "pause"', 'key = "ideer"', "aktivitet 5 »Pause«, feltet key", "Aktivitet 2", "andet navn"),
    ('key = "pause"', 'key = "Kaffe og kage"', "aktivitet 5 »Pause«, feltet key", "»Kaffe og kage«", "små bogstaver"),
    ('prompt = "Hvad ser vi?"', 'prompt = "Hvad ser vi?"\nform = "ring"', "feltet form", "»ring«", '"two"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "found", "expected"), MISTAKES)
def test_a_mistake_is_named_with_place_and_remedy(old: str, new: str, place: str, found: str, expected: str) -> None:
    text = small(old, new)
    said = problems(text)
    assert any(place in one.place and found in one.found and expected in one.expected for one in said), said
    for one in said:
        assert one.place.startswith("plan.toml")
        if one.line is not None:
            _, _, field = one.place.partition("feltet ")
            assert f"linje {one.line}, " in one.place
            assert text.splitlines()[one.line - 1].startswith((field or "[", "["))


# A plan whose language cannot be known is answered in Danish.
KNOWN_LANGUAGE = [(old, new) for old, new, *_ in MISTAKES if "language" not in new and old != "[event]"]


@pytest.mark.parametrize(("old", "new"), KNOWN_LANGUAGE)
def test_each_mistake_is_said_in_english_too(old: str, new: str) -> None:
    text = small(old, new).replace("[event]", '[event]\nlanguage = "en"', 1)
    said = str(PlanError(problems(text), language="en"))
    assert not re.search(r"\b(linje|aktivitet|feltet|Der står|Her skal)\b", said), said
    assert "to correct first" in said


def test_every_mistake_is_reported_at_once_in_the_order_of_the_file() -> None:
    text = SMALL_PLAN
    for old, new in [('"13.00"', '"25.00"'), ("minutes = 5", "minuts = 5"), ('"vote"', '"vota"'), ("= 15", "= 1500")]:
        text = text.replace(old, new, 1)
    said = problems(text)
    lines = text.splitlines()
    assert [lines[one.line - 1] for one in said if one.line] == [
        'starts = "25.00"',
        "minuts = 5",
        'kind = "vota"',
        "minutes = 1500",
    ]
    error = str(PlanError(said))
    assert error.startswith("plan.toml har 4 fejl, der skal rettes først:")
    assert error.endswith("Ret filen, gem den, og start igen.")


def test_a_plan_full_of_mistakes_stays_readable() -> None:
    text = SMALL_PLAN.replace("[[activity]]", "".join(f"hosts{n} = 1\n" for n in range(50)) + "[[activity]]", 1)
    error = str(PlanError(problems(text)))
    assert "plan.toml har 50 fejl" in error and "... og 20 til." in error


SYNTAX = [
    ('title = "Pause"', "title = Pause", "anførselstegn"),
    ('title = "Pause"', 'title = "Pause', "mangler et anførselstegn"),
    ('title = "Pause"', "title = “Pause”", 'lige anførselstegn (")'),
    ('title = "Pause"', 'title = "Vi siger "pause""', "»«"),
    ('title = "Pause"', 'title = "C:\\Pause"', "omvendt skråstreg"),
    ('title = "Pause"', "Pause", "overskrift"),
    ('title = "Pause"', 'title = "Pause"\ntitle = "Pause"', "to gange"),
    ('ends = "16.00"', "ends = 16.00.00", '"13.00"'),
    ("[event]", "[event", "står alene på linjen"),
    ('title = "Pause"', 'say = ["a", "b"\ntitle = "Pause"', "]"),
]


@pytest.mark.parametrize(("old", "new", "remedy"), SYNTAX)
def test_what_is_not_toml_is_explained_to_somebody_who_never_heard_of_it(old: str, new: str, remedy: str) -> None:
    text = SMALL_PLAN.replace(old, new)
    [problem] = problems(text)
    assert remedy in problem.expected, problem
    line = text[: text.index(new)].count("\n") + 1
    assert problem.line is not None and 0 <= problem.line - line <= 1, "the line itself, or the one after"
    assert "TOML" not in str(problem)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Møde".encode("latin-1"), "UTF-8"),
        (b"a = 1\n" * 100_000, "for stor"),
        (b"a = " + b"[" * 20_000, "parenteser"),
        (b"a = " + b"9" * 10_000, "meget stort tal"),
        (b"\x00", ""),
    ],
)
def test_a_file_that_is_no_plan_at_all_is_told_so(raw: bytes, found: str) -> None:
    assert found in problems(raw)[0].found


def test_an_empty_file_is_told_where_to_begin() -> None:
    said = problems("")
    assert any("Begynd filen med [event]" in one.expected for one in said)
    assert any("Programmet er tomt" in one.found for one in said)


def test_a_plan_that_is_not_there_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        plans.read(tmp_path / "plan.toml", SPECS)
    assert "run.py new" in str(caught.value)


def test_a_folder_in_the_plans_place_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").mkdir()
    with pytest.raises(PlanError):
        plans.read(tmp_path / "plan.toml", SPECS)


def test_nothing_a_terminal_would_act_on_is_repeated() -> None:
    said = str(PlanError(problems(small('"13.00"', '"\\u001b[31mrød\\u0007"'))))
    assert "\x1b" not in said and "\x07" not in said and "rød" in said


# --- what is allowed but likely to go wrong

WARNINGS = [
    ("minutes = 3", 'at = "13.02"\nminutes = 3', "»Samtale« begynder kl. 13.02, men »Stemmerunde« varer til kl. 13"),
    ("minutes = 15", "minutes = 240", "Programmet varer til kl. 17.08, men mødet slutter kl. 16.00."),
    ('kind = "ideas"', 'kind = "conversation"', "»Stemmerunde« har ingen idéer at stemme om."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "warning"), WARNINGS)
def test_what_will_go_wrong_in_the_room_is_a_warning(old: str, new: str, warning: str) -> None:
    said = written(small(old, new)).warnings
    assert any(warning in one for one in said), said


def test_a_network_that_phones_cannot_find_by_its_code_is_a_warning() -> None:
    said = written(SMALL_PLAN + '\n[wifi]\nssid = "Høje Gladsaxe"\npassword = "rødgrødmedfløde"\n').warnings
    assert len(said) == 2 and "»Høje Gladsaxe«" in said[0] and "rødgrød" not in said[1]


# --- whatever is in the file

ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    *Plan.__struct_fields__,
    *plans.PlannedActivity.__struct_fields__,
    *plans.Wifi.__struct_fields__,
    *(field for spec in SPECS.values() for field in spec.settings.__struct_encode_fields__),
]


def sound_or_named(raw: str | bytes) -> None:
    """A plan, or problems that can be told in both languages; never anything else."""
    try:
        plan = plans.parse(raw, SPECS)
    except PlanError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.place and problem.found and problem.expected
            assert str(problem).replace("\n", "").isprintable()
        assert str(error) and str(PlanError(error.problems, language="en"))
        return
    assert isinstance(plan, Plan)
    assert plan.starts < plan.ends and plan.activities
    assert len({one.key for one in plan.activities}) == len(plan.activities)
    for one in plan.activities:
        json.dumps(one.settings)
        assert set(one.settings) == set(SPECS[one.kind].settings.__struct_encode_fields__)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_plan_or_problems(raw: bytes) -> None:
    sound_or_named(raw)


@given(st.data())
def test_a_broken_plan_is_still_a_plan_or_problems(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([SMALL_PLAN, EXAMPLE_TEXT]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        text = text[:start] + data.draw(st.text(max_size=12) | st.just(text[start:end] * 2)) + text[end:]
    sound_or_named(text)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), ANY_VALUE, max_size=4), st.sampled_from(["event", "wifi", "activity"]))
def test_any_value_in_any_field_is_a_plan_or_problems(values: dict[str, Any], table: str) -> None:
    document: dict[str, Any] = tomllib.loads(SMALL_PLAN)
    target = document["activity"][2] if table == "activity" else document.setdefault(table, {})
    target.update({key: _plain(value) for key, value in values.items()})
    try:
        text = tomlkit.dumps(document)
        tomllib.loads(text)
    except (ValueError, TypeError):
        return  # not something that can stand in a file
    sound_or_named(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.text(st.characters(exclude_categories=[]), max_size=100),
    st.text(max_size=140),
    st.times() | st.none(),
    st.times() | st.none(),
)
def test_whatever_the_organiser_answers_the_new_file_can_be_read_and_corrected(
    tmp_path: Path, title: str, place: str, starts: dt.time | None, ends: dt.time | None
) -> None:
    day = dt.date(2026, 1, 1)
    folder = tmp_path / plans.folder_name(day, place)
    (folder / "plan.toml").unlink(missing_ok=True)
    file = plans.new(folder, title, day, place, starts=starts, ends=ends)
    assert file.parent.parent == tmp_path, "a place never leads out of the folder of events"
    tomllib.loads(file.read_text("utf-8"))
    sound_or_named(file.read_bytes())


def _plain(value: Any) -> Any:
    """Leave out what TOML has no word for."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if part is not None}
    return [_plain(part) for part in value if part is not None] if isinstance(value, list) else value or ""
