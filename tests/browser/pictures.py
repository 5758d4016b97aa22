"""Moments of a meeting as the board is told them: every scene, and the hardest things people may write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.venue import qr, wifi_text

CLOCK = 1_449_750_000_000
QUESTION = "Hvordan skaber vi et sted, der ikke er »nogens«, men »vores«?"
LONG = (
    "Hvordan kan borgere, foreninger, kommune og erhvervsliv sammen skabe nogle steder, hvor alle kan mødes på lige "
    "fod, uden at nogen bagefter kommer og siger, at det hele egentlig er deres?"
)
LONG = LONG + "!" * (185 - len(LONG))
COMPOUND = "medborgerskabsorganisationernesrammebetingelsesudvalgsmøder"[:58]
IDEA = "Lån de tomme bygninger ud i et helt år uden krav om resultater, så folk kan prøve sig frem sammen."
LONG_IDEA = (IDEA * 4)[:280]
STEP = "Vi låner nøglen til det gamle vandværk og holder åbent hver onsdag."
LONG_STEP = (IDEA * 2)[:140]
QUESTION_OF_MANY = "Hvordan kom de første ti mennesker ind ad døren, og hvem tog imod dem?"
TOWNS = ["Gentofte", "Kalundborg", "Frederiksværk"]
TITLES = ["Mennesker før problemer", "Uden hegn", "Kommunen som medspiller", "Tomme huse", "Ingen sidder over",
          "Sådan begynder vi"]  # fmt: skip


class Picture:
    """What the board is told: a moment of a meeting, to be changed in parts."""

    def __init__(self, **event: Any) -> None:
        self.rows: dict[str, Any] = {
            "event": {
                "code": "7K4", "title": "Åbent Inspiratorium på INSP!", "place": "INSP!, Roskilde",
                "date": "2015-12-10", "language": "da", "timezone": "Europe/Copenhagen", "stage": "open", "now": None,
                "rehearsal": False,
                "starts": "13.00", "ends": "16.00", "purpose": "",
                "question": "Hvordan kommer vi selv i gang derhjemme?",
                "welcome": "Der er hul i hegnet.\nKom indenfor.", "minutes_at": "insp.dk/inspiratorium",
                "minutes_by": "på fredag", "hosts": [], "example": True, "mail_list": True,
                "seals_on": "2015-12-24", "forgets_on": "2016-03-09", "forgotten": False,
            } | event,
            "progress": {"here": 40, "written": 38, "voted": 28, "people": 40, "show_people": True},
            "screen": {"scene": None, "about": None, "frozen": False, "spotlight": None, "page": 0, "locked": False,
                       "phones": True, "larger": False},
            "join": {
                "address": "192.168.8.10", "url": "http://192.168.8.10/7K4", "qr": qr("http://192.168.8.10/7K4"),
                "wifi": {"ssid": "Inspiratorium", "password": "kom-indenfor",
                         "qr": qr(wifi_text("Inspiratorium", "kom-indenfor"))},
            },
            "next": {"at": "here", "ends": False, "waits": None},
        }  # fmt: skip

    def now(self, kind: str, stage: str = "open", step: str | None = None, **fields: Any) -> Picture:
        """Put an activity on."""
        own: dict[str, dict[str, Any]] = {
            "ideas": {"limit": 280, "hint": 120, "late": False, "after_vote": False, "tables": False},
            "vote": {"k": 7, "candidates": [], "look_until": None},
            "conversation": {"form": "all", "after_vote": False}, "break": {"after": "Passer det?"},
            "welcome": {},
            "talk": {"speaker": "Anne Holm", "role": "daglig leder af Skuret", "place": 1, "of": 3, "limit": 160,
                     "late": False, "answered": 0},
            "steps": {"since": False, "homes": [], "turn": None, "earlier": None, "limit": 140, "late": False},
        }  # fmt: skip
        self.rows["a:now"] = {
            "id": "now", "position": 1.0, "kind": kind, "preset": kind, "title": "Idérunde", "prompt": QUESTION,
            "short": "", "unsaid": False,
            "stage": stage, "step": step, "steps": [], "pose": "work", "minutes": 5,
            "timer": {"ends": CLOCK + 240_000}, "accepts_until": None, **own[kind], **fields,
        }  # fmt: skip
        self.rows["event"]["now"] = "now"
        return self

    def ideas(self, count: int, text: str = IDEA, themes: int = 0) -> Picture:
        """Give ideas with numbers, in themes where there are any."""
        for n in range(themes):
            self.rows[f"t:{n}"] = {
                "id": str(n), "activity": "now", "title": TITLES[n % 6], "look": n, "position": float(n),
            }  # fmt: skip
        for n in range(count):
            self.rows[f"c:{n}"] = {
                "id": str(n), "activity": "now", "number": n + 1, "text": text,
                "theme": str(n % (themes + 1)) if n % (themes + 1) < themes else None, "alone": False, "late": False,
                "after_vote": False, "also": [], "more": None,
            }  # fmt: skip
        return self

    def question(self, text: str, answered: int = 0) -> Picture:
        """Put the question that is being answered on the board."""
        self.ideas(1, text).but("c:0", number=None, more={"kind": "question", "answer": None, "others": None})
        return self.but("a:now", answered=answered).but("screen", spotlight="0")

    def homes(self, titles: list[str], done: int = 0) -> Picture:
        """Let people belong to homes, of which the first have a step."""
        for n, title in enumerate(titles):
            self.rows[f"t:{n}"] = {"id": str(n), "activity": "now", "title": title, "look": n, "position": float(n)}
        homes = [{"id": str(n), "title": title, "done": n < done} for n, title in enumerate(titles)]
        return self.but("a:now", homes=homes)

    def steps(self, count: int, text: str = STEP, keeper: str = "Karen Juul", by: str = "2015-12-17") -> Picture:
        """Give steps to the homes in turn."""
        homes = max(1, len(self.rows["a:now"]["homes"]))
        self.ideas(count, text)
        for n in range(count):
            more = {"kind": "step", "home": str(n % homes) if f"t:{n % homes}" in self.rows else None, "when": "week",
                    "by": by, "place": n + 1, "kept": True, "keeper": keeper, "joined": n}  # fmt: skip
            self.but(f"c:{n}", number=None, more=more)
        return self

    def past(self, count: int, text: str = STEP, outcome: str | None = None, said: tuple[str, ...] = ()) -> Picture:
        """Ask about the steps of an earlier event."""
        earlier = {"title": "Åbent Inspiratorium på INSP!", "date": "2015-06-01"}
        self.but("a:now", since=True, earlier=earlier).ideas(count, text)
        for n in range(count):
            more = {"kind": "past", "home": str(n) if f"t:{n}" in self.rows else None, "when": None, "by": None,
                    "kept": n > 0, "keeper": "Karen Juul" if n == 1 else "", "place": float(n),
                    "outcome": outcome, "said": list(said)}  # fmt: skip
            self.but(f"c:{n}", number=None, more=more)
        return self

    def result(self, votes: list[int], hands: int = 0) -> Picture:
        """Show a result; so many hands are in each line that has votes."""
        ranks = [
            {"id": str(n), "rank": votes.index(each) + 1, "shared": votes.count(each) > 1, "votes": each,
             "hands": min(hands, each)}
            for n, each in enumerate(votes)
        ]  # fmt: skip
        self.rows["r:now"] = {"activity": "now", "voted": 38, "people": 40, "k": 7, "hands": hands, "ranks": ranks}
        return self

    def but(self, row: str, **fields: Any) -> Picture:
        """Change a row."""
        self.rows[row] = self.rows[row] | fields
        return self


def shown(count: int, votes: list[int], text: str = IDEA, themes: int = 6, hands: int = 0) -> Picture:
    """A vote's result."""
    return Picture().now("vote", "shown", title="Stemmerunde").ideas(count, text, themes).result(votes, hands)


