"""Decides by the pixels what axe cannot: how well words stand out from a picture behind them."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Frame, Page

SCRIPT = Path(__file__).with_name("contrast.js").read_text()
# A style sheet made by script is no part of the page, and its policy does not forbid it.
HIDE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { -webkit-text-fill-color: transparent !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
SHOW = "() => { document.adoptedStyleSheets = []; }"
Colour = tuple[float, float, float]


def too_faint(page: Page, frame: Frame, selector: str) -> str:
    """Why an element's words are hard to read; empty where they are not, or are covered."""
    words = frame.evaluate(SCRIPT, selector)
    if not words["boxes"]:
        return ""
    needed = 3.0 if words["large"] else 4.5
    frame.evaluate(HIDE)
    worst = min(_worst(page, frame, words["colour"], box) for box in words["boxes"])
    frame.evaluate(SHOW)
    return "" if worst >= needed else f"contrast {worst:.2f}, needed {needed}"


def ratio(one: Iterable[float], other: Iterable[float]) -> float:
    """The contrast ratio of two colours (0 to 255) by WCAG 2: 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _worst(page: Page, frame: Frame, colour: list[float], box: dict[str, Any]) -> float:
    left, top = _place(frame)
    clip = box | {"x": box["x"] + left, "y": box["y"] + top}
    picture = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")
    behind = {pixel for _, pixel in picture.getcolors(picture.width * picture.height) or ()}
    return min(ratio(colour[:3], pixel) for pixel in behind)


def _place(frame: Frame) -> tuple[float, float]:
    if frame.parent_frame is None:
        return 0.0, 0.0
    holder = frame.frame_element().bounding_box()
    assert holder is not None
    return holder["x"] + 2, holder["y"] + 2  # the border that browsers give to frames


def _luminance(colour: Iterable[float]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
