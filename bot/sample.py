"""The built-in sample commune, clearly a sample, so that everything can be tried at once."""

from datetime import datetime, time, timedelta

from bot.settings import CommuneSettings
from dialogue.conference_life import ConferenceState
from dialogue.regulation import Regulation
from dialogue.working_days import Calendar
from locales.dates import LOCAL, local_date
from storage.tables import Commune, Conference
from storage.work import Work

FIELDS = (
    "Đất đai, xây dựng",
    "Giao thông, thủy lợi",
    "Điện, nước sinh hoạt",
    "Môi trường, rác thải",
    "Y tế, bảo hiểm",
    "Giáo dục",
    "Chính sách xã hội",
    "An ninh trật tự",
    "Thủ tục hành chính, cán bộ",
    "Lĩnh vực khác",
)

SAMPLE = CommuneSettings(
    code="mau",
    name="Xã Mẫu",
    regulation="mau",
    prefix="XM",
    contact="Văn phòng Đảng ủy Xã Mẫu (địa chỉ mẫu)",
    villages=(
        "Thôn Đông",
        "Thôn Đoài",
        "Thôn Thượng",
        "Thôn Trung",
        "Thôn Hạ",
        "Thôn Chợ",
        "Thôn Đình",
        "Thôn Bến",
    ),
    agencies=(
        "Phòng Kinh tế",
        "Phòng Văn hóa - Xã hội",
        "Công an xã",
        "Trạm Y tế",
        "Trường Tiểu học",
        "Điện lực khu vực",
    ),
)
WEEKS_AHEAD = timedelta(weeks=4)
CLOSES_BEFORE = timedelta(days=8)


def add_conference(
    work: Work, commune: Commune, regulation: Regulation, calendar: Calendar, now: datetime
) -> Conference:
    """The sample conference: some weeks ahead, on a working day, in the morning."""
    assert commune.id is not None
    day = calendar.on_or_after(local_date(now) + WEEKS_AHEAD)
    starts = datetime.combine(day, time(8, 0), LOCAL)
    closes = datetime.combine(day - CLOSES_BEFORE, time(17, 0), LOCAL)
    conference = Conference(
        commune_id=commune.id,
        code=f"DT{day:%y%m}",
        title=f"Hội nghị đối thoại năm {day.year} (mẫu)",
        kind="dinh_ky",
        form="truc_tiep",
        chair="dong_chu_tri",
        place="Hội trường Ủy ban nhân dân Xã Mẫu",
        content="Phát triển kinh tế - xã hội và những việc người dân quan tâm",
        starts_at=starts,
        registration_closes_at=closes,
        capacity=120,
        regulation_id=regulation.id,
        regulation_version=regulation.version,
        state=ConferenceState.REGISTRATION_OPEN,
        created_at=now,
    )
    work.session.add(conference)
    return conference
