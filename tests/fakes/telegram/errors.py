"""Refusals of the Bot API, as the real server words them.

ApiError
├── bad_request   400  the request is wrong; sending it again will not help
├── unauthorized  401  the token is not ours
├── forbidden     403  the person or group does not want us
├── not_found     404  no such method or file
├── conflict      409  two readers of one bot's updates
├── too_large     413  the upload is over the limit
└── too_many      429  try again after some seconds
"""

from typing import Any


class ApiError(Exception):
    """A refusal with its HTTP status, sentence and parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return {**answer, "parameters": self.parameters} if self.parameters else answer


def bad_request(why: str, **parameters: int) -> ApiError:
    return ApiError(400, f"Bad Request: {why}", **parameters)


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def forbidden(why: str) -> ApiError:
    return ApiError(403, f"Forbidden: {why}")


def not_found(why: str = "") -> ApiError:
    return ApiError(404, f"Not Found: {why}" if why else "Not Found")


def conflict(why: str) -> ApiError:
    return ApiError(409, f"Conflict: {why}")


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


def too_many(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
