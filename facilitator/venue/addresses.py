"""Which of the laptop's addresses phones can reach: a guess from names and numbers, never from asking the internet."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import psutil

LOOPBACK = "127.0.0.1"

# Interfaces that belong to virtual machines, containers and tunnels. No phone is on them.
_VIRTUAL = re.compile(
    r"^(lo\d*|docker|br-|veth|virbr|vboxnet|vmnet|vmenet|bridge\d|tun|tap|utun|wg|ppp|ipsec|tailscale|zt|awdl|llw|anpi"
    r"|gif|stf|podman|cni|flannel|lxc|lxd|incus|nordlynx|proton|wintun)"
    r"|vEthernet|WSL|Hyper-V|VirtualBox|VMware|Loopback|TAP-|OpenVPN|WireGuard|Tailscale|ZeroTier|Bluetooth|Teredo",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"^(wl|ath)|wi-?fi|wireless|wlan|tr.dl.s", re.IGNORECASE)
_WIRED = re.compile(r"^(en|eth)|ethernet", re.IGNORECASE)
_SHARED = ipaddress.ip_network("100.64.0.0/10")
_VIRTUALBOX = ipaddress.ip_network("192.168.56.0/24")
# What the laptop calls itself on a network it makes: the hotspots of Windows, Linux and macOS.
_HOTSPOTS = ("192.168.137.1", "10.42.0.1")
_MAC_HOTSPOT = ("bridge1", "192.168.2.1")


_NAME = re.compile(r"(?=.{1,60}$)(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class Address(msgspec.Struct, frozen=True):
    """One of the laptop's addresses. Above 0, `score` says that phones may well reach it."""

    host: str
    interface: str
    score: int


def candidates(
    addresses: Mapping[str, Sequence[Any]] | None = None, stats: Mapping[str, Any] | None = None
) -> list[Address]:
    """Give the laptop's IPv4 addresses, the likeliest first. Without arguments, those it has now."""
    addresses = psutil.net_if_addrs() if addresses is None else addresses
    stats = psutil.net_if_stats() if stats is None else stats
    found = []
    for name, each in addresses.items():
        state = stats.get(name)
        if state is not None and not state.isup:
            continue
        for one in each:
            if one.family == socket.AF_INET and not ipaddress.ip_address(one.address).is_loopback:
                found.append(Address(one.address, name, _score(name, one, getattr(state, "flags", "") or "")))
    return sorted(found, key=lambda address: (-address.score, address.host))


def own() -> set[str]:
    """Give every address that is this laptop itself."""
    return {one.address for each in psutil.net_if_addrs().values() for one in each}


def choose(found: Sequence[Address]) -> str:
    """Give the address to print: the likeliest, or the laptop's own where no network is there."""
    return found[0].host if found and found[0].score > 0 else LOOPBACK


def typed(text: str) -> str:
    """Give an address as somebody typed it, as it is printed: "http://192.168.8.10/" is "192.168.8.10".

    Raise ValueError for what no phone can open.
    """
    host, colon, port = re.sub(r"^https?://|/.*$", "", text.strip().lower()).partition(":")
    if colon and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError(text)
    if not _NAME.fullmatch(host) and not _reachable(ipaddress.IPv4Address(host)):
        raise ValueError(text)
    return host if port in ("", "80") else f"{host}:{int(port)}"


def _reachable(ip: ipaddress.IPv4Address) -> bool:
    return not (ip.is_loopback or ip.is_unspecified or ip.is_multicast)


def _score(name: str, address: Any, flags: str) -> int:
    ip = ipaddress.ip_address(address.address)
    score = 0
    if name.startswith(_MAC_HOTSPOT[0]) and address.address == _MAC_HOTSPOT[1]:
        return 40
    if _VIRTUAL.search(name):
        score -= 50
    elif address.address in _HOTSPOTS:  # nobody makes one for nothing, so the room is on it
        score += 15
    if "pointopoint" in flags or address.netmask == "255.255.255.255":
        score -= 40
    if ip.is_link_local:
        score -= 60
    elif ip in _SHARED:
        score -= 40
    elif ip in _VIRTUALBOX:
        score -= 30
    else:
        score += 20 if ip.is_private else 5
    if _WIRELESS.search(name):
        score += 10
    elif _WIRED.search(name):
        score += 6
    return score
