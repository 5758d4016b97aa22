"""The room's network: where phones reach the laptop, and the codes that say so."""

from facilitator.venue.addresses import LOOPBACK, Address, candidates, choose, own, typed
from facilitator.venue.codes import qr, terminal_qr, wifi_qr, wifi_text

__all__ = ["LOOPBACK", "Address", "candidates", "choose", "own", "qr", "terminal_qr", "typed", "wifi_qr", "wifi_text"]
