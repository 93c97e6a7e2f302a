"""Measures the page as it stands: nothing sideways, nothing cut off, nothing too small to hit."""

from pathlib import Path

from playwright.sync_api import Frame

SCRIPT = Path(__file__).with_name("measures.js").read_text()
# What everybody presses: 44 pixels. WCAG 2.5.8 asks for 24, of everything.
MAIN = ".choice, .send, .box, .attach input, .plain, .top button, .pill, .answers button"
# A style sheet made by script is no part of the page, and its policy does not forbid it.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
NO_SPACING = "() => { document.adoptedStyleSheets = []; }"


def faults(frame: Frame) -> list[str]:
    """What is wrong with sizes and places, a line for each element."""
    found: list[str] = frame.evaluate(SCRIPT, MAIN)
    return found


def faults_when_spaced(frame: Frame) -> list[str]:
    """The same with the reader's own spacing of letters, words and lines (WCAG 1.4.12)."""
    frame.evaluate(SPACING)
    found = faults(frame)
    frame.evaluate(NO_SPACING)
    return found
