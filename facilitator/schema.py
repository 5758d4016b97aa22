"""The tables and views of an event's file, and the steps that bring an old file up to date."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("inspiratorium")

TABLES = """
CREATE TABLE event (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL,
  timezone TEXT NOT NULL, language TEXT NOT NULL, plan TEXT NOT NULL, now TEXT, people_in_room INTEGER,
  history TEXT NOT NULL, machine TEXT NOT NULL, opened_at TEXT, closed_at TEXT, sealed_at TEXT
) STRICT;
CREATE TABLE activity (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, position REAL NOT NULL, kind TEXT NOT NULL, preset TEXT NOT NULL,
  title TEXT NOT NULL, prompt TEXT NOT NULL, settings TEXT NOT NULL, script TEXT NOT NULL, at TEXT, minutes INTEGER,
  stage TEXT NOT NULL CHECK (stage IN ('planned', 'open', 'closed', 'shown')), step TEXT,
  opened_at TEXT, closed_at TEXT, ends INTEGER, left_ms INTEGER, accepts_until INTEGER,
  late_marks INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE participant (
  id TEXT PRIMARY KEY, salt TEXT NOT NULL, return_code TEXT NOT NULL UNIQUE, people INTEGER NOT NULL DEFAULT 1,
  name TEXT, created_at TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE device (
  token_hash TEXT PRIMARY KEY, participant TEXT NOT NULL REFERENCES participant (id),
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL
) STRICT;
CREATE TABLE category (id TEXT PRIMARY KEY, title TEXT NOT NULL, position REAL NOT NULL) STRICT;
CREATE TABLE participant_category (
  participant TEXT NOT NULL REFERENCES participant (id), category TEXT NOT NULL REFERENCES category (id),
  PRIMARY KEY (participant, category)
) STRICT;
CREATE TABLE theme (
  id TEXT PRIMARY KEY, activity TEXT NOT NULL REFERENCES activity (id), title TEXT NOT NULL, look INTEGER NOT NULL,
  position REAL NOT NULL, removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE contribution (
  id TEXT PRIMARY KEY, activity TEXT NOT NULL REFERENCES activity (id), participant TEXT REFERENCES participant (id),
  theme TEXT REFERENCES theme (id), origin TEXT, position REAL, number INTEGER, text TEXT NOT NULL, data TEXT,
  merged_into TEXT REFERENCES contribution (id),
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'paper', 'scribe')),
  standing TEXT NOT NULL CHECK (standing IN ('waiting', 'shown', 'hidden')), reason TEXT,
  late INTEGER NOT NULL DEFAULT 0, edited INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE mark (
  activity TEXT NOT NULL REFERENCES activity (id), target TEXT NOT NULL, voter TEXT NOT NULL, value TEXT NOT NULL,
  given_at TEXT, removed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (activity, target, voter)
) STRICT;
CREATE TABLE count (
  activity TEXT NOT NULL REFERENCES activity (id), target TEXT NOT NULL, people INTEGER NOT NULL,
  entered_by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (activity, target)
) STRICT;
CREATE TABLE note (
  id TEXT PRIMARY KEY, activity TEXT REFERENCES activity (id), kind TEXT NOT NULL, text TEXT NOT NULL, consent TEXT,
  link TEXT, entered_by TEXT NOT NULL, created_at TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE seat (
  activity TEXT NOT NULL REFERENCES activity (id), turn INTEGER NOT NULL,
  participant TEXT NOT NULL REFERENCES participant (id), "table" INTEGER NOT NULL,
  PRIMARY KEY (activity, turn, participant)
) STRICT;
CREATE TABLE screen (
  id TEXT PRIMARY KEY, scene TEXT, activity TEXT, spotlight TEXT, frozen TEXT, page INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE key (
  hash TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('organiser', 'facilitator', 'referent', 'board')),
  label TEXT NOT NULL, made_at TEXT NOT NULL, expires_at TEXT, used_at TEXT, revoked_at TEXT
) STRICT;
CREATE TABLE result (activity TEXT PRIMARY KEY REFERENCES activity (id), data TEXT NOT NULL) STRICT;
CREATE TABLE change (
  seq INTEGER PRIMARY KEY, actor TEXT NOT NULL, command_id TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
  targets TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, note TEXT, UNIQUE (actor, command_id)
) STRICT;
CREATE INDEX contribution_activity ON contribution (activity);
CREATE INDEX mark_target ON mark (target);
"""

# What an organiser opens in Datasette or a spreadsheet. No personal columns, and nothing that is still secret:
# figures of a round appear when it is closed.
VIEWS = {
    "idea": """
        SELECT c.number, c.text, t.title AS theme, a.title AS activity, c.channel, c.late,
               r.number AS merged_into_number, c.created_at
        FROM contribution c JOIN activity a ON a.id = c.activity
        LEFT JOIN theme t ON t.id = c.theme AND NOT t.removed
        LEFT JOIN contribution r ON r.id = c.merged_into
        WHERE a.kind = 'ideas' AND c.standing = 'shown' AND NOT c.removed""",
    "vote_result": """
        SELECT a.title AS activity, r.number, r.text, count(DISTINCT m.voter) AS votes
        FROM mark m JOIN activity a ON a.id = m.activity
        JOIN contribution c ON c.id = m.target
        JOIN contribution r ON r.id = coalesce(c.merged_into, c.id)
        WHERE a.kind = 'vote' AND a.stage IN ('closed', 'shown') AND NOT m.removed AND m.value = 'true'
              AND r.standing = 'shown'
        GROUP BY a.id, r.id ORDER BY a.position, votes DESC, r.number""",
    "theme_voters": """
        SELECT a.title AS activity, t.title AS theme, count(DISTINCT m.voter) AS people
        FROM mark m JOIN activity a ON a.id = m.activity
        JOIN contribution c ON c.id = m.target
        JOIN contribution r ON r.id = coalesce(c.merged_into, c.id)
        JOIN theme t ON t.id = r.theme AND NOT t.removed
        WHERE a.kind = 'vote' AND a.stage IN ('closed', 'shown') AND NOT m.removed AND m.value = 'true'
              AND r.standing = 'shown'
        GROUP BY a.id, t.id ORDER BY a.position, t.position""",
    "participation": """
        SELECT a.position, a.title AS activity, a.stage,
               (SELECT count(DISTINCT c.participant) FROM contribution c
                WHERE c.activity = a.id AND NOT c.removed) AS have_written,
               (SELECT count(DISTINCT m.voter) FROM mark m
                WHERE m.activity = a.id AND NOT m.removed AND m.value <> 'false') AS have_marked
        FROM activity a ORDER BY a.position""",
    "timeline": """
        SELECT title, kind, stage, at AS planned, opened_at, closed_at FROM activity ORDER BY position""",
}


@migrations()
def m001_first_tables(db: Database) -> None:
    """The tables of the first release."""
    for statement in TABLES.split(";"):
        if statement.strip():
            db.execute(statement)


STEERING = (
    "change ADD COLUMN undoes INTEGER",
    "event ADD COLUMN lead TEXT",
    "event ADD COLUMN lead_wanted_by TEXT",
    "event ADD COLUMN lead_wanted_until INTEGER",
    "event ADD COLUMN phones INTEGER NOT NULL DEFAULT 1",
    "event ADD COLUMN log_open INTEGER NOT NULL DEFAULT 0",
    "activity ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0",
)


@migrations()
def m002_steering(db: Database) -> None:
    """What running the room takes: which change an undo took back, who leads, whether phones are used at all,
    whether the room may read what was hidden and mended, and what the programme passes over."""
    for column in STEERING:
        db.execute(f"ALTER TABLE {column}")


HELPERS = """
DROP TABLE note;
CREATE TABLE note (
  id TEXT PRIMARY KEY, activity TEXT REFERENCES activity (id), kind TEXT NOT NULL, text TEXT NOT NULL, name TEXT,
  consent TEXT CHECK (consent IN ('named', 'nameless', 'no')),
  approval TEXT CHECK (approval IN ('yes', 'edited', 'no')),
  link TEXT REFERENCES contribution (id), data TEXT, edited INTEGER NOT NULL DEFAULT 0,
  entered_by TEXT NOT NULL, created_at TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE new_key (
  hash TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('organiser', 'facilitator', 'referent', 'host', 'speaker', 'board')),
  label TEXT NOT NULL, made_at TEXT NOT NULL, expires_at TEXT, used_at TEXT, revoked_at TEXT,
  return_code TEXT UNIQUE, activity TEXT
) STRICT;
INSERT INTO new_key (hash, role, label, made_at, expires_at, used_at, revoked_at)
  SELECT hash, role, label, made_at, expires_at, used_at, revoked_at FROM key;
DROP TABLE key;
ALTER TABLE new_key RENAME TO key;
"""


@migrations()
def m003_helpers(db: Database) -> None:
    """What the people who help take: notes with consent, keys for host and speaker, and a way back for each."""
    for statement in HELPERS.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m004_larger_type(db: Database) -> None:
    """The board's type may be larger, for a room whose last row could not read it."""
    db.execute("ALTER TABLE screen ADD COLUMN larger INTEGER NOT NULL DEFAULT 0")


WRITTEN_OVER = """
CREATE TABLE wording (
  paper TEXT NOT NULL CHECK (paper IN ('minutes', 'summary')),
  version TEXT NOT NULL CHECK (version IN ('both', 'house', 'public')),
  place TEXT NOT NULL, was TEXT NOT NULL, text TEXT NOT NULL, entered_by TEXT NOT NULL, at TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (paper, version, place)
) STRICT;
CREATE TABLE paper (
  id TEXT PRIMARY KEY CHECK (id IN ('minutes', 'summary')), number INTEGER NOT NULL DEFAULT 1,
  parts TEXT NOT NULL DEFAULT '[]', left_out TEXT NOT NULL DEFAULT '[]', approved_at TEXT, approved_by TEXT
) STRICT;
"""


@migrations()
def m005_written_over(db: Database) -> None:
    """What people write over the minutes, how they arrange them, and that they approve of them."""
    for statement in WRITTEN_OVER.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m006_forgotten(db: Database) -> None:
    """When it was forgotten who was there."""
    db.execute("ALTER TABLE event ADD COLUMN forgotten_at TEXT")


def make_views(db: Database) -> None:
    """Create the views anew; they hold no data, so an old one is simply replaced."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql, replace=True)


def drop_views(db: Database) -> None:
    """Drop the views before tables change under them."""
    for name in db.view_names():
        db.execute(f"DROP VIEW [{name}]")
