"""How much room is left on the disks that hold the data, said before it is none."""

import shutil
from collections.abc import Iterable
from pathlib import Path

# Under this somebody should act: some dozens of files, or months of words.
LOW_BYTES = 500_000_000
# What files never take: what people write must find room when their photos no longer do.
KEPT_FOR_WORDS = 50_000_000


def free(folder: Path) -> int:
    """Bytes that may still be written where `folder` is, or will be made."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
    return shutil.disk_usage(there).free


def least(folders: Iterable[Path]) -> int:
    """The fewest free bytes among the disks of these folders."""
    return min(free(folder) for folder in folders)


def megabytes(count: int) -> int:
    """Bytes as people read them."""
    return count // 1_000_000
