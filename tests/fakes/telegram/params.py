"""The parameters of one call, however they came: query, form, multipart or JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from fakes.telegram.errors import bad_request

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_NAME = re.compile(r'[;\s]name="([^"]*)"')
_FILE_NAME = re.compile(r'filename="([^"]*)"')
_FILE_NAME_UTF8 = re.compile(r"filename\*=utf-8''([^;\s]+)", re.IGNORECASE)
_TYPE = re.compile(r"^content-type:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Params:
    """Typed access, refusing what the real server refuses."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        if isinstance(value, (dict, list)):
            raise bad_request(f'parameter "{name}" must be of type String')
        return str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise bad_request(f'invalid parameter "{name}": an integer expected') from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "t", "y"}

    def parsed(self, name: str) -> Any:
        """A value that is an object or array; in a form it is JSON in a string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def file(self, name: str) -> Upload | str:
        """An upload, or the text in its place (a file_id or a URL), "" if neither."""
        if name in self.uploads:
            return self.uploads[name]
        value = self.text(name)
        if not value.startswith("attach://"):
            return value
        attached = self.uploads.get(value.removeprefix("attach://"))
        if attached is None:
            raise bad_request("attached file not found")
        return attached


def read_params(content_type: str, body: bytes, query: str) -> Params:
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if content_type.startswith("multipart/form-data"):
        form, uploads = _multipart(content_type, body)
        return Params({**values, **form}, uploads)
    if content_type.startswith("application/json"):
        return Params({**values, **_json_object(body)})
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return Params({**values, **form})


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse request: invalid JSON object")
    return found


def _multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise bad_request("boundary not found in the multipart request")
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise bad_request("the multipart request has no end")
    form: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for part in parts[1:-1]:
        _read_part(part, form, uploads)
    return form, uploads


def _read_part(part: bytes, form: dict[str, str], uploads: dict[str, Upload]) -> None:
    head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = head.decode()
    name = _NAME.search(headers)
    if name is None:
        raise bad_request("a part of the multipart request has no name")
    file_name = _file_name(headers)
    if file_name is None:
        form[name[1]] = content.decode()
        return
    mime = _TYPE.search(headers)
    uploads[name[1]] = Upload(
        name=file_name, mime=mime[1] if mime else "application/octet-stream", content=content
    )


def _file_name(headers: str) -> str | None:
    encoded = _FILE_NAME_UTF8.search(headers)
    if encoded:
        return unquote(encoded[1])
    plain = _FILE_NAME.search(headers)
    return plain[1].replace("%22", '"') if plain else None
