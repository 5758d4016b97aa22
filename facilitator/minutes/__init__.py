"""stub"""
from typing import Any

FORMATS: dict[str, Any] = {}
def render(state: Any, name: str, now: Any) -> bytes: raise NotImplementedError
def file_name(state: Any, name: str) -> str: raise NotImplementedError
def export(state: Any, names: Any, out: Any, now: Any) -> list[Any]: raise NotImplementedError
