"""The room's network: the address phones can reach, and codes that scan."""

from __future__ import annotations

import re
import socket
from types import SimpleNamespace

import pytest

from facilitator.venue import candidates, choose, qr, terminal_qr, wifi_text


def on(address: str, netmask: str = "255.255.255.0") -> SimpleNamespace:
    return SimpleNamespace(family=socket.AF_INET, address=address, netmask=netmask)


UP = SimpleNamespace(isup=True, flags="up,running")
DOWN = SimpleNamespace(isup=False, flags="")

TRAPS = {
    "lo": [on("127.0.0.1", "255.0.0.0")],
    "docker0": [on("172.17.0.1", "255.255.0.0")],
    "tun0": [on("10.8.0.2", "255.255.255.255")],
    "vboxnet0": [on("192.168.56.1")],
    "tailscale0": [on("100.101.102.103", "255.255.255.255")],
    "vEthernet (WSL)": [on("172.28.0.1")],
    "eth1": [on("169.254.10.20", "255.255.0.0")],
    "eth2": [on("192.168.99.9")],
}


def test_it_works() -> None:
    there = TRAPS | {"wlan0": [on("192.168.8.10")]}
    found = candidates(there, dict.fromkeys(there, UP) | {"eth2": DOWN})
    assert choose(found) == "192.168.8.10"
    assert [each.host for each in found if each.score > 0] == ["192.168.8.10"], "seven traps, none of them likely"


def test_without_a_network_the_laptop_itself_is_named() -> None:
    assert choose(candidates(TRAPS, {"eth2": DOWN})) == "127.0.0.1"
    assert choose([]) == "127.0.0.1"


@pytest.mark.parametrize("name", ["Wi-Fi", "Trådløst netværk", "wlp2s0", "Ethernet", "en0", "eth0"])
def test_ordinary_names_on_every_system_are_likely(name: str) -> None:
    assert choose(candidates({name: [on("10.0.0.7")]}, {})) == "10.0.0.7"


@pytest.mark.parametrize(
    ("name", "address"),
    [("LAN-forbindelse* 2", "192.168.137.1"), ("wlp2s0", "10.42.0.1"), ("bridge100", "192.168.2.1")],
)
def test_the_laptops_own_hotspot_is_preferred_to_its_cable(name: str, address: str) -> None:
    assert choose(candidates({"eth0": [on("10.0.0.7")], name: [on(address)]}, {})) == address
    trap = candidates({"eth0": [on("10.0.0.7")], "cni0": [on("10.42.0.1")], "bridge101": [on("192.168.64.1")]}, {})
    assert choose(trap) == "10.0.0.7", "others use such numbers too"


def test_this_machine_can_be_asked() -> None:
    assert all(each.host and each.interface for each in candidates())


def test_a_code_is_a_square_of_whole_modules_with_its_quiet_zone() -> None:
    code = qr("http://192.168.8.10/7K4")
    assert code["size"] == 25 + 8, "version 2, and four modules all around"
    dark = [(int(x), int(y), int(w)) for x, y, w in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code["path"])]
    assert dark and all(x >= 4 and x + w <= 29 and 4 <= y < 29 for x, y, w in dark)


@pytest.mark.parametrize(
    ("ssid", "password", "said"),
    [
        ("INSP", "kom-indenfor", "WIFI:T:WPA;S:INSP;P:kom-indenfor;;"),
        ("INSP", "", "WIFI:T:nopass;S:INSP;;"),
        ("a;b", 'p\\a;s,s:w"ord', 'WIFI:T:WPA;S:a\\;b;P:p\\\\a\\;s\\,s\\:w\\"ord;;'),
    ],
)
def test_a_networks_code_says_it_as_phones_read_it(ssid: str, password: str, said: str) -> None:
    assert wifi_text(ssid, password) == said


@pytest.mark.parametrize("colours", [False, True])
def test_a_terminal_shows_the_same_code_as_the_board(colours: bool) -> None:
    url = "http://192.168.8.10/7K4"
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in terminal_qr(url, colours=colours).splitlines()]
    written = {(x, 2 * y + low) for y, line in enumerate(lines) for x, block in enumerate(line) for low in (0, 1)
               if block == "█" or block == "▀▄"[low]}  # fmt: skip
    runs = re.findall(r"M(\d+) (\d+)h(\d+)", str(qr(url)["path"]))
    dark = {(int(x) + n, int(y)) for x, y, width in runs for n in range(int(width))}
    square = {(x, y) for x in range(33) for y in range(34)}
    assert (written if colours else square - written) == dark
    assert {len(line) for line in lines} == {33} and len(lines) == 17