SCENES: dict[str, Callable[[], Picture]] = {
    "planned": lambda: Picture(stage="planned"),
    "welcome": lambda: Picture().now("welcome"),
    "welcome, 90": lambda: Picture().now("welcome").but("progress", here=90),
    "welcome, 91": lambda: Picture().now("welcome").but("progress", here=91),
    "welcome, no wi-fi": lambda: Picture().now("welcome").but("join", wifi=None),
    "silent": lambda: Picture().now("ideas", step="silent"),
    "silent, last minute": lambda: Picture().now("ideas", step="silent", timer={"ends": CLOCK + 40_000}),
    "silent, over": lambda: Picture().now("ideas", step="silent", timer={"ends": CLOCK - 1}),
    "review": lambda: Picture().now("ideas", step="review"),
    "together, none": lambda: Picture().now("ideas", step="together"),
    "together, 1": lambda: Picture().now("ideas", step="together").ideas(1),
    "together, 2": lambda: Picture().now("ideas", step="together").ideas(2),
    "together, 5": lambda: Picture().now("ideas", step="together").ideas(5, themes=2),
    "together, 54": lambda: Picture().now("ideas", step="together").ideas(54),
    "together, 300": lambda: Picture().now("ideas", step="together").ideas(300),
    "gather, no theme": lambda: Picture().now("ideas", step="gather").ideas(54),
    "gather, 6": lambda: Picture().now("ideas", step="gather").ideas(54, themes=6),
    "gather, 12": lambda: Picture().now("ideas", step="gather").ideas(54, themes=12),
    "gather, 14": lambda: Picture().now("ideas", step="gather").ideas(54, themes=14),
    "gather, one": lambda: Picture().now("ideas", step="gather").ideas(54, themes=6).but("screen", spotlight="3"),
    "gather, at the tables": lambda: Picture().now("ideas", step="gather", tables=True).ideas(54),
    "collecting": lambda: Picture().now("ideas", "closed"),
    "vote": lambda: Picture().now("vote", title="Stemmerunde"),
    "vote, not counted": lambda: Picture().now("vote").but("progress", show_people=False),
    "closed": lambda: Picture().now("vote", "closed", accepts_until=CLOCK + 9000),
    "reveal": lambda: shown(54, [21, 19, 17, 17, 15, 15, 12] + [3] * 20 + [0] * 27),
    "reveal, last page": lambda: shown(54, [21, 19, 17, 17, 15, 15] + [0] * 48).but("screen", page=1),
    "reveal, 200 votes": lambda: shown(54, [200, 100, 9, 1, 1] + [0] * 49),
    "reveal, hands": lambda: shown(54, [21, 19, 17, 17, 15, 15, 12] + [0] * 47, hands=9),
    "reveal, none": lambda: shown(54, [0] * 54),
    **{f"conversation, {form}": lambda form=form: Picture().now("conversation", form=form)  # type: ignore[misc]
       for form in ("two", "four", "table", "all")},
    "winding": lambda: Picture().now("conversation", step="winding"),
    **{f"talk, {name}": lambda fields=fields: Picture().now("talk", step="slides", **({"title": "Oplæg"} | fields))  # type: ignore[misc]
       for name, fields in {
           "slides": {}, "with a title": {"title": "Et sted, der er vores"},
           "without a name": {"speaker": "", "role": ""},
           "the only one": {"place": 1, "of": 1, "role": ""},
       }.items()},
    "talk, buzz": lambda: Picture().now("talk", step="buzz"),
    "talk, questions": lambda: Picture().now("talk", step="questions"),
    "talk, a question": lambda: Picture().now("talk", step="questions").question(QUESTION_OF_MANY, 2),
    "talk, over": lambda: Picture().now("talk", "closed", "questions", title="Oplæg", timer=None),
    "steps, no home": lambda: Picture().now("steps", step="write"),
    "steps, write": lambda: Picture().now("steps", step="write").homes(TOWNS, 2),
    "steps, write, 12": lambda: Picture().now("steps", step="write").homes(TOWNS * 4, 5),
    "steps, write, 40": lambda: Picture().now("steps", step="write").homes([f"Hjem {n}" for n in range(40)], 20),
    "steps, aloud": lambda: Picture().now("steps", step="aloud", turn="1").homes(TOWNS, 3).steps(6),
    "steps, aloud, self": lambda: Picture().now("steps", step="aloud", turn="self").steps(3),
    "steps, aloud, none": lambda: Picture().now("steps", step="aloud"),
    "steps, all": lambda: Picture().now("steps", "closed", timer=None).homes(TOWNS, 3).steps(6),
    "steps, one": lambda: Picture().now("steps", "closed", timer=None).homes(TOWNS, 3).steps(1),
    "steps, none": lambda: Picture().now("steps", "closed", timer=None).homes(TOWNS),
    "since": lambda: Picture().now("steps", step="answer", title="Siden sidst").homes(TOWNS).past(3),
    "since, none": lambda: Picture().now("steps", step="answer", since=True),
    **{f"since, {outcome}": lambda outcome=outcome: Picture().now("steps", "shown", timer=None).homes(TOWNS).past(  # type: ignore[misc]
        9, outcome=outcome, said=("Vi har fået nøglen og mangler kun strøm.",) if outcome else ())
       for outcome in ("done", "underway", "not_yet", "dropped", None)},
    "break": lambda: Picture().now("break"),
    "break, open end": lambda: Picture().now("break", timer=None),
    "break, over": lambda: Picture().now("break", timer={"ends": CLOCK - 1}),
    "ended": lambda: Picture(stage="closed"),
    "codes": lambda: Picture().now("vote").but("screen", scene="codes"),
    "codes, no wi-fi": lambda: Picture().now("vote").but("screen", scene="codes").but("join", wifi=None),
    "clock": lambda: Picture().now("vote").but("screen", scene="clock"),
    "legible": lambda: Picture(stage="planned").but("screen", scene="legible"),
    "spotlight": lambda: shown(54, [1] * 54).but("screen", spotlight="4"),
    "round": lambda: Picture().now("ideas", step="together").but("screen", scene="round", about="now"),
    "round, none": lambda: Picture(stage="planned").but("screen", scene="round"),
    "cards, voting": lambda: Picture().now("vote").but("screen", scene="cards"),
    "cards, 54": lambda: Picture().now("break").ideas(54, themes=6).but("screen", scene="cards", page=8),
    "cards, 300": lambda: Picture().now("break").ideas(300).but("screen", scene="cards", page=49),
    "cards, after the vote": lambda: (
        Picture().now("break").ideas(5, themes=2).but("screen", scene="cards").but("c:3", after_vote=True)),
    "who voted": lambda: shown(54, [9] * 54).but("a:now", look_until=CLOCK + 60_000),
    "conversation, after the vote": lambda: Picture().now("conversation", after_vote=True),
    "frozen": lambda: Picture().now("ideas", step="together").ideas(54).but("screen", frozen=True),
    **{f"no phones, {name}": lambda picture=picture: picture().but("screen", phones=False)  # type: ignore[misc]
       for name, picture in {
           "planned": lambda: Picture(stage="planned"),
           "welcome": lambda: Picture().now("welcome"),
           "silent": lambda: Picture().now("ideas", step="silent"),
           "together, 300": lambda: Picture().now("ideas", step="together").ideas(300),
           "vote": lambda: Picture().now("vote", title="Stemmerunde", k=3),
           "conversation": lambda: Picture().now("conversation"),
           "break": lambda: Picture().now("break"),
           "ended": lambda: Picture(stage="closed"),
       }.items()},
}  # fmt: skip

