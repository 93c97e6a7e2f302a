"""Numbers as they stand in sentences."""


def number(value: int, language: str) -> str:
    """20000 as "20.000" in Vietnamese, "20,000" in English."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped
