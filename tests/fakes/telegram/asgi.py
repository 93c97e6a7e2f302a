"""The HTTP side: paths, tokens, answers, and the faults that strike on the way."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from fakes.telegram import editing, profile, receiving, sending
from fakes.telegram.errors import ApiError, not_found, too_many, unauthorized
from fakes.telegram.faults import Fault, FaultKind
from fakes.telegram.params import Params, read_params
from fakes.telegram.state import Call, State

Method = Callable[[State, Params], Any]

METHODS: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "getFile": receiving.get_file,
}
_SPELLING = {name.lower(): name for name in METHODS}
_METHOD_PATH = re.compile(r"/bot([^/]+)/(\w+)")
_FILE_PATH = re.compile(r"/file/bot([^/]+)/(.+)")
_BEFORE = {FaultKind.TOO_MANY, FaultKind.INTERNAL, FaultKind.BAD_GATEWAY, FaultKind.REFUSE}
_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)


class Telegram:
    """The ASGI application. `download` is the name of a file download among the calls."""

    def __init__(self, state: State) -> None:
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._route(request)
        except ApiError as error:
            response = JSONResponse(error.body(), error.code)
        except ClientDisconnect:  # the bot died in the middle of its call
            return
        if response is None:
            await self._hang_up(receive)
        else:
            await response(scope, receive, send)

    async def _route(self, request: Request) -> Response | None:
        path = unquote(request.url.path)
        if match := _METHOD_PATH.fullmatch(path):
            self._check_token(match[1])
            return await self._method(match[2], request)
        if match := _FILE_PATH.fullmatch(path):
            self._check_token(match[1])
            return await self._download(match[2], request)
        raise not_found()

    def _check_token(self, token: str) -> None:
        if token != self.state.settings.token:
            raise unauthorized()

    async def _method(self, spelt: str, request: Request) -> Response | None:
        content_type = request.headers.get("content-type", "")
        params = read_params(content_type, await request.body(), request.url.query)
        name = _SPELLING.get(spelt.lower())
        call = self._record(name or spelt, params)
        if name is None:
            return self._answer(call, not_found("method not found"))
        return await self._with_faults(call, request, lambda: self._run(name, params))

    async def _download(self, path: str, request: Request) -> Response | None:
        call = self._record("download", Params({"file_path": path}))

        async def content() -> Response:
            file = self.state.files.at(path)
            if file is None:
                raise not_found()
            return Response(file.content, media_type="application/octet-stream")

        return await self._with_faults(call, request, content)

    async def _run(self, name: str, params: Params) -> Response:
        if name == "getUpdates":
            result = await receiving.get_updates(self.state, params)
        else:
            with self.state.changes:
                result = METHODS[name](self.state, params)
                self.state.changes.notify()
        return JSONResponse({"ok": True, "result": result})

    async def _with_faults(
        self, call: Call, request: Request, run: Callable[[], Awaitable[Response]]
    ) -> Response | None:
        """The answer, or None where the connection is to end without one."""
        with self.state.changes:
            fault = self.state.faults.take(call.method, str(call.params.get("chat_id", "")))
        if fault and fault.kind in _BEFORE:
            return self._fail(call, fault)
        if fault and fault.kind is FaultKind.CLOSE:
            return None
        if fault and fault.kind is FaultKind.SLOW:
            await self.state.changes.until(lambda: self.state.stopping, fault.seconds)
        answer = await self._outcome(call, run)
        if fault and fault.kind is FaultKind.ACCEPT_THEN_TIMEOUT:
            await self._wait_for_leave(request)
        lost = fault and fault.kind in (FaultKind.ACCEPT_THEN_CLOSE, FaultKind.ACCEPT_THEN_TIMEOUT)
        return None if lost else answer

    async def _outcome(self, call: Call, run: Callable[[], Awaitable[Response]]) -> Response:
        try:
            return self._answer(call, await run())
        except ApiError as error:
            return self._answer(call, error)
        except Exception as crash:  # noqa: BLE001
            # A defect of the fake: the test must not take it for a fault of Telegram.
            self.state.crashes.append(crash)
            return self._answer(call, ApiError(500, f"the fake crashed: {crash!r}"))

    def _fail(self, call: Call, fault: Fault) -> Response:
        if fault.kind is FaultKind.BAD_GATEWAY:
            return self._answer(call, HTMLResponse(_BAD_GATEWAY, 502))
        if fault.kind is FaultKind.TOO_MANY:
            return self._answer(call, too_many(fault.retry_after))
        return self._answer(call, ApiError(fault.code, fault.description))

    def _record(self, method: str, params: Params) -> Call:
        files = [upload.name for upload in params.uploads.values()]
        now = self.state.settings.now()
        call = Call(method=method, params=dict(params.values), files=files, at=now)
        with self.state.changes:
            self.state.calls.append(call)
            self.state.changes.notify()
        return call

    def _answer(self, call: Call, answer: Response | ApiError) -> Response:
        if isinstance(answer, ApiError):
            answer = JSONResponse(answer.body(), answer.code)
        with self.state.changes:
            call.status = answer.status_code
            self.state.changes.notify()
        return answer

    async def _wait_for_leave(self, request: Request) -> None:
        """Answers nothing until the bot gives up or the server stops."""
        while not self.state.stopping and not await request.is_disconnected():
            await self.state.changes.until(lambda: self.state.stopping, 0.02)

    async def _hang_up(self, receive: Receive) -> None:
        """Cuts the connection: uvicorn hands over its request cycle, which knows the socket."""
        cast(Any, receive).__self__.transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass
