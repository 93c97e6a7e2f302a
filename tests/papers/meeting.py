"""A conference of Phường An Biên from plan to conclusion notice, with all that papers tell of.

Thirty opinions would say no more than these: two of several people about one road, two
that need a check, one of them with letters that break files, one beyond the commune's authority.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from stage import Actor
from stage.communes import AGENCIES, Place
from stage.lists import send_list
from stage.program import house
from stage.steps import Plan, answer, hand_over, issue, plan, send, sort

from bot.settings import CommuneSettings
from dialogue.report_periods import ReportPeriod, named
from dialogue.roles import Role
from documents.stationery import Stationery, issuer_named
from handlers.charted import Charted
from handlers.figures.charts import CHARTS, Drawn
from handlers.house import House
from handlers.ordered import Made
from handlers.papers import reporting
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from handlers.voice import Voice
from locales.dates import LOCAL
from storage.database import Database
from storage.tables import Commune, Conference, Petition
from storage.work import Work

AN_BIEN = CommuneSettings(
    code="anbien",
    name="Phường An Biên",
    regulation="hai-phong-13-hd",
    prefix="AB",
    contact="Văn phòng Đảng ủy, điện thoại 0225 3 000 000",
    villages=("Tổ dân phố Một", "Tổ dân phố Hai"),
    agencies=AGENCIES,
)
SIGNERS = {"secretary": "Nguyễn Thị Minh", "committee_office": "Trần Văn Nam"}
ECONOMY, CULTURE = AGENCIES[:2]
CHOICE = "Hội nghị đối thoại định kỳ năm 2025, thứ Ba, 4/11/2025"
AT_CONFERENCE = "Trả lời tại hội nghị"
AFTER_CHECK = "Kiểm tra, làm rõ, trả lời sau"
UPWARD = "Ghi nhận, báo cáo cấp trên"
ROAD = "Đường tổ Một hỏng nặng, mưa là ngập, xe không đi được."
# What breaks files that are put together as text.
HOSTILE = 'Hỏi giá <vật tư> & "phí" {{ 7*7 }} {% if %} =SUM(A1) 🙂 của hợp tác xã'
START = datetime(2025, 10, 1, 9, tzinfo=LOCAL)
NOTICE = datetime(2025, 11, 12, 9, tzinfo=LOCAL)
# Who says what, in this order.
STATED = {
    "road": ("an", "Nguyễn Văn An", ROAD),
    "flood": ("binh", "Trần Thị Bình", "Đường tổ Một cứ mưa to là ngập, đi lại rất khổ."),
    "land": ("em", "Đỗ Văn Em", "Đất bị thu hồi chưa được bồi thường."),
    "ferry": ("giang", "Hồ Thị Giang", "Xin thêm chuyến phà buổi tối."),
    "prices": ("khanh", "Lý Quốc Khánh", HOSTILE),
    "school": ("lan", "Bùi Thị Lan", "Trường mầm non thiếu phòng học."),
}


# The reports that are looked at beside the papers of the conference, by their period.
REPORTS = {"quarterly_report": "2025Q4", "annual_report": "2025"}


@dataclass(kw_only=True)
class Meeting:
    """The place with the conference, and the codes of its opinions by what they are about."""

    place: Place
    codes: dict[str, str]

    def paper(self, key: str) -> bytes:
        """The paper `key` of `PAPERS` about the conference, as a file."""
        return self.made(key).write().data

    def made(self, key: str) -> Made:
        """The same before it is written; a report by its key in `REPORTS`."""
        if key in REPORTS:
            return self._report(REPORTS[key])
        return self.place.database.read_now(lambda work: PAPERS[key].compose(self.writing(work)))

    def files(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Each of these papers by its key with the ending of its kind."""
        made = {key: self.made(key) for key in keys}
        return {f"{key}{Path(one.name).suffix}": one.write().data for key, one in made.items()}

    def _report(self, period: str) -> Made:
        made = self.place.database.read_now(
            lambda work: reporting.made(self.voice(work), _period(period), reporting.WORD)
        )
        assert made is not None
        return made

    def charts(self) -> dict[str, Charted]:
        """The charts of its year for which there is something to draw, by their key."""

        def drawn(work: Work) -> dict[str, Charted | None]:
            span = ReportPeriod(year=self.place.now.year).whole
            about = Drawn(voice=self.voice(work), span=replace(span, last=self.place.now.date()))
            return {key: compose(about) for key, compose in CHARTS.items()}

        made = self.place.database.read_now(drawn)
        return {key: chart for key, chart in made.items() if chart is not None}

    def writing(self, work: Work) -> Writing:
        """What a paper about the conference is written with."""
        conference = work.session.get_one(Conference, 1)
        return Writing(voice=self.voice(work), conference=conference)

    def voice(self, work: Work) -> Voice:
        """Who speaks for the commune."""
        place = self.place
        commune = work.session.get_one(Commune, 1)
        return Voice(work=work, house=place.house, now=place.now, commune=commune)


def _period(name: str) -> ReportPeriod:
    found = named(name)
    assert found is not None
    return found


def play(url: str, folder: Path) -> None:
    """The conference, on a migrated database; files that are sent in it lie in `folder`."""
    with opened(url, folder) as place:
        place.set_up()
        place.now = START
        _play(place, folder)


