"""The texts: both languages say the same things, every text asked for is there, and every text is asked for."""

from __future__ import annotations

import ast
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from facilitator import plan as plans
from facilitator.access import LANDINGS, ROLES
from facilitator.activities import KINDS, SINCE, SPECS
from facilitator.changes import UNDOABLE
from facilitator.pages import events, meetings, notes, people
from facilitator.pages import plans as plan_pages
from facilitator.plan import EventForm
from facilitator.printing import PAPERS
from facilitator.rows import NOTE_KINDS
from facilitator.texts import LANGUAGES, PLACEHOLDER, Texts, load
from tests.conftest import ROOT

FOLDER = ROOT / "facilitator" / "texts"
FAMILIES = (
    "board", "cli", "common", "console", "edit", "host", "kind", "mail", "minutes", "organise", "own", "phone",
    "plan", "print", "reckon", "referent", "refused", "speaker", "summary", "venue", "was", "why",
)  # fmt: skip

# What looks like a text's name and is a field's or a function's.
OTHER_NAMES = {"minutes_at", "minutes_by", "minutes_at_phone", "kind_of", "board_limit", "plan_file", "mail_list"}

STAGES = ("planned", "open", "closed", "sealed")
FORMS = ("two", "four", "table", "all")
EVERY = (*KINDS.values(), SINCE)
STATES = {
    name: {"closed"}.union(*({s.step or s.stage for s in k.stops} | set(k.sees) for k in EVERY if k.name == name))
    for name in KINDS
}
STEPS = {
    name: set().union(*({s.step or s.stage for s in k.stops} for k in EVERY if k.name == name))
    for name in KINDS
    if any(len(k.stops) > 1 for k in EVERY if k.name == name)
}
OUTCOMES = {"done", "underway", "not_yet", "dropped"}
ANSWERS = {"answered", "later"}

