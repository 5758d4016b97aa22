"""Who may see what. Each audience's view is one flat dict of rows by id; what is not in it is not told.

Pure functions of the state: building one never yields, so nothing uncommitted can be in it.
Row ids: `event`, `progress`, `screen`, `join`, `next`, `back`, `undo`, `history`, `lead`, `helpers`, `log`, `links`,
`presets`, `ready`, `health`, `rehearsal`, `a:` activity, `t:` theme, `c:` contribution, `r:` result, `h:` hands,
`g:` heaps.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from facilitator import scenes, steering
from facilitator.actions.move import Move, back_move, next_move
from facilitator.actions.objection import objects
from facilitator.activities import heaps, kind_of
from facilitator.activities.ideas import Ideas, theme_of
from facilitator.activities.kind import people_in_room
from facilitator.activities.notes import notes_of
from facilitator.activities.parking import parked
from facilitator.activities.vote import SHARED
from facilitator.activities.welcome import joined
from facilitator.clock import Clock
from facilitator.days import forgets_on, seals_on
from facilitator.own import own_row
from facilitator.state import PARKING, Activity, Contribution, State, iso
from facilitator.timetable import in_plan, takes, times

Row = dict[str, Any]
View = dict[str, Row]
SAID = ("hosts", "example", "mail_list")
MINUTES_FORMATS = ("docx", "pdf", "html", "md", "xlsx", "csv", "json", "zip")  # they are written upstairs


def phone_view(state: State) -> View:
    """What every phone may see: never who, never how many, never what is not revealed."""
    view: View = {"event": _event(state)}
    for activity in state.programme():
        if activity.stage == "planned":
            continue
        view[f"a:{activity.id}"] = _activity(state, activity)
        _reveal(state, activity, view, kind_of(activity).seen(activity))
    if state.event.log_open:
        view["log"] = steering.log(state)
    return view


def board_view(state: State, clock: int) -> View:
    """What the projected board may see: the activity of the moment, three numbers, and how to come in."""
    frozen = state.screen.frozen
    if frozen is not None:
        picture = {id: row for id, row in frozen.items() if not id.startswith("c:") or _stands(state, row["id"])}
        screen = frozen["screen"] | _grip(state)
        return picture | {"screen": screen, "join": _join(state), "next": _clicker(state)}
    view: View = {
        "event": _event(state),
        "screen": _screen(state),
        "join": _join(state),
        "progress": _progress(state) | {"show_people": state.event.people_in_room is not None},
        "next": _clicker(state),
    }
    now = state.now()
    if now is not None:
        view[f"a:{now.id}"] = _activity(state, now)
        _reveal(state, now, view, kind_of(now).seen(now, by_board=True))
    spotlit = state.contributions.get(state.screen.spotlight or "")
    if spotlit is not None and _may_be_seen(state, spotlit):
        _show_card(state, spotlit, view)
    about = scenes.about(state)
    if about is not None:
        view[f"a:{about.id}"] = _activity(state, about)
    if state.screen.scene == "top" and about is not None:
        _reveal(state, about, view, kind_of(about).seen(about, by_board=True))
    elif state.screen.scene == "cards":
        for card in scenes.cards(state):
            _show_card(state, card, view)
    return view


def console_view(state: State, clock: int) -> View:
    """What the facilitators may see: all texts, progress while a round is open, results once it is closed."""
    view: View = {
        "event": _event(state) | {"people_in_room": state.event.people_in_room, "log_open": bool(state.event.log_open)},
        "screen": _screen(state) | {"pages": scenes.pages(state)},
        "join": _join(state),
        "progress": _progress(state)
        | {
            "people_set": state.event.people_in_room is not None,
            "suggested": state.recent,
            "ideas": sum(
                1
                for c in state.contributions.values()
                if not (c.removed or c.merged_into) and kind_of(state.activities[c.activity]).numbered
            ),
            "parked": len(parked(state)),
            "notes": len(notes_of(state)),
            "joined": len(joined(state)),
            **_without_phones(state),
        },
        "links": _links(state),
    }
    when = times(state, clock)
    for activity in state.programme():
        view[f"a:{activity.id}"] = _activity(state, activity) | {
            "planned": _planned(state, activity),
            "real": when.get(activity.id),
            "takes": takes(state, activity),
            "skipped": bool(activity.skipped),
            **{name: activity.script.get(name, []) for name in ("say", "bring", "lead")},
            "given": sum(1 for _ in state.given(activity.id)),
            "opened_at": activity.opened_at,
        }
        for theme in state.themes_of(activity.id):
            view[f"t:{theme.id}"] = _theme_row(theme)
        for contribution in state.given(activity.id):
            if not contribution.merged_into:
                view[f"c:{contribution.id}"] = _for_console(state, contribution)
        result = kind_of(activity).result(state, activity) if activity.stage in ("closed", "shown") else None
        if result is not None:
            view[f"r:{activity.id}"] = result
        hands = kind_of(activity).hands(state, activity)
        if hands:
            view[f"h:{activity.id}"] = {"activity": activity.id, "hands": hands}
        if isinstance(kind_of(activity), Ideas) and (at := heaps.tables(state, activity)):
            view[f"g:{activity.id}"] = {"activity": activity.id, "tables": at, "heaps": heaps.heaps(state, activity)}
    for contribution in state.given(PARKING):
        view[f"c:{contribution.id}"] = _for_console(state, contribution)
    for name, move in (("next", next_move(state)), ("back", back_move(state))):
        view[name] = _move(move) if move else {}
    last = state.last_moves[-1] if state.last_moves else None
    undoable = last is not None and clock <= last.until
    view["undo"] = {"seq": last.seq, "until": last.until, "by": last.by} if last and undoable else {}
    view["history"] = steering.history(state)
    view["lead"] = steering.lead(state)
    view["helpers"] = steering.helpers(state, iso(Clock.moment(clock)))
    view["presets"] = steering.presets(state)
    if state.event.stage == "planned":
        view["ready"] = state.laptop | {"phones": state.reached}
    else:
        view["health"] = state.health | {"in_step": state.in_step, "phones": state.phones}
    view["plan"] = dict(state.plan_file)
    view["package"] = dict(state.package)
    view["rehearsal"] = state.rehearsal or {}
    return view | steering.notes(state)


def person_view(state: State, participant: str) -> dict[str, Any]:
    """What belongs to one person (`mine`): always whole, for all their screens."""
    person = state.participants.get(participant)
    if person is None or person.erased:
        return {"salt": "", "return_code": "", "people": 1, "contributions": [], "marks": {}, "left": {}}
    marks: dict[str, dict[str, Any]] = {}
    for (activity, target), mark in state.marks_by_voter.get(participant, {}).items():
        if not mark.removed and target != SHARED:
            contribution = state.contributions.get(target)
            shown_on = (contribution.merged_into if contribution else None) or target
            own = marks.setdefault(activity, {})
            own[shown_on] = max(own.get(shown_on, mark.value), mark.value)
    left = {a.id: kind_of(a).left(state, a, person) for a in state.activities.values()}
    return {
        "salt": person.salt,
        "return_code": person.return_code,
        "people": person.people,
        "contributions": [own_row(state, each) for each in state.given_by(participant)],
        "marks": marks,
        "left": {activity: votes for activity, votes in left.items() if votes is not None},
    }


def _event(state: State) -> Row:
    event = state.event
    said = ("starts", "ends", "purpose", "question", "welcome", "minutes_at", "minutes_by", *SAID)
    return {
        "code": event.code,
        "title": event.title,
        "place": event.place,
        "date": event.date,
        "language": event.language,
        "timezone": event.timezone,
        "stage": event.stage,
        "now": event.now,
        "rehearsal": state.rehearsal is not None,
        "seals_on": _day(seals_on(event)),
        "forgets_on": _day(forgets_on(event)),
        "forgotten": event.forgotten_at is not None,
        **{name: event.plan.get(name) for name in said},
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _activity(state: State, activity: Activity) -> Row:
    kind = kind_of(activity)
    timer = None
    if activity.ends is not None and activity.stage == "open":
        timer = {"ends": activity.ends}
    elif activity.left_ms is not None:
        timer = {"left": activity.left_ms}
    return {
        "id": activity.id,
        "position": activity.position,
        "kind": activity.kind,
        "preset": activity.preset,
        "title": activity.title,
        "prompt": activity.prompt,
        "unsaid": kind.unsaid(activity),
        "short": activity.settings.get("short", ""),
        "stage": activity.stage,
        "step": activity.step,
        "steps": [stop.step or stop.stage for stop in kind.stops_of(activity)],
        "pose": kind.pose(activity),
        "minutes": activity.minutes,
        "timer": timer,
        "accepts_until": activity.accepts_until if activity.stage == "closed" else None,
        **kind.fields(state, activity),
    }


def _reveal(state: State, activity: Activity, view: View, seen: frozenset[str]) -> None:
    kind = kind_of(activity)
    if "cards" in seen:
        for card in kind.shows_cards(state, activity):
            _show_card(state, card, view)
        for each in state.themes_of(activity.id):
            view[f"t:{each.id}"] = _theme_row(each)
    if "result" in seen:
        result = kind.result(state, activity)
        if result is not None:
            view[f"r:{activity.id}"] = result


def _show_card(state: State, card: Contribution, view: View) -> None:
    view[f"c:{card.id}"] = _contribution(state, card)
    theme = theme_of(state, card)
    if theme is not None:
        view[f"t:{theme}"] = _theme_row(state.themes[theme])


def _stands(state: State, id: str) -> bool:
    """Whether a text still may stand anywhere: what is hidden goes from a frozen board as well."""
    card = state.contributions.get(id)
    return card is not None and card.standing == "shown" and not card.removed


def _may_be_seen(state: State, card: Contribution) -> bool:
    activity = state.activities[card.activity]
    visible = card.standing == "shown" and not card.removed and not card.merged_into
    return visible and "cards" in kind_of(activity).seen(activity)


def _contribution(state: State, card: Contribution, *, privately: bool = False) -> Row:
    activity = state.activities[card.activity]
    members = state.members(card)[1:] if _has_merged(state, card) else ()
    return {
        "id": card.id,
        "activity": card.activity,
        "number": card.number,
        "text": card.text,
        "theme": theme_of(state, card),
        "alone": card.position is not None and theme_of(state, card) is None,
        "late": bool(card.late),
        "after_vote": bool(activity.settings.get("after_vote")),
        "more": kind_of(activity).told(state, activity, card, privately=privately),
        "also": sorted(m.number for m in members if m.number is not None and not m.removed),
    }


def _has_merged(state: State, card: Contribution) -> bool:
    return any(c.merged_into for c in map(state.contributions.get, state.contributions_by_activity[card.activity]) if c)


def _for_console(state: State, card: Contribution) -> Row:
    return _contribution(state, card, privately=True) | {
        "standing": card.standing,
        "reason": card.reason,
        "channel": card.channel,
        "position": card.position,
        "edited": bool(card.edited),
        "at": card.created_at,
        "objects": objects(card),
        "merged": [
            {"id": each.id, "number": each.number, "text": each.text, "standing": each.standing}
            for each in (state.members(card)[1:] if _has_merged(state, card) else ())
            if not each.removed
        ],
    }


def _theme_row(theme: Any) -> Row:
    return {
        "id": theme.id,
        "activity": theme.activity,
        "title": theme.title,
        "look": theme.look,
        "position": theme.position,
    }


def _screen(state: State) -> Row:
    screen = state.screen
    about = scenes.about(state)
    return {
        "scene": screen.scene,
        "about": about.id if about else None,
        "spotlight": screen.spotlight,
        "page": screen.page,
        **_grip(state),
    }


def _grip(state: State) -> Row:
    """What holds of a frozen board as well: that it is, whether clicker and phones are used, how large its type is."""
    return {
        "frozen": state.screen.frozen is not None,
        "locked": state.locked,
        "phones": bool(state.event.phones),
        "larger": bool(state.screen.larger),
    }


def _join(state: State) -> Row:
    return {name: part for name, part in state.join.items() if name != "lend"}


def _progress(state: State) -> Row:
    """People here, people who have written, people who have voted: the three numbers that may be told."""
    now = state.now()
    written = voted = 0
    if now is not None and now.stage != "planned":
        written = state.writers(now.id)
        voted = getattr(kind_of(now), "voters", lambda *_: 0)(state, now)
    return {
        "here": state.here,
        "written": written,
        "voted": voted,
        "people": max(people_in_room(state), voted, written),
    }


def _without_phones(state: State) -> Row:
    """What has come in otherwise in the activity of the moment: cards of paper, and the most hands on one idea."""
    now = state.now()
    hands = kind_of(now).hands(state, now).values() if now else ()
    given = state.given(now.id) if now else ()
    return {"paper": sum(each.channel == "paper" for each in given), "hands": max(hands, default=0)}


def _links(state: State) -> Row:
    base = f"/{state.event.code}"
    return {
        "phone": base,
        "board": f"{base}/board",
        "lend": state.join["lend"],
        "minutes": {name: f"{base}/minutes?format={name}" for name in MINUTES_FORMATS},
        "edit": f"{base}/minutes/edit",
    }


def _move(move: Move) -> Row:
    activity, stop = move.activity, move.stop
    return {
        "at": move.at,
        "key": move.label,
        "args": {
            "title": activity.title if activity else "",
            "k": (activity.settings.get("k") if activity else 0) or 0,
            "turn": move.turn[1] if move.turn else "",
        },
        "activity": activity.id if activity else None,
        "ends": move.ends,
        "phones": stop.phones if stop else "console_phones_thanks",
        "board": stop.board if stop else "console_board_thanks",
        "waits": move.waits,
    }


def _clicker(state: State) -> Row:
    """Where a clicker on the board's own window would go."""
    move = next_move(state)
    return {"at": move.at, "ends": move.ends, "waits": move.waits} if move else {}


def _planned(state: State, activity: Activity) -> Row:
    planned = in_plan(state, activity)
    return {
        "at": activity.at,
        "minutes": planned["minutes"] if planned else activity.minutes,
        "slot": planned["slot"] if planned else None,
    }
