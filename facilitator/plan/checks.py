"""What has to fit together in a plan whose fields are right one by one: clock, references, network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from facilitator.plan.problems import Report, near, printable, quoted
from facilitator.plan.times import minute
from facilitator.plan.types import KindSpec, Plan, PlannedActivity
from facilitator.texts import Texts

UNTIMED = 5
CONTRAST = 4.5


def check(plan: Plan, kinds: Mapping[str, KindSpec], report: Report) -> None:
    """Report what cannot be, and warn of what is likely to go wrong in the room."""
    _clock(plan, report)
    _overlaps(plan, report)
    _references(plan, kinds, report)
    _network(plan, report)
    _screen_time(plan, kinds, report)
    _letterhead(plan, report)


def _clock(plan: Plan, report: Report) -> None:
    t = report.t
    if plan.ends <= plan.starts:
        found = t("plan_found_ends", starts=t.time(plan.starts), ends=t.time(plan.ends))
        report.add(("event", "ends"), found, t("plan_expected_ends"))
        return
    last = plan.starts
    for index, activity in enumerate(plan.activities):
        if activity.at is None:
            continue
        path = ("activity", index, "at")
        found = t("plan_found_at", at=t.time(activity.at))
        if activity.at < plan.starts:  # one that comes too late is warned of below: people shorten as they go
            starts, ends = t.time(plan.starts), t.time(plan.ends)
            report.add(path, found, t("plan_expected_at_within", starts=starts, ends=ends))
        elif activity.at < last:
            report.add(path, found, t("plan_expected_at_order", last=t.time(last)))
        last = max(last, activity.at)


def _overlaps(plan: Plan, report: Report) -> None:
    """Warn where something begins before the one ahead of it can be over."""
    t, over, before = report.t, minute(plan.starts), ""
    for index, activity in enumerate(plan.activities):
        begins = over if activity.at is None else minute(activity.at)
        if begins < over:
            at, until = _said(begins, t), _said(over, t)
            title = activity.title
            said = t("plan_warning_overlap", title=title, at=at, before=before, over=until)
            report.warn(said, ("activity", index, "at"))
        over, before = begins + (activity.minutes or 0), activity.title
    if over > minute(plan.ends):
        report.warn(t("plan_warning_long", over=_said(over, t), ends=t.time(plan.ends)), ("event", "ends"))


def _said(at: int, t: Texts) -> str:
    return t.time(time(at // 60 % 24, at % 60))


def _references(plan: Plan, kinds: Mapping[str, KindSpec], report: Report) -> None:
    """Report settings that point to an activity that is not there, is another kind, or comes later."""
    for index, activity in enumerate(plan.activities):
        for field, kind in kinds[activity.kind].refers.items():
            earlier = [one.key for one in plan.activities[:index] if one.kind == kind]
            pointed = activity.settings.get(field) or ()
            if not pointed and not earlier:
                report.warn(report.t("plan_warning_no_source", title=activity.title), ("activity", index, field))
            for key in (pointed,) if isinstance(pointed, str) else pointed:
                if key not in earlier:
                    _lost(("activity", index, field), key, earlier, plan, report)


def _lost(path: tuple[str | int, ...], key: str, earlier: list[str], plan: Plan, report: Report) -> None:
    t = report.t
    exists = any(one.key == key for one in plan.activities)
    found = t("plan_found_source_wrong" if exists else "plan_found_source_unknown", key=printable(key))
    meant = near(key, earlier)
    if meant and not exists:
        report.add(path, found, t("plan_expected_near", near=meant))
    else:
        expected = "plan_expected_source" if earlier else "plan_expected_source_none"
        report.add(path, found, t(expected, choices=quoted(earlier, t)))


def _network(plan: Plan, report: Report) -> None:
    if plan.wifi and not plan.wifi.ssid.isascii():
        report.warn(report.t("plan_warning_ssid", ssid=plan.wifi.ssid), ("wifi", "ssid"))
    if plan.wifi and not plan.wifi.password.isascii():
        report.warn(report.t("plan_warning_password"), ("wifi", "password"))


def minutes_at_phone(activity: PlannedActivity, kinds: Mapping[str, KindSpec]) -> int:
    """Return how many minutes of an activity people look at their phones; one without minutes is reckoned as five."""
    most = kinds[activity.kind].at_phone
    minutes = activity.minutes or UNTIMED
    return minutes if most is None else min(most, minutes)


def _screen_time(plan: Plan, kinds: Mapping[str, KindSpec], report: Report) -> None:
    """The meeting is what people say: warn where phones take more than a third of it."""
    whole = minute(plan.ends) - minute(plan.starts)
    phones = sum(minutes_at_phone(activity, kinds) for activity in plan.activities)
    if phones * 3 > whole:
        report.warn(report.t("plan_warning_screen_time", n=phones, of=whole))


def _letterhead(plan: Plan, report: Report) -> None:
    if plan.letterhead and plan.letterhead.colour:
        ratio = contrast_on_white(plan.letterhead.colour)
        if ratio < CONTRAST:
            said = report.t("plan_warning_contrast", ratio=report.t.number(round(ratio, 1)))
            report.warn(said, ("letterhead", "colour"))


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour like "#14584A" with white paper, as WCAG 2 reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
