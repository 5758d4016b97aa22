"""Move through the programme: start, next, back, and an activity's stage directly."""

from __future__ import annotations

import msgspec

from facilitator.access import Actor
from facilitator.actions.lead import must_lead
from facilitator.activities import Stop, kind_of
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Back, Next, SetStage, Start
from facilitator.state import PARKING, Activity, Draft, State


class Move(msgspec.Struct, frozen=True):
    """Where one press leads. `at` is where the asker stands; `activity` and `stop` are None at the end. `turn` is who
    comes on there: id and name."""

    at: str
    label: str
    ends: bool
    activity: Activity | None
    stop: Stop | None
    waits: int | None = None
    turn: tuple[str, str] | None = None


def place(state: State) -> str:
    """Say where the meeting is, so that a press made elsewhere can be told from one made here."""
    now = state.now()
    if state.event.stage != "open" or now is None:
        return state.event.stage
    turn = _turn(state, now)
    return f"{now.id}/{now.stage}/{now.step or '-'}" + (f"/{turn[0]}" if turn else "")


def next_move(state: State) -> Move | None:
    """What *next* would do now; None when the meeting has ended or has no programme."""
    at, programme, now = place(state), state.programme(), state.now()
    if state.event.stage == "planned" and programme:
        return Move(at, "console_next_begin", False, programme[0], kind_of(programme[0]).stops_of(programme[0])[0])
    if state.event.stage != "open" or now is None:
        return None
    kind = kind_of(now)
    stops = kind.stops_of(now)
    here = kind.stop_of(now)
    turn = _turn(state, now, 1)
    if here and turn:
        label = "console_next_turn" if turn[1] else "console_next_turn_self"
        return Move(at, label, False, now, here, turn=turn)
    onward = stops[stops.index(here) + 1 :] if here and now.stage == here.stage else ()
    if onward:
        waits = now.accepts_until if onward[0].stage == "shown" and not state.settled else None
        return Move(at, onward[0].label, onward[0].ends, now, onward[0], waits)
    ends = now.stage == "open" and kind.leaving_ends
    later = [a for a in programme if a.position > now.position and a.stage == "planned" and not a.skipped]
    if later:
        stop = kind_of(later[0]).stops_of(later[0])[0]
        return Move(at, stop.label, ends, later[0], stop)
    return Move(at, "console_next_end", True, None, None)


def back_move(state: State) -> Move | None:
    """What *back* would do now; None where there is nothing before."""
    at, now = place(state), state.now()
    if state.event.stage != "open" or now is None:
        return None
    kind = kind_of(now)
    stops = kind.stops_of(now)
    here = kind.stop_of(now)
    if here is not None and now.stage != here.stage:
        return Move(at, "console_back_reopen", False, now, here)
    turn = _turn(state, now, -1)
    if here and turn:
        return Move(at, "console_back_step", False, now, here, turn=turn)
    index = stops.index(here) if here else 0
    if index:
        label = "console_back_reopen" if stops[index - 1].stage != stops[index].stage else "console_back_step"
        return Move(at, label, False, now, stops[index - 1])
    earlier = [a for a in state.programme() if a.position < now.position and a.stage != "planned"]
    if not earlier:
        return None
    stop = kind_of(earlier[-1]).stop_of(earlier[-1])
    return Move(at, "console_back_to", False, earlier[-1], stop)


def start(draft: Draft, actor: Actor, command: Start) -> None:
    """Begin the meeting at the first activity."""
    if draft.state.event.stage != "planned":
        raise already(draft.state)
    must_lead(draft, actor)
    _begin(draft)