HARD: dict[str, Callable[[], Picture]] = {
    "welcome": lambda: Picture(title=LONG[:120], welcome=LONG[:100], question=LONG).now("welcome"),
    "silent": lambda: Picture().now("ideas", step="silent", prompt=LONG, title="T" * 60),
    "silent, compound": lambda: Picture().now("ideas", step="silent", prompt=f"Hvad kan {COMPOUND} gøre?"),
    "together": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(54, LONG_IDEA),
    "together, 6": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(6, LONG_IDEA, 2),
    "together, 1": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(1, LONG_IDEA, 1),
    "together, compounds": lambda: Picture().now("ideas", step="together").ideas(300, f"{COMPOUND} {COMPOUND}", 1),
    "together, capitals": lambda: Picture().now("ideas", step="together").ideas(54, "MØDOMMÅ " * 35),
    "together, one word": lambda: Picture().now("ideas", step="together").ideas(54, "M" * 280),
    "gather": lambda: Picture().now("ideas", step="gather", prompt=LONG).ideas(300, themes=6),
    "gather, 300 alone": lambda: Picture().now("ideas", step="gather").ideas(300, themes=1),
    "gather, 12": lambda: Picture().now("ideas", step="gather", prompt=LONG).ideas(300, themes=12),
    "gather, one": lambda: Picture().now("ideas", step="gather").ideas(9, LONG_IDEA, 8).but("screen", spotlight="1"),
    "gather, long title": lambda: (
        Picture().now("ideas", step="gather").ideas(54, themes=6).but("t:2", title=COMPOUND * 2)),
    "vote": lambda: Picture().now("vote", prompt=LONG).but("progress", voted=300, people=300),
    "closed": lambda: Picture().now("vote", "closed", prompt=LONG, accepts_until=CLOCK + 9000),
    "reveal": lambda: shown(9, [300, 299, 12, 12, 12, 1, 1, 1, 1], LONG_IDEA).but("a:now", prompt=LONG),
    "reveal, hands": lambda: shown(9, [300, 299, 12, 12, 12, 1, 1, 1, 1], LONG_IDEA, hands=200),
    "reveal, compounds": lambda: shown(9, [9] * 9, f"{COMPOUND} {COMPOUND}"),
    "spotlight": lambda: shown(9, [9] * 9, "M" * 280).but("screen", spotlight="4"),
    "round": lambda: Picture().now("ideas", prompt=LONG).but("screen", scene="round", about="now"),
    "round, compound": lambda: Picture().now("ideas", prompt=COMPOUND * 3).but("screen", scene="round", about="now"),
    "cards": lambda: Picture().now("break").ideas(300, LONG_IDEA, 6).but("screen", scene="cards", page=3),
    "cards, after the vote": lambda: (
        Picture().now("break").ideas(6, LONG_IDEA, 1).but("screen", scene="cards").but("c:3", after_vote=True)),
    "top": lambda: shown(9, [9] * 9, LONG_IDEA).but("screen", scene="top", about="now"),
    "spotlight, after the vote": lambda: (
        shown(9, [9] * 9, LONG_IDEA).but("screen", spotlight="4").but("c:4", after_vote=True)),
    **{f"conversation, {form}": lambda form=form: Picture().now("conversation", form=form, prompt=LONG)  # type: ignore[misc]
       for form in ("two", "four", "table", "all")},
    "winding": lambda: Picture().now("conversation", step="winding", prompt=LONG),
    "talk": lambda: Picture().now("talk", step="slides", speaker="M" * 60, role=LONG[:80], title=LONG[:60]),
    "talk, long words": lambda: Picture().now("talk", step="slides", speaker=f"{COMPOUND[:30]} {COMPOUND[:29]}",
                                              role=COMPOUND, title=COMPOUND),
    "talk, a question": lambda: Picture().now("talk", step="questions", speaker="M" * 60).question(LONG[:160], 99),
    "talk, one word": lambda: Picture().now("talk", step="questions").question("M" * 160, 1),
    "steps, write": lambda: Picture().now("steps", step="write", prompt=LONG).homes([COMPOUND] * 40, 20),
    "steps, write, 4": lambda: Picture().now("steps", step="write", prompt=LONG).homes(["M" * 60] * 4, 2),
    "steps, aloud": lambda: (
        Picture().now("steps", step="aloud", turn="0").homes(["M" * 60]).steps(4, "M" * 140)),
    "steps, aloud, words": lambda: Picture().now("steps", step="aloud", turn="0").homes([COMPOUND]).steps(3, LONG_STEP),
    "steps, all": lambda: (
        Picture().now("steps", "closed", prompt=LONG).homes([COMPOUND] * 40).steps(80, LONG_STEP, "M" * 60)),
    "steps, all, one word": lambda: Picture().now("steps", "closed").homes(["M" * 60] * 5).steps(5, "M" * 140),
    "since": lambda: Picture().now("steps", "shown", prompt=LONG).homes(["M" * 60] * 3).past(
        80, "M" * 140, "dropped", (LONG_STEP, LONG_STEP)),
    "break": lambda: Picture().now("break", after=LONG[:120]),
    "ended": lambda: Picture(stage="closed", minutes_at=("https://" + "insp" * 30)[:120], minutes_by=LONG[:60]),
    "wi-fi": lambda: Picture().now("ideas", step="silent").but(
        "join", wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, join": lambda: Picture(stage="planned").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, codes": lambda: Picture(stage="planned").but("screen", scene="codes").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, break": lambda: Picture().now("break").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
}  # fmt: skip