# Names that are put together: how they begin, and all the ways they end.
COMPUTED: dict[str, set[str]] = {
    "common_ask_": {"name", "name_button", "code", "code_button"},
    "common_change_": set(UNDOABLE),
    "common_enter_": {f"{role}_{part}" for role in LANDINGS for part in ("title", "line")},
    "cli_ask_": {"title", "date", "place", "starts", "ends"},
    "cli_example_": {"all", "single", "rehearse", "new", "print", "link", "minutes", "options"},
    "cli_help_": {
        "serve",
        "rehearse",
        "new",
        "print",
        "link",
        "minutes",
        "verify",
        "restore",
        "doctor",
        "chaos",
        "test",
    },
    "console_form_": set(FORMS),
    "console_meeting_": set(STAGES),
    "console_pace_": {"pause", "slow", "normal", "fast"},
    "console_question_": ANSWERS,
    "console_ready_": {
        f"{line}_hand{end}"
        for line in ("power", "sleep", "screen", "board", "quiet", "cards", "copy")
        for end in ("", "_do")
    },
    "console_ready_act_": {
        "tick",
        "untick",
        "mode",
        "extended",
        "move",
        "fill",
        "try_lines",
        "readable",
        "larger",
        "smaller",
        "codes",
        "ring",
        "heard",
        "unheard",
    },
    "console_ready_name_": {
        "power",
        "sleep",
        "screen",
        "board",
        "legible",
        "bell",
        "quiet",
        "cards",
        "copy",
    },
    "console_reason_": {"person", "contact", "hurt", "elsewhere"},
    "console_role_": set(ROLES) - {"participant"},
    "console_scene_": {"codes", "blank", "clock", "round", "cards", "top"},
    "console_script_": {"say", "bring", "lead"},
    "console_state_": {f"{kind}_{state}" for kind, states in STATES.items() for state in states},
    "console_step_": {f"{kind}_{step}" for kind, steps in STEPS.items() for step in steps},
    "console_tab_": {"now", "ideas", "notes", "programme", "room"},
    "console_minutes_": {"running", "ready"},
    "console_way_": {"together", "break", "tables", "list"},
    "kind_": set(KINDS),
    "kind_form_": set(FORMS),
    "minutes_note_": {"for", "against", "story"},
    "edit_": {"minutes", "summary"},
    "edit_did_": {"rephrase", "arrange", "approve_minutes"},
    "edit_prompt_": {"1", "2", "3"},
    "edit_format_": {"docx", "pdf", "html", "md", "xlsx", "csv", "json"},
    "edit_check_": {
        "quotes",
        "photos",
        "personal",
        "quotes_ok",
        "photos_ok",
        "personal_ok",
        "few_ok",
        "hidden_ok",
        "letters",
    },
    "edit_looks_": {"cpr", "mail", "phone", "address", "name"},
    "edit_see_": {"quotes", "photos"},
    "summary_prompt_": {"why", "place", "who", "talks", "talked", "home", "next"},
    "summary_": {"why", "place", "who", "talks", "talked", "home", "next"},
    "kind_outcome_": OUTCOMES,
    "kind_when_": {"week", "month", "next", "date"},
    "organise_begun_": {"open", "held"},
    "organise_choice_": {
        f"{kind}_{setting['name']}_{choice}"
        for kind, fields in plans.fields(SPECS).items()
        for setting in fields["settings"]
        for choice in setting.get("choices", ())
    },
    "organise_field_": set(EventForm.__struct_fields__),
    "organise_language_": set(LANGUAGES),
    "organise_preset_": {preset["about"] for preset in plans.palette(SPECS)},
    "organise_script_": {"say", "bring", "lead"},
    "organise_setting_": {
        f"{kind}_{setting['name']}" for kind, fields in plans.fields(SPECS).items() for setting in fields["settings"]
    },
    "organise_template_": {file.parent.name.replace("-", "_") for file in events.templates()},
    "organise_what_": {"text", "text_upto", "clock", "date", "whole", "whole_between"},
    "minutes_": {
        "activity",
        "kind",
        "line",
        "name",
        "about_number",
        "since_now",
        "step_what",
        "step_home",
        "step_keeper",
        "question",
        "answer",
        "others",
        "number",
        "idea",
        "theme",
        "channel",
        "came_late",
        "edited",
        "merged_into",
        "rank",
        "votes",
        "hands",
        "in_chart",
        "planned",
        "planned_minutes",
        "began_at",
        "ended_at",
        "item",
        "prompt",
        "note",
    },
    "minutes_kind_": {"point", "quote", "story", "figure", "for", "against", "agreement"},
    "minutes_step_": {"what", "home", "keeper", "when", "with"},
    "minutes_count_": {
        "writers",
        "hidden",
        "merged",
        "paper",
        "late",
        "waiting",
        "hands",
        "of",
        "votes_each",
        "without_votes",
        "too_late",
    },
    "organise_month_": {f"{month:02}" for month in range(1, 13)},
    "organise_stage_": set(STAGES),
    "phone_mail_": {"minutes", "invitation"},
    "phone_": {"sending", "on_phone", "received"},
    "phone_help_": {"1", "2", "3", "4"},
    "phone_question_": ANSWERS,
    "phone_said_": {"contribute", "edit", "take_back", "mark", "regain", "together", "deal", "heap", "home", "take_on"},
    "phone_sheet_": {"mine", "heart", "log", "board", "move", "help", "pass"},
    "phone_size_": {"1", "2", "3"},
    "print_": set(PAPERS),
    "print_about_": set(PAPERS),
    "print_file_": set(PAPERS),
    "referent_approval_": {"yes", "edited", "no"},
    "referent_ask_": {"named", "nameless", "no"},
    "referent_consent_": {"named", "nameless", "no"},
    "referent_kind_": set(NOTE_KINDS),
    "referent_said_": {"note", "note_edit", "note_move", "note_remove", "consent", "describe", "drop_photo"},
    "speaker_answer_": {"yes", "edited", "no"},
    "plan_source_": {"missing", "missing_expected", "unreadable", "unreadable_expected"},
}

NAME = re.compile(rf"(?:{'|'.join(FAMILIES)})_\w*")
IN_QUOTES = re.compile(rf"(?P<quote>['\"`])(?P<name>{NAME.pattern})(?P<end>\$\{{|%|(?P=quote))(?P<then>\s*~)?")


def test_it_works() -> None:
    t = Texts("da")
    assert t("plan_found_long", n=81) == "Teksten er på 81 tegn."
    assert Texts("en")("plan_found_long", n=81) == "The text is 81 characters long."


# --- the two files


def test_both_languages_have_the_same_keys() -> None:
    da, en = (set(load(language)) for language in LANGUAGES)
    assert da == en, f"only Danish: {sorted(da - en)}, only English: {sorted(en - da)}"


