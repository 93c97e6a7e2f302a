"""`make templates`: writes every template into documents/templates/ anew."""

from collections.abc import Callable, Mapping
from pathlib import Path

from templates.announcing import public_notice

FOLDER = Path(__file__).parents[2] / "documents" / "templates"
DRAWN: Mapping[str, Callable[[], bytes]] = {
    "public_notice": public_notice,
}


def main() -> None:
    """A file for each; its name is the paper's."""
    for name, draw in DRAWN.items():
        (FOLDER / f"{name}.docx").write_bytes(draw())


if __name__ == "__main__":
    main()
