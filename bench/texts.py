"""What people of the generated communes are called and what they write: Vietnamese, by number."""

from functools import cache

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Thanh")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Hà", "Hạnh", "Hùng", "Lan", "Mai", "Nam", "Oanh", "Phúc")
VILLAGES = ("Đông", "Đoài", "Thượng", "Trung", "Hạ", "Chợ", "Đình", "Bến")
MATTERS = (
    "Đường liên thôn {place} hỏng nặng, mưa là ngập, xe không đi được.",
    "Cống thoát nước {place} bị tắc, nước thải tràn ra mặt đường, mùi hôi thối.",
    "Đèn chiếu sáng {place} hỏng đã nhiều tháng, buổi tối trẻ em đi học về rất nguy hiểm.",
    "Rác {place} hai tuần chưa được thu gom, ruồi muỗi nhiều, người dân lo dịch bệnh.",
    "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất nộp ở {place} quá hạn, không ai trả lời.",
    "Nước sinh hoạt {place} đục và có mùi tanh, đề nghị kiểm tra nguồn nước.",
    "Trạm biến áp {place} quá tải, mùa nóng cúp điện liên tục, tủ lạnh hỏng hết đồ ăn.",
    "Trường mầm non {place} thiếu lớp, phải gửi trẻ ở xã khác rất xa.",
    "Chế độ trợ cấp của người cao tuổi {place} chi trả chậm ba tháng.",
    "Kênh mương tưới {place} bồi lắng, vụ đông không có nước, lúa chết khô.",
    "Bảo hiểm y tế hộ cận nghèo {place} chưa được cấp thẻ mới, đi khám phải trả tiền.",
    "Xe tải chở cát chạy qua {place} suốt đêm, bụi và tiếng ồn, nhà nứt tường.",
    "Chợ tạm {place} lấn chiếm lòng đường, buổi sáng tắc nghẽn không đi nổi.",
    "Nhà văn hóa {place} dột, hội họp không có chỗ ngồi, xin kinh phí sửa mái.",
    "Camera an ninh {place} không hoạt động, đã xảy ra ba vụ trộm xe máy.",
    "Thủ tục đăng ký khai sinh ở {place} phải đi lại bốn lần, cán bộ hướng dẫn không rõ.",
)
PLEAS = (
    "Kính mong lãnh đạo xem xét, giải quyết sớm.",
    "Đề nghị cho biết bao giờ khắc phục.",
    "Chúng tôi đã phản ánh năm ngoái mà chưa thấy làm.",
    "Xin trả lời bằng văn bản cho bà con yên tâm.",
)
# Stands in a few texts of one commune and nowhere else.
RARE = "Cống Bà Sáu bên miếu cổ sụt lún, xe công nông lật hai lần."


def name(number: int) -> str:
    """Somebody's full name."""
    return _name(number % (len(FAMILIES) * len(MIDDLES) * len(GIVEN)))


@cache
def _name(number: int) -> str:
    middle, family = divmod(number, len(FAMILIES))
    given = middle // len(MIDDLES)
    return f"{FAMILIES[family]} {MIDDLES[middle % len(MIDDLES)]} {GIVEN[given]}"


def phone(number: int) -> str:
    """Somebody's telephone number, another one for each of ten million people."""
    return f"09{number % 10_000_000 + 10_000_000:08d}"


def opinion(number: int) -> str:
    """What somebody writes: one of some hundred texts."""
    return _opinion(number % len(MATTERS), number // 16 % len(VILLAGES), number // 128 % len(PLEAS))


@cache
def _opinion(matter: int, village: int, plea: int) -> str:
    return f"{MATTERS[matter].format(place=f'thôn {VILLAGES[village]}')} {PLEAS[plea]}"