def go_on(draft: Draft, actor: Actor, command: Next) -> None:
    """Take the next step from where the asker stood; a second press from there is told who was first."""
    state = draft.state
    move = next_move(state)
    if move is None or command.at != move.at:
        raise already(state)
    must_lead(draft, actor)
    if move.waits is not None and draft.clock < move.waits:
        raise Refused("refused_wait", n=-(-(move.waits - draft.clock) // 1000))
    if state.event.stage == "planned":
        _begin(draft)
    elif move.activity is None or move.stop is None:
        _leave(draft, state.now())
        draft.set("event", state.event.id, closed_at=draft.at)
        uncover(draft)
    else:
        if move.activity is not state.now():
            _leave(draft, state.now())
        enter(draft, move.activity, move.stop, turn=move.turn)


def go_back(draft: Draft, actor: Actor, command: Back) -> None:
    """Take one step back. What was opened and got nothing becomes planned again."""
    state = draft.state
    move = back_move(state)
    if move is None or command.at != move.at or move.activity is None or move.stop is None:
        raise already(state)
    must_lead(draft, actor)
    now = state.now()
    if now is not None and move.activity is not now:
        if _untouched(state, now):
            _unopen(draft, now)
        else:
            _leave(draft, now)
    enter(draft, move.activity, move.stop, timer=move.turn is not None, turn=move.turn)


def set_stage(draft: Draft, actor: Actor, command: SetStage) -> None:
    """Put an activity in a stage directly; it becomes the one everyone follows when it is opened or shown."""
    state = draft.state
    activity = state.activities.get(command.activity)
    if activity is None or activity.kind == PARKING:
        raise BadCommand("no such activity")
    if state.event.stage != "open":
        raise Refused("refused_not_begun" if state.event.stage == "planned" else "refused_ended")
    must_lead(draft, actor)
    if command.stage == "planned":
        if not _untouched(state, activity) or activity is state.now():
            raise Refused("refused_has_content")
        _unopen(draft, activity)
        return
    wished = [s for s in kind_of(activity).stops_of(activity) if s.stage == command.stage]
    stops = [s for s in wished if command.step is None or s.step == command.step]
    if command.stage == "closed" and not wished:
        _leave(draft, activity)
        return
    if not stops:
        raise BadCommand("no such step")
    now = state.now()
    if now is not None and now is not activity and command.stage != "closed":
        _leave(draft, now)
    if command.stage == "shown" and not state.settled and draft.clock < (activity.accepts_until or 0):
        raise Refused("refused_wait", n=-(-((activity.accepts_until or 0) - draft.clock) // 1000))
    enter(draft, activity, stops[0], follow=command.stage != "closed" or activity is now)


def enter(
    draft: Draft, activity: Activity, stop: Stop, *,
    timer: bool = True, follow: bool = True, turn: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """Bring an activity to one of its stops, and the room with it; `turn` is who comes on there."""
    state = draft.state
    kind = kind_of(activity)
    kind.entering(draft, activity, stop, draft.clock)
    settings = {name: value for name, value in activity.settings.items() if name != "turn"}
    draft.set("activity", activity.id, settings=settings | ({"turn": turn[0]} if turn else {}))
    length = kind.planned_ms(state, activity, stop) if timer else None
    draft.set(
        "activity",
        activity.id,
        stage=stop.stage,
        step=stop.step,
        opened_at=activity.opened_at or draft.at,
        closed_at=None if stop.stage == "open" else activity.closed_at or draft.at,
        ends=draft.clock + length if length else None,
        left_ms=None,
        skipped=0,
    )
    if follow:
        draft.set("event", state.event.id, now=activity.id)
        uncover(draft)


def has_clicker(state: State) -> str | None:
    """Give the activity whose speaker has the clicker: while slides are on, it does nothing where the meeting is."""
    now = state.now()
    if now is None or (now.stage, state.event.stage) != ("open", "open"):
        return None
    stop = kind_of(now).stop_of(now)
    return now.id if stop is not None and stop.locks else None


def uncover(draft: Draft) -> None:
    """Take off the board what was put over the moment."""
    screen = draft.state.screen
    if screen.spotlight is not None or screen.page or screen.scene:
        draft.set("screen", screen.id, spotlight=None, page=0, scene=None)


def already(state: State) -> Refused:
    """Tell a second presser who was first."""
    last = state.last_moves[-1] if state.last_moves else None
    if not last or not last.by:
        return Refused("refused_already_done")
    now = state.now()
    closed = now is not None and (now.stage == "closed" or now.step == "review")
    return Refused("refused_already_closed" if closed else "refused_already", name=last.by)


def _turn(state: State, activity: Activity, by: int = 0) -> tuple[str, str] | None:
    """Whose turn it is at this stop, or who comes so many after; None where there is no such turn."""
    turns = kind_of(activity).turns(state, activity)
    ids = [turn for turn, _ in turns]
    wanted = activity.settings.get("turn")
    place = (ids.index(wanted) if wanted in ids else 0) + by
    return turns[place] if 0 <= place < len(turns) else None


def _begin(draft: Draft) -> None:
    state = draft.state
    draft.set("event", state.event.id, opened_at=draft.at)
    programme = state.programme()
    if programme:
        enter(draft, programme[0], kind_of(programme[0]).stops_of(programme[0])[0])


def _leave(draft: Draft, activity: Activity | None) -> None:
    if activity is not None and activity.stage == "open":
        draft.set("activity", activity.id, stage="closed", closed_at=draft.at, ends=None, left_ms=None)
    elif activity is not None:
        draft.set("activity", activity.id, ends=None, left_ms=None)


def _untouched(state: State, activity: Activity) -> bool:
    marked = any(
        not mark.removed
        for by_voter in state.marks_by_activity.get(activity.id, {}).values()
        for mark in by_voter.values()
    )
    return not marked and not any(True for _ in state.given(activity.id))


def _unopen(draft: Draft, activity: Activity) -> None:
    settings = {k: v for k, v in activity.settings.items() if k not in ("candidates", "k", "turn")}
    draft.set("activity", activity.id, stage="planned", step=None, opened_at=None, closed_at=None, ends=None,
              left_ms=None, accepts_until=None, settings=settings)  # fmt: skip
