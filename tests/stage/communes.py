"""The communes of the source documents on the stage: nothing planned yet, a day to begin with."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from bot.communes import put
from bot.settings import CommuneSettings
from dialogue.roles import Role
from locales.dates import LOCAL
from stage.conclusion import at_work
from stage.news import tell
from stage.people import Actor
from stage.program import CHANNELS, Program
from storage import addresses, communes
from storage.tables import Commune
from storage.work import Work

AGENCIES = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an")
VINH_HOA = CommuneSettings(
    code="vinhhoa",
    name="Xã Vĩnh Hòa",
    regulation="vinh-hoa-2025",
    prefix="VH",
    villages=("Thôn Đông", "Thôn Đoài", "Thôn Hạ"),
    agencies=AGENCIES,
)
CAT_HAI = CommuneSettings(
    code="cathai",
    name="Đặc khu Cát Hải",
    regulation="cat-hai-2025",
    prefix="CH",
    villages=("Tổ dân phố Một", "Tổ dân phố Hai"),
    agencies=AGENCIES,
)
HONG_AN = CommuneSettings(
    code="hongan",
    name="Phường Hồng An",
    regulation="hong-an-qt-vp-12",
    prefix="HA",
    villages=("Tổ dân phố Một", "Tổ dân phố Hai"),
    agencies=AGENCIES,
)


@dataclass(kw_only=True)
class Place(Program):
    """One of these communes instead of the sample, and no conference before the office plans it."""

    stated: CommuneSettings
    # Where the bytes of files lie.
    files: Path
    # Where everybody is.
    channel: str = "web"

    def _set_up(self, work: Work) -> None:
        commune = put(work, self.stated, self.now)
        assert commune.id is not None
        for channel in CHANNELS:
            addresses.ensure_account(work, channel, "main", commune.id)

    def invite(self, role: Role = Role.OFFICE, *, commune: str = "", agency: str = "") -> str:
        """A one-time code for this commune, or another one."""
        return super().invite(role, commune=commune or self.stated.code, agency=agency)

    def commune(self, work: Work) -> Commune:
        """This commune."""
        found = communes.by_code(work, self.stated.code)
        assert found is not None
        return found

    def on(self, day: date, hour: int = 9) -> None:
        """It is this day, and the staff are at work."""
        self.now = datetime.combine(day, time(hour), LOCAL)
        at_work(self)

    def settle(self) -> None:
        """What waits for the worker is done, as it is right after each commit."""
        tell(self, self.files)

    def person(self, name: str) -> Actor:
        """Somebody of this commune."""
        return Actor(program=self, name=name, channel=self.channel)

    def staff(self, name: str, full_name: str, role: Role, *, agency: str = "") -> Actor:
        """A member of staff of this commune."""
        actor = self.person(name)
        return actor.say(f"/thamgia {self.invite(role, agency=agency)}").say(full_name)