@contextmanager
def meeting(url: str, folder: Path) -> Iterator[Meeting]:
    """The played conference on the day of its notice."""
    with opened(url, folder) as place:
        sent = [one.code or "" for one in place.all_of(Petition)]
        yield Meeting(place=place, codes=dict(zip(STATED, sent, strict=False)))


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Place]:
    """The commune on a database, on the day of the notice."""
    database = Database(url)
    try:
        yield Place(
            database=database,
            stated=AN_BIEN,
            now=NOTICE,
            files=folder,
            house=with_stationery(house()),
        )
    finally:
        database.close()


def with_stationery(house: House) -> House:
    """Papers with a letterhead, and an address for their QR codes."""
    issuer = issuer_named(AN_BIEN.name, above="Đảng bộ thành phố Hải Phòng", signers=SIGNERS)
    return replace(
        house,
        public_url="https://doithoai.example.gov.vn",
        stationery=Stationery(issuers={AN_BIEN.code: issuer}),
    )


def _play(place: Place, folder: Path) -> None:
    """From 1 October to 12 November 2025."""
    chi = place.staff("chi", "Lê Thị Chi", Role.OFFICE)
    economy = place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY)
    culture = place.staff("hoa", "Vũ Thị Hoa", Role.AGENCY, agency=CULTURE)
    announce(chi)
    codes = opinions(place)
    sort_them(chi, codes)
    speakers(chi, folder)
    place.on(date(2025, 10, 20))
    prepare(chi, economy, culture, codes)
    hold(place, chi, codes)
    place.on(NOTICE.date())
    issue(chi, "H1", "125-TB/ĐU")
    hand_over(chi, "H1")
    reply(place, chi, economy, codes["land"])
    place.settle()


def announce(chi: Actor) -> None:
    """The Secretary's, planned, announced and open for registration."""
    said = Plan(
        when="8 giờ ngày 4/11/2025",
        chair="Bí thư Đảng ủy",
        place="Hội trường phường An Biên",
        content="Đất đai, giao thông, môi trường",
    )
    plan(chi, said).press("Thông báo hội nghị").press("Mở đăng ký")


def opinions(place: Place) -> dict[str, str]:
    """Sent in the chat by six people."""
    return {
        key: send(place.person(who), CHOICE, name, words)
        for key, (who, name, words) in STATED.items()
    }


def sort_them(chi: Actor, codes: dict[str, str]) -> None:
    """By field and disposition; two about one road side by side. One is not sorted yet."""
    ways = {
        "road": AT_CONFERENCE,
        "flood": AT_CONFERENCE,
        "land": AFTER_CHECK,
        "ferry": UPWARD,
        "prices": AFTER_CHECK,
    }
    for key, way in ways.items():
        sort(chi, codes[key], way)
    chi.say("/gom H1").press(f"Gợi ý: 2 ý kiến giống {codes['road']}")
    chi.press("Gom 2 ý kiến này").say("Sửa đường tổ Một")


def speakers(chi: Actor, folder: Path) -> None:
    """The front's list of those who want to speak."""
    rows = [
        ("Vũ Văn Hùng", "Bí thư chi bộ tổ Hai", "Rác thải chưa được thu gom đúng giờ"),
        ("Đặng Thị Ánh", "Chi hội Phụ nữ tổ Một", "Nhà văn hóa cần sửa mái"),
    ]
    send_list(chi, "H1", rows, folder)


def prepare(chi: Actor, economy: Actor, culture: Actor, codes: dict[str, str]) -> None:
    """One is answered beforehand; one is given and still owed."""
    chi.say(f"/giao {codes['road']}").press(ECONOMY).press("Không cần phối hợp")
    chi.press("Không định ngày")
    answer(economy, codes["road"], "Đường được sửa trong quý I/2026.", "12/KT-TL")
    chi.say(f"/giao {codes['flood']}").press(CULTURE).press(ECONOMY).press("Đủ rồi")
    chi.press("Không định ngày")


def hold(place: Place, chi: Actor, codes: dict[str, str]) -> None:
    """Tuesday 4 November: one is settled there, two are given, one goes upward."""
    place.on(date(2025, 11, 4), 8)
    chi.say("/hoinghi H1").press("Khai mạc")
    for key in ("road", "flood"):
        chi.say(f"/ketluan H1 muc {codes[key]}").press("Đã giải quyết tại hội nghị")
    for key in ("land", "prices"):
        chi.say(f"/ketluan H1 muc {codes[key]}").press("Giao cơ quan trả lời").press(ECONOMY)
    chi.say(f"/ketluan H1 muc {codes['ferry']}").press("Gửi lên cấp trên")
    chi.say(f"/ketluan H1 muc {codes['school']}").press(UPWARD)
    chi.say("/ketluan H1").press("Kết thúc hội nghị")


def reply(place: Place, chi: Actor, economy: Actor, code: str) -> None:
    """One is replied to in writing; its author, who is not satisfied, takes it up again."""
    answer(economy, code, "Hộ ông Em được bồi thường trong tháng 12/2025.", "15/KT-ĐĐ")
    chi.say(f"/duyet {code}").press("Công bố")
    em = place.person("em").say(f"/danhgia {code}").press("Chưa hài lòng").say("Chậm quá.")
    em.press("Tiếp tục kiến nghị").press("Viết tiếp nội dung").press("Viết tiếp")
    em.say("Xin trả tiền bồi thường ngay trong tháng này.").press("Xong").press("Gửi")
