"""What one would write first: every vote is emitted to everybody, at once. It is here to compare with."""

from gevent import monkey

monkey.patch_all()

import sqlite3  # noqa: E402
import sys  # noqa: E402

from flask import Flask  # noqa: E402
from flask_socketio import SocketIO, emit  # noqa: E402

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")
file = sqlite3.connect(sys.argv[2], check_same_thread=False)
file.execute("PRAGMA journal_mode=WAL")
file.execute("CREATE TABLE vote (voter TEXT, idea TEXT, PRIMARY KEY (voter, idea))")


@app.get("/")
def page() -> str:
    return "<!doctype html><title>Votes</title>"


@socketio.on("vote")
def vote(message: dict[str, str]) -> dict[str, bool]:
    file.execute("INSERT OR IGNORE INTO vote VALUES (?, ?)", (message["voter"], message["idea"]))
    file.commit()
    votes = dict(file.execute("SELECT idea, count(*) FROM vote GROUP BY idea"))
    emit("votes", votes, broadcast=True)
    return {"ok": True}


socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
