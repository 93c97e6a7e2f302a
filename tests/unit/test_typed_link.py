"""A link that an officer pastes: an https address of a named host, and nothing that deceives."""

import pytest

from handlers.conference.typed_link import typed_link


@pytest.mark.parametrize(
    "text",
    [
        "https://zoom.us/j/84512345678?pwd=aB%2Bc.1",
        "https://meet.google.com/abc-defg-hij",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting@thread.v2/0?context=%7b%7d",
        "https://hop.haiphong.gov.vn:8443/phong/12#vao",
        "  https://zalo.me/g/abc123  ",
    ],
)
def test_what_meetings_are_joined_by_is_taken(text: str) -> None:
    assert typed_link(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", "zoom.us/j/1", "http://zoom.us/j/1", "javascript:alert(1)", "https://",
        "https://localhost/x", "https://10.0.0.1/x", "https://[::1]/x", "https://zoom.us:99999/x",
        "https://zoom.us:abc/", "https://zoom.us@evil.example/x", "https://evil.example\\@zoom.us/",
        "https://zoom.us/a b", "https://zoom.us/\nhttps://b.vn", "https://zооm.us/j/1",
        "https://zoom.us/<script>", "https://-a.vn/", "https://a..vn/", "https://[", "file:///etc",
        "https://zoom.us/" + "x" * 500, "Vào https://zoom.us/j/1", "\u202ehttps://zoom.us/",
    ],
)  # fmt: skip
def test_what_is_no_such_address_is_not(text: str) -> None:
    assert typed_link(text) is None
