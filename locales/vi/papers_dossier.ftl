# The dossier of a conference: what is there, what is missing, the whole of it as an archive.
command-hoso = Hồ sơ hội nghị
dossier-office = Văn phòng
dossier-choose = Ông/Bà muốn xem hồ sơ của hội nghị nào?
    .title = Hồ sơ hội nghị
dossier-none = Chưa có hội nghị nào nên chưa có hồ sơ. Lập kế hoạch hội nghị bằng lệnh /hoinghi.
    .title = Hồ sơ hội nghị
dossier-unknown = Không có hội nghị { $code } ở địa phương này. Xin chọn trong danh sách.
    .title = Hồ sơ hội nghị
dossier-open = { $title } ({ $date })
dossier-all = Các hồ sơ
dossier-back = ‹ Hồ sơ { $code }
dossier-of = { $conference }

    { $list }
    .title = Hồ sơ hội nghị
dossier-free = { $conference }

    Loại hội nghị này không có danh mục cố định ({ $clause }): { $wording }.

    Đang có:
    { $list }
    .title = Hồ sơ hội nghị
dossier-other-papers = Các văn bản khác mà phần mềm lập được, và nơi để văn bản không thuộc mục nào:
    { $list }
    .title = Văn bản khác
dossier-fact-keeper = Nơi lưu hồ sơ
dossier-fact-missing = Số mục còn thiếu
dossier-fact-clause = Theo
dossier-complete = không thiếu mục nào
dossier-line = • { $title } – { $what }
dossier-can-be-made = lập được
dossier-nothing-yet = Chưa có.
dossier-phase-before = Trước hội nghị
dossier-phase-session = Trong hội nghị
dossier-phase-after = Sau hội nghị
dossier-others = Văn bản khác
dossier-petition-files = Tài liệu kèm ý kiến, kiến nghị
dossier-list-name = Mục lục hồ sơ
dossier-take = Tải cả hồ sơ
dossier-signed = Bản đã ký
dossier-signed-numbered = Bản đã ký số { $number }
dossier-signed-dated = { $paper }, ngày { $day }
dossier-signed-on-its-way = Bản đã ký (đang tải về)
dossier-signed-more = { $said } và { $count } tệp khác
dossier-handed = { $count } tệp trả lời của cơ quan
dossier-made = Bản do phần mềm lập
dossier-made-name = { $title } (phần mềm lập)
dossier-more-files = và { $count } tệp khác
dossier-owes = { $agency } ({ $count } nội dung chưa trả lời)
dossier-unpublished = { $role } ({ $count } câu trả lời chờ duyệt)
dossier-owed-signed = Còn chờ: { $who }
dossier-owed-unsigned = Chưa có bản ký: { $who }
dossier-owed-missing = Thiếu: { $who }
dossier-owed-optional = Nếu có
dossier-owed-later = Chưa đến lúc
dossier-missing-line = • { $owed }: { $titles }
dossier-missing-more = và nhiều nữa, xem trong mục lục hồ sơ
dossier-paper = { $title_of }

    { $list }
    .title = Văn bản trong hồ sơ
dossier-make = Lập: { $title }
dossier-add = Thêm bản đã ký
dossier-take-away = Gỡ: { $paper }
dossier-put-back = Để lại vào hồ sơ
dossier-away = Đã gỡ bản này khỏi hồ sơ. Gỡ nhầm thì bấm nút bên dưới để đưa lại; sau một thời gian tệp được xóa hẳn.
    .title = Đã gỡ
dossier-away-already = Bản này đã được gỡ khỏi hồ sơ trước đó.
dossier-is-back = Bản này đã ở lại trong hồ sơ.
dossier-no-such = Trong hồ sơ không có mục này, hoặc tệp đã được xóa hẳn. Xin mở lại từ hồ sơ.
    .title = Hồ sơ hội nghị
dossier-ask-files = Xin gửi bản đã ký: tệp PDF, Word, Excel hoặc ảnh chụp từng trang.
    .title = Thêm bản đã ký
    .cancel = Thôi
dossier-files-needed = Xin gửi tệp hoặc ảnh của bản đã ký; chưa gửi được thì bấm “Thôi”.
dossier-too-many-files = Một lần thêm được nhiều nhất { $most } tệp. Xin gộp các trang thành một tệp PDF.
dossier-ask-number = Đã nhận { $count } tệp, đang giữ trong hồ sơ. Còn trang nào xin gửi tiếp. Đủ rồi thì cho biết số, ký hiệu của văn bản, ví dụ 12-KH/ĐU.
    .title = Số văn bản
    .skip = Không có số
dossier-number-needed = Xin gõ số, ký hiệu của văn bản, dài nhất { $longest } chữ; không có thì bấm “Không có số”.
dossier-ask-day = Văn bản ký ngày nào? Ví dụ 15/10/2025.
    .title = Ngày ký
    .today = Hôm nay
    .skip = Không rõ
dossier-day-needed = Xin gõ ngày ký như 15/10/2025; không rõ thì bấm “Không rõ”.
dossier-day-to-come = Ngày này chưa đến. Xin xem lại ngày ký trên văn bản.
dossier-kept = Đã giữ { $count } tệp trong hồ sơ.
    .title = Đã thêm bản ký
dossier-ordered = Đang lập hồ sơ { $conference }. Xong sẽ gửi Ông/Bà ngay tại đây.
    .title = Lập hồ sơ
dossier-ready = Hồ sơ { $conference } đã xong, không thiếu mục nào. Nơi lưu hồ sơ: { $keeper }.
    .title = Hồ sơ đã xong
dossier-ready-missing = Hồ sơ { $conference } đã xong. Nơi lưu hồ sơ: { $keeper }. Những mục còn thiếu:
    { $list }
    .title = Hồ sơ đã xong
# The titles of the program's own papers, also as names of their files.
paper-title-plan = Kế hoạch tổ chức hội nghị
paper-title-task_assignment = Phân công nhiệm vụ
paper-title-invitation = Giấy mời chung
paper-title-invitations = Giấy mời từng đại biểu
paper-title-public_notice = Thông báo rộng rãi
paper-title-opinion_slip = Phiếu lấy ý kiến
paper-title-speakers = Danh sách đăng ký phát biểu
paper-title-speakers_sheet = Danh sách đăng ký phát biểu (Excel)
paper-title-synthesis_report = Báo cáo tổng hợp ý kiến, kiến nghị
paper-title-synthesis_sheet = Bảng tổng hợp ý kiến, kiến nghị (Excel)
paper-title-answer_assignment = Phân công chuẩn bị trả lời
paper-title-answers = Báo cáo trả lời chung
paper-title-programme = Chương trình hội nghị
paper-title-minutes = Biên bản hội nghị
paper-title-conclusion_notice = Thông báo kết luận
paper-title-reply_covers = Công văn trả lời
paper-title-result_reports = Báo cáo kết quả giải quyết
paper-title-petitioned_again = Tổng hợp ý kiến tiếp tục kiến nghị
paper-title-petition_upward = Văn bản kiến nghị cấp trên
paper-title-dossier_contents = Mục lục hồ sơ
paper-title-others = Văn bản khác liên quan
