"""The templates of what is told to the public."""

from templates.page import (
    CENTRE,
    body,
    end_if,
    finished,
    letterhead,
    new_page,
    only_if,
    signature,
    title,
    write,
)


def public_notice() -> bytes:
    """hai-phong-13-hd V.1(1), V.2*: content, time, place, number of participants."""
    page = new_page()
    letterhead(page)
    title(page, "THÔNG BÁO", "{{ conference }}")
    body(page, "Thực hiện {{ regulation }}, {{ head.spoken }} thông báo:")
    body(page, "1. Thời gian: {{ time }}.")
    body(page, "2. Địa điểm: {{ place }}.")
    body(page, "3. Hình thức: {{ form }}{% if kind %} ({{ kind }}){% endif %}.")
    body(page, "4. Chủ trì: {{ chair }}.")
    body(page, "5. Nội dung đối thoại: {{ content }}.")
    only_if(page, "participants")
    body(page, "Số lượng người tham gia: {{ participants }} người.")
    end_if(page)
    body(
        page,
        "Nhân dân đăng ký tham dự, phát biểu hoặc gửi câu hỏi, kiến nghị trước {{ closes }}"
        "{% if address %}, tại địa chỉ {{ address }} hoặc quét mã bên dưới{% endif %}"
        "{% if contact %}; cần hỏi thêm xin liên hệ {{ contact }}{% endif %}.",
    )
    only_if(page, "qr")
    write(page, "{{ qr }}", align=CENTRE, before=6)
    end_if(page)
    signature(page, ["- Nhân dân trên địa bàn;", "- Cơ quan, đơn vị liên quan;", "- Lưu: VT."])
    return finished(page)
