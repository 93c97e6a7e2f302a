# The office: joining, the list of work, one petition, the decisions.
role-office = Văn phòng
role-board = Ban Xây dựng Đảng
role-front = Mặt trận Tổ quốc
role-agency = Cơ quan được giao trả lời
role-chair = Chủ trì
role-city = Ban Tuyên giáo và Dân vận Thành ủy
role-operator = Người vận hành
enrol-ask-name = Mã đúng. Xin cho biết họ và tên, để ghi ai là người quyết định.
    .title = Đăng ký cán bộ
enrol-welcome = { $name } đã tham gia với vai trò { $roles } của { $commune }.

    Gõ /viec để xem việc đang chờ. Xong việc trên máy dùng chung, xin gõ /thoat.
    .title = Đã đăng ký cán bộ
enrol-wrong = Mã tham gia chưa đúng, đã dùng hoặc đã hết hạn. Xin hỏi Văn phòng hoặc người vận hành để lấy mã mới.
enrol-barred = Đã gõ sai mã tham gia nhiều lần. Xin thử lại sau một giờ, hoặc hỏi Văn phòng, người vận hành.
enrol-not-framed = Việc của cán bộ không làm được khi trang này nằm trong khung của trang khác. Xin bấm “Mở trang riêng” ở đầu trang rồi làm tiếp.
enrol-staff-only = Lệnh này dành cho cán bộ. Nếu Ông/Bà là cán bộ, xin gõ /thamgia kèm mã được cấp.
enrol-session-over = Phiên làm việc đã hết hạn vì lâu không dùng. Xin gõ /thamgia kèm mã mới do Văn phòng hoặc người vận hành cấp.
enrol-no-role = Ông/Bà đang không giữ vai trò cán bộ nào ở đây. Muốn làm việc, xin gõ /thamgia kèm mã được cấp.
enrol-left = Đã thôi vai trò cán bộ trên máy này. Muốn làm việc lại, xin dùng mã tham gia mới.
enrol-left-last = Nay địa phương này không còn cán bộ Văn phòng nào. Xin báo người vận hành cấp mã tham gia mới, để kiến nghị và hội nghị có người lo.
role-may-not = Vai trò của Ông/Bà ({ $roles }) không làm việc này được. Xin gõ /trogiup để xem việc làm được, hoặc nhờ người có vai trò phù hợp.
role-not-given = Vai trò của Ông/Bà không làm việc này được: kiến nghị { $code } không được giao cho cơ quan của Ông/Bà. Xin xem lại mã, hoặc mở từ danh sách việc.
work-list = { $section } (đang xem { $shown }):
    { $list }
    { $notes }
    .title = Việc cần làm
work-empty = Hiện không có việc nào chờ Ông/Bà.
    { $notes }
    .title = Việc cần làm
work-line = • { $code }, { $time }, { $village }: { $what }
work-opinion = xét nội dung
work-seat-speak = xin chỗ phát biểu
work-seat-attend = xin chỗ dự
work-seat-send = xin chỗ dự
work-seat-review = nhờ xem lại chỗ dự
work-open = Mở { $code }
work-waiting = Chờ người dân bổ sung: { $codes }
work-next = Trang sau ›
work-before = ‹ Trang trước
work-refresh = Xem lại danh sách
case = { $content }
    { $files_line }

    Diễn biến:
    { $events }{ $beside }
    .title = Kiến nghị { $code }
case-who = { $name } ({ $position }), điện thoại: { $phone }
case-who-hidden = Văn phòng chưa cho cơ quan trả lời biết
case-supplement = [Bổ sung] { $text }
case-content-cut = { $text }…
    (Nội dung dài { $length } ký tự, ở đây chỉ hiện phần đầu.)
case-seat-not_wanted = không xin chỗ
case-seat-requested = chờ xét
case-seat-granted = đã xếp chỗ
case-seat-refused = không có chỗ ({ $clause })
case-hint = cần xem: { $wording } ({ $clause })
case-opened-by = Lưu ý: { $name } đang xem kiến nghị này (mở lúc { $time }).
case-grant = Xếp chỗ dự
case-refuse = Từ chối chỗ dự
case-undo-seat = Xét lại chỗ dự
case-accept = Chấp nhận nội dung
case-ask = Đề nghị bổ sung
case-decline = Không đưa vào đối thoại
case-undo = Xét lại nội dung
case-done = Đã ghi: { $what }. Người gửi đã được báo.
case-done-not-told = Đã ghi: { $what }. Không nhắn tin được cho người gửi; xin báo bằng điện thoại hoặc giấy.
case-outdated = Chưa ghi quyết định: kiến nghị này vừa có thay đổi. Xin xem lại rồi quyết định.
case-unknown = Không có kiến nghị { $code } ở địa phương này. Xin xem lại mã, hoặc mở từ danh sách việc.
case-verb-unknown = Chưa rõ việc cần làm. Xin bấm một nút bên dưới.
refusal-ask-seat = Từ chối chỗ dự của { $code } theo điều kiện nào?
    .title = Từ chối chỗ dự
    .other = Lý do khác (tự ghi)
    .cancel = Thôi, không từ chối
refusal-ask-hearing = Không đưa { $code } vào đối thoại theo quy định nào?
    .title = Không đưa vào đối thoại
    .other = Lý do khác (tự ghi)
    .cancel = Thôi, quay lại hồ sơ
law-clause = mục { $clause }, { $regulation }
law-article = { $clause }, { $regulation }
law-other-reason = lý do khác
law-lacks = chưa đáp ứng: { $wording }
law-falls-under = thuộc trường hợp: { $wording }
refusal-ask-note = Ông/Bà có muốn viết thêm vài lời giải thích cho người gửi không?
    .skip = Không cần
refusal-ask-reason = Xin viết lý do. Người gửi sẽ đọc được lời này.
refusal-reason-needed = Xin viết lý do bằng chữ.
refusal-ask-documents = { $code } cần bổ sung gì? Xin viết rõ, người gửi sẽ đọc được lời này.
    .title = Đề nghị bổ sung
    .cancel = Thôi, không đề nghị
refusal-documents-needed = Xin viết bằng chữ những gì cần bổ sung.
refusal-cancelled = Chưa ghi gì. Hồ sơ giữ nguyên.
case-renew = Cấp lại mật mã
renewal-ask = Cấp lại mật mã cho { $code } (người gửi: { $name })? Mật mã cũ sẽ hết hiệu lực.

    Chỉ cấp lại khi đã biết chắc người hỏi là người gửi.
    .title = Cấp lại mật mã
    .confirm = Đã kiểm tra, cấp lại
    .cancel = Thôi
renewal-done = Xin đưa mật mã mới cho người gửi. Mật mã này chỉ hiện một lần.
    .title = Mật mã mới
fact-own-way = Lưu ý
case-own-way = có thể là đơn khiếu nại, tố cáo: hướng dẫn người gửi đến nơi tiếp công dân; Văn phòng quyết định
conference-state-draft = đang chuẩn bị
conference-state-announced = đã thông báo
conference-state-registration_open = đang nhận đăng ký
conference-state-registration_closed = đã hết hạn đăng ký
conference-state-in_session = đang họp
conference-state-concluded = đã kết luận, chờ thông báo kết luận
conference-state-replies_due = đã gửi thông báo kết luận, chờ trả lời bằng văn bản
conference-state-archived = đã lưu hồ sơ
conference-state-postponed = được hoãn
conference-state-cancelled = đã hủy
conference-state-discarded = đã bỏ, không tổ chức
