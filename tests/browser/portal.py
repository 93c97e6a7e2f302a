"""A site of its own, as a commune's portal is, that shows one page in a frame."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="vi"><title>Cổng thông tin điện tử xã</title>
<meta name="viewport" content="width=device-width">
<main><h1>Cổng thông tin điện tử xã</h1><p><a href="#truoc">Tin tức</a></p>
<iframe title="Đối thoại với lãnh đạo xã" src="{shows}" width="{width}" height="700"></iframe>
<p><a href="#sau">Liên hệ</a></p></main>"""


class Portal:
    """Serves one page on a free port of this machine."""

    def __init__(self) -> None:
        self.shows = ""
        self.width = 380
        portal = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.end_headers()
                body = PAGE.format(shows=portal.shows, width=portal.width)
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def opened() -> Iterator[Portal]:
    """A portal, gone afterwards."""
    portal = Portal()
    thread = threading.Thread(target=portal.server.serve_forever)
    thread.start()
    try:
        yield portal
    finally:
        portal.server.shutdown()
        thread.join()
        portal.server.server_close()
