#!/usr/bin/env python3
"""A client from docs/wire.md alone: standard library and websocket-client, nothing of ours.

    python other_client.py http://127.0.0.1:8080 7K4 "An idea"

Writes the idea in the first round that takes one, votes for it when a vote opens, and prints what it saw as JSON
when the vote's result is shown.
"""

import base64
import http.client
import json
import os
import sys
from urllib.parse import urlsplit

import websocket


class Participant:
    """One device in one meeting."""

    def __init__(self, server, code):
        self.host, self.code = urlsplit(server).netloc, code
        self.rows, self.mine, self.version, self.epoch = {}, {}, 0, ""
        self.asked, self.answers, self.greeting, self.held = 0, {}, False, []
        answer, _ = self.get(f"/{code}")
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        self.socket = websocket.create_connection(
            f"ws://{self.host}/socket.io/?EIO=4&transport=websocket", cookie=self.cookie, timeout=30
        )
        assert self.socket.recv().startswith("0")
        self.socket.send("40")
        assert self.socket.recv().startswith("40")
        self.hello()

    def get(self, path):
        connection = http.client.HTTPConnection(self.host, timeout=10)
        connection.request("GET", path, headers={"Cookie": getattr(self, "cookie", "")})
        answer = connection.getresponse()
        return answer, answer.read()

    def hello(self):
        self.greeting = True
        answer = self.ask(
            "hello",
            {"event": self.code, "audience": "phone", "epoch": self.epoch, "version": self.version, "waiting": 0},
        )
        if answer.get("fetch"):
            path = f"/{self.code}/view?audience=phone&epoch={self.epoch}&version={self.version}"
            answer = json.loads(self.get(path)[1])
        self.mine = answer.get("mine", self.mine)
        if "room" in answer:
            room = answer["room"]
            self.rows, self.version, self.epoch = room["rows"], room["version"], room["epoch"]
        elif "update" in answer:
            self.update(answer["update"])
        self.greeting = False
        while self.held:
            self.update(self.held.pop(0))

    def command(self, **fields):
        name = base64.urlsafe_b64encode(os.urandom(12)).decode()
        answer = self.ask("command", {"id": name, **fields})
        assert self.ask("command", {"id": name, **fields})["ok"] == answer["ok"], "a repeat gets the first answer"
        self.mine = answer.get("mine", self.mine)
        return answer

    def ask(self, message, data):
        self.asked += 1
        number = str(self.asked)
        self.socket.send(f"42{number}{json.dumps([message, data])}")
        while number not in self.answers:
            self.listen()
        return self.answers.pop(number)

    def listen(self):
        text = self.socket.recv()
        if text == "2":
            self.socket.send("3")
        elif text.startswith("43"):
            number, _, rest = text[2:].partition("[")
            self.answers[number] = json.loads("[" + rest)[0]
        elif text.startswith("42"):
            message, data = json.loads(text[2:])
            if message == "mine":
                self.mine = data
            elif self.greeting:
                self.held.append(data)
            else:
                self.update(data)

    def update(self, update):
        if update["to"] <= self.version:
            return
        if update["from"] > self.version:
            self.hello()
            return
        self.rows.update(update["rows"])
        for name in update["gone"]:
            self.rows.pop(name, None)
        self.version = update["to"]

    def until(self, holds):
        while True:
            now = self.rows.get("a:" + str(self.rows["event"]["now"]), {})
            if holds(now):
                return now
            self.listen()


def main(server, code, text):
    me = Participant(server, code)
    ideas = me.until(lambda now: now.get("kind") == "ideas" and now["stage"] == "open")
    assert me.command(do="contribute", activity=ideas["id"], text=text)["ok"]
    vote = me.until(lambda now: now.get("kind") == "vote" and now["stage"] == "open")
    mine = me.mine["contributions"][0]["id"]
    assert mine in vote["candidates"]
    assert me.command(do="mark", activity=vote["id"], target=mine, value=True)["ok"]
    me.until(lambda now: now.get("id") == vote["id"] and now["stage"] == "shown")
    ranks = me.rows["r:" + vote["id"]]["ranks"]
    print(json.dumps({"idea": me.rows["c:" + mine]["text"], "votes": {row["id"]: row["votes"] for row in ranks}[mine]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
