"""The template of the invitations: a page for each who is invited."""

from templates.filling import new_sheet, unnumbered
from templates.page import (
    CENTRE,
    body,
    end_for,
    end_if,
    finished,
    for_each,
    letterhead,
    new_page,
    only_if,
    signature,
    title,
    write,
)

NAME_ROOM = "………………………………………………………………"


def invitation() -> bytes:
    """hai-phong-13-hd V.1(1)."""
    page = new_page()
    unnumbered(page)
    for_each(page, "guest", "guests")
    new_sheet(page, "not loop.first")
    letterhead(page)
    title(
        page,
        "GIẤY MỜI",
        "Dự {{ conference.title }}",
        below="giữa {{ conference.heads }} với Nhân dân",
    )
    body(page, "Thực hiện {{ basis }}, {{ head.spoken }} trân trọng kính mời:")
    write(page, "Ông/Bà: {{ guest.name or '" + NAME_ROOM + "' }}", bold=True, before=6, indent=10)
    write(
        page,
        "Chức vụ, đơn vị: {{ guest.position or '" + NAME_ROOM[:-9] + "' }}",
        before=3,
        indent=10,
        after=3,
    )
    body(page, "Thời gian: {{ conference.time }}.")
    body(page, "Địa điểm: {{ conference.place }}.")
    body(
        page,
        "Hình thức: {{ conference.form }}{% if conference.kind %} "
        "({{ conference.kind }}){% endif %}.",
    )
    body(
        page,
        "Chủ trì: {{ conference.chair }}{% if conference.deputy %} (ủy quyền "
        "cho {{ conference.deputy }} chủ trì){% endif %}.",
    )
    body(page, "Nội dung: {{ conference.content }}.")
    only_if(page, "guest.content")
    body(page, "Nội dung Ông/Bà đã đăng ký: {{ guest.content }}.")
    end_if(page)
    body(
        page,
        "Kính đề nghị Ông/Bà đến trước giờ khai mạc 15 phút và mang theo giấy "
        "mời này. Nếu không đến được, xin báo sớm cho "
        "{{ conference.contact or conference.office or head.spoken }}.",
    )
    body(page, "Rất hân hạnh được đón tiếp Ông/Bà./.")
    only_if(page, "qr")
    write(page, "{{ qr }}", align=CENTRE, before=6)
    write(
        page,
        "Quét mã để xem lịch, chương trình và gửi câu hỏi trước hội nghị",
        align=CENTRE,
        italic=True,
        size=12,
    )
    end_if(page)
    signature(page, ["- Như trên;", "- Lưu: {{ conference.office or 'Văn phòng' }}."])
    end_for(page)
    return finished(page)