def test_a_text_has_the_same_placeholders_in_both_languages() -> None:
    da, en = ({stem: _placeholders(language, stem) for stem in _stems()} for language in LANGUAGES)
    assert {stem: (da[stem], en[stem]) for stem in da if da[stem] != en[stem]} == {}


def _stems() -> set[str]:
    return {re.sub("_(one|other)$", "", key) for key in load("da")}


def _placeholders(language: str, stem: str) -> set[str]:
    """Give the placeholders of all forms of a text: "1 idé" needs no number."""
    forms = [load(language).get(stem + ending, "") for ending in ("", "_one", "_other")]
    return set(PLACEHOLDER.findall(" ".join(forms)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_written_twice(language: str) -> None:
    text = (FOLDER / f"{language}.toml").read_text("utf-8")
    keys = re.findall(r"^(\w+)\s*=", text, re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))
    assert set(keys) == set(tomllib.loads(text)), "one key a line"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_two_forms_has_both_and_no_third(language: str) -> None:
    texts = load(language)
    for key in texts:
        for ending, sibling in (("_one", "_other"), ("_other", "_one")):
            if key.endswith(ending):
                assert key.removesuffix(ending) + sibling in texts, f"{key} is alone"
                assert key.removesuffix(ending) not in texts, "Python and the phone would choose differently"


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_tidy(language: str) -> None:
    for key, text in load(language).items():
        assert text and not text.endswith("\n"), key
        assert "  " not in text, key
        assert key.split("_")[0] in FAMILIES, f"{key} belongs to no page"


def test_danish_quotes_are_danish() -> None:
    for key, text in load("da").items():
        assert not set("“”„’") & set(text), key
        assert text.count("»") == text.count("«"), key
        if not key.startswith("plan_") and not key.startswith("cli_"):
            assert '"' not in text, f"{key}: »...«, straight quotes are only for what is typed in a plan"


@pytest.mark.parametrize(
    "word", ["bruger", "session", "bekræft", "venligst", "login", "upvote", "indsend", "ansvarlig", "storskærm"]
)
def test_words_that_nobody_says_in_a_meeting_are_not_used(word: str) -> None:
    assert [key for key, text in load("da").items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == []


def test_the_room_is_told_received_sending_and_on_the_phone_in_the_three_words() -> None:
    t = Texts("da")
    assert t("phone_sending") == "Sender" and t("phone_received") == "Modtaget"
    assert t("phone_on_phone").startswith("Ligger på din telefon")


# --- in use


@cache
def sources() -> tuple[Path, ...]:
    """Every file that may ask for a text."""
    roots = {"facilitator": ".py", "static/js": ".js", "templates": ".html"}
    inside = (path for root, ending in roots.items() for path in sorted((ROOT / root).rglob(f"*{ending}")))
    return (ROOT / "run.py", *inside)


@cache
def names_in(path: Path) -> frozenset[tuple[str, bool]]:
    """Give the names of texts in a file, and whether each is whole or only how a computed one begins."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return frozenset(_names_in_python(ast.parse(text)))
    return frozenset(
        (found["name"], found["end"] == found["quote"] and not found["then"]) for found in IN_QUOTES.finditer(text)
    )


def _names_in_python(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    computed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            computed.add(id(node.values[0]))
            if NAME.fullmatch(str(node.values[0].value)):
                yield str(node.values[0].value), False
    for node in ast.walk(tree):
        name = node.value if isinstance(node, ast.Constant) and id(node) not in computed else None
        # One that ends in _ is a prefix of what a page is given.
        if isinstance(name, str) and NAME.fullmatch(name) and not name.endswith("_"):
            yield name, True


def asked_for() -> dict[str, set[str]]:
    """Every name of a text in the sources, with the files that hold it. Computed ones in every way they end."""
    asked: dict[str, set[str]] = {}
    for path in sources():
        for name, whole in names_in(path):
            for key in _meant(name, whole):
                asked.setdefault(key, set()).add(str(path.relative_to(ROOT)))
    return asked


def _meant(name: str, whole: bool) -> set[str]:
    if not whole:
        return {name + ending for ending in COMPUTED.get(name, ())}
    if name in OTHER_NAMES:
        return set()
    titled = {f"{name}_title", f"{name}_line"}
    if name not in Texts("da") and titled <= set(load("da")):
        return titled  # a page that says one thing
    if name.startswith("console_ready_") and f"{name}_do" in Texts("da"):
        return {name, f"{name}_do"}  # a line of *Klar til salen*, and what to do about it
    if name.startswith("console_next_") and name in _labels():
        return {name, name.replace("_next_", "_again_")}  # the second press
    return {name}


@cache
def _labels() -> frozenset[str]:
    """What the big button says: the names that Python gives it."""
    python = [path for path in sources() if path.suffix == ".py"]
    return frozenset(name for path in python for name, _ in names_in(path) if name.startswith("console_next_"))


def test_every_text_that_is_asked_for_is_there() -> None:
    t = Texts("da")
    assert {key: files for key, files in asked_for().items() if key not in t} == {}


def test_every_text_is_asked_for() -> None:
    asked = asked_for().keys() | {f"kind_{kind}" for kind in KINDS}
    unused = [key for key in load("da") if key not in asked and re.sub("_(one|other)$", "", key) not in asked]
    assert unused == []


def test_names_that_are_put_together_are_listed_here_and_nowhere_else() -> None:
    begun = {name for path in sources() for name, whole in names_in(path) if not whole}
    assert begun == set(COMPUTED), "a computed name without its endings, or endings that nothing asks for"


@pytest.mark.parametrize("screen", ["phone", "board", "console", "referent", "plan"])
def test_a_screen_is_given_all_the_texts_its_script_asks_for(screen: str) -> None:
    bundle = Texts("da").bundle(_prefixes(screen))
    there = set(bundle) | {re.sub("_(one|other)$", "", key) for key in bundle}
    for path in _modules(ROOT / "static" / "js" / f"{screen}.js"):
        for name, whole in names_in(path):
            missing = _meant(name, whole) - there
            assert not missing, f"{path.name} asks for {sorted(missing)}"


def _prefixes(screen: str) -> tuple[str, ...]:
    return {
        "phone": people.PREFIXES,
        "board": meetings.BOARD_TEXTS,
        "console": meetings.CONSOLE_TEXTS,
        "referent": notes.REFERENT_TEXTS,
        "plan": plan_pages.PLAN_TEXTS,
    }[screen]


def _modules(entry: Path) -> set[Path]:
    """Give a module and all that it imports, and that imports in turn; the libraries ask for no texts."""
    found: set[Path] = set()
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in found and "vendor" not in path.parts:
            found.add(path)
            imported = re.findall(r"from '(\.[^']+)'", path.read_text("utf-8"))
            waiting += [(path.parent / name).resolve() for name in imported]
    return found


# --- calling


def test_the_number_chooses_the_form() -> None:
    t = Texts("da")
    assert (t("common_minutes_about", n=1), t("common_minutes_about", n=4)) == ("ca. 1 min.", "ca. 4 min.")
    assert "common_minutes_about" in t and "common_minutes_about_one" in t and "common_nothing" not in t


def test_an_unknown_text_or_a_missing_value_is_a_fault() -> None:
    t = Texts("da")
    with pytest.raises(KeyError):
        t("common_nothing")
    with pytest.raises(KeyError):
        t("plan_place_line")
    with pytest.raises(ValueError, match="no texts in 'sv'"):
        Texts("sv")


def test_what_people_write_is_never_read_as_a_placeholder() -> None:
    assert Texts("da")("plan_shown_text", text="{file} {text}") == "»{file} {text}«"


def test_a_page_gets_only_the_texts_it_names() -> None:
    bundle = Texts("en").bundle(("kind_", "common_"))
    assert bundle and all(key.startswith(("kind_", "common_")) for key in bundle)
    assert bundle["common_minutes_about_other"] == "about {n} min."


def test_dates_times_numbers_and_lists_are_written_as_people_write_them() -> None:
    da, en = Texts("da"), Texts("en")
    day, clock = dt.date(2015, 12, 10), dt.time(14, 5)
    assert (da.date(day), en.date(day, "long")) == ("torsdag den 10. december 2015", "10 December 2015")
    assert (da.time(clock), en.time(clock)) == ("14.05", "14:05")
    assert (da.number(1234.5), en.number(1234.5)) == ("1.234,5", "1,234.5")
    assert da.listed(["lokaler", "netværk", "tid"]) == "lokaler, netværk og tid"


def test_every_button_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "docs" / "vejledning.md").read_text("utf-8")
    found = re.findall(r"(?<!\*)\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)", guide)
    named = {" ".join(each.split()).rstrip(".") for each in found} - {"kursiv"}
    words = "\n".join(load("da").values()).casefold()
    assert len(named) > 30 and [name for name in named if name.casefold() not in words] == []
