"""A server that asks for signs of life often and tells what it holds: run by test_soak.py as a process of its own."""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402

from facilitator.app import Server  # noqa: E402
from facilitator.config import Config  # noqa: E402

EVERY = 2.0


def tell(server: Server) -> None:
    """Say every few seconds what the process holds."""
    process = psutil.Process()
    while True:
        gevent.sleep(EVERY)
        gc.collect()
        held = {
            "mb": process.memory_info().rss / 2**20,
            "sockets": len(process.net_connections("tcp")),
            "files": process.num_fds(),
            "remembered": sum(len(each.meeting.state.answered) for each in server.house.running.values()),
            "greenlets": sum(isinstance(each, gevent.Greenlet) and not each.dead for each in gc.get_objects()),
        }
        print(json.dumps(held), flush=True)


def main(events: str, ping: float) -> None:
    """Serve the events of a folder, with a ping so often."""
    server = Server(Config(events=Path(events), host="127.0.0.1", port=0, ping_interval=ping, ping_timeout=ping))
    server.listen()
    print(json.dumps(server.links()), flush=True)
    gevent.spawn(tell, server)
    server.serve()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
