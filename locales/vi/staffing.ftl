# The staff (/canbo): who they are, inviting, changing roles; handing over (/bangiao).
staff-list = { $total } vai trò cán bộ (trang { $page }/{ $last }):
    { $list }
    .title = Cán bộ
    .open = Danh sách cán bộ
    .invite = Mời cán bộ mới
    .codes = Mã tham gia chưa dùng ({ $count })
staff-line = • { $who } (dùng gần nhất { $time })
staff-holder = { $name }: { $role }
staff-no-name = chưa ghi tên
staff-away = ; nghỉ đến hết { $date }, { $name } làm thay
staff-member = Tham gia từ: { $since }
    Dùng gần nhất: { $seen }{ $away }
    .title = { $who }
    .change = Đổi vai trò
    .remove = Cho thôi vai trò
staff-codes = { $total } mã tham gia chưa dùng:
    { $list }
    .title = Mã tham gia chưa dùng
    .end = Hủy mã thứ { $number } ({ $role })
staff-code-line = • Mã thứ { $number }: { $role }, dùng được đến { $expires }
staff-no-codes = Không còn mã tham gia nào chưa dùng.
staff-code-ended = Đã hủy mã tham gia thứ { $number }. Không ai dùng mã này được nữa.
staff-code-gone = Mã này đã có người dùng, đã hủy hoặc đã hết hạn. Xin xem lại danh sách.
staff-ask-role = Chọn vai trò:
    .title = Vai trò cán bộ
    .cancel = Thôi, quay lại danh sách
staff-ask-agency = Chọn cơ quan:
    .title = Cơ quan được giao trả lời
    .cancel = Thôi, quay lại danh sách
staff-invited = Mã tham gia với vai trò { $role }: { $code }

    Xin đưa tận tay người được mời. Người đó mở trang trò chuyện này và gõ: /thamgia { $code }
    Mã dùng một lần, đến { $expires }, và chỉ hiện một lần ở đây.
    .title = Mã tham gia mới
staff-remove = { $who } sẽ thôi vai trò này ngay. Việc đã làm vẫn được lưu.
    .title = Cho thôi vai trò cán bộ
    .confirm = Đồng ý cho thôi
    .cancel = Thôi, giữ nguyên
staff-removed = Đã cho thôi vai trò: { $who }.
staff-changed = Đã đổi vai trò: { $who }.
staff-cancelled = Chưa thay đổi gì.
staff-gone = Vai trò này không còn. Xin xem lại danh sách.
staff-not-yours = Vai trò này do người vận hành cấp và cho thôi. Xin hỏi người vận hành.
staff-own = Đây là vai trò của chính Ông/Bà. Muốn thôi, xin gõ /thoat; muốn đổi, xin nhờ cán bộ khác của Văn phòng.
staff-last-officer = Đây là cán bộ Văn phòng duy nhất của địa phương nên chưa thể cho thôi. Xin mời một cán bộ Văn phòng khác trước.
notice-role-ended = Vai trò { $role } của Ông/Bà đã kết thúc. Muốn làm việc lại, xin liên hệ Văn phòng.
    .title = Thay đổi vai trò
notice-role-changed = Vai trò của Ông/Bà đã đổi: { $before } → { $after }.
    .title = Thay đổi vai trò
hand-over-ask-who = Ai làm thay Ông/Bà, bắt đầu từ hôm nay?
    .title = Bàn giao việc
    .cancel = Thôi, không bàn giao
hand-over-ask-until = Hôm nay là { $today }. Bàn giao đến hết ngày nào? Xin gõ ngày, ví dụ 26/9/2025.
    .cancel = Thôi, không bàn giao
hand-over-day-needed = Xin gõ ngày và tháng, ví dụ 26/9/2025.
hand-over-day-outside = Xin chọn một ngày từ hôm nay đến { $longest }.
hand-over-done = Đã bàn giao cho { $name } ({ $roles }) đến hết { $date }. Sau ngày đó việc tự về lại Ông/Bà.
    .title = Đã bàn giao việc
    .take_back = Nhận lại việc
hand-over-standing = { $name } đang làm thay Ông/Bà đến hết { $date }.
    .title = Bàn giao việc
hand-over-over = Ông/Bà đã nhận lại việc.
hand-over-none = Ông/Bà đang không bàn giao việc cho ai.
hand-over-nobody = Chưa có cán bộ nào khác cùng vai trò để làm thay. Xin nhờ Văn phòng mời thêm người.
hand-over-cancelled = Chưa bàn giao gì.
notice-stand-in = { $name } đã bàn giao việc cho Ông/Bà đến hết { $date }. Việc ấy có trong danh sách việc của Ông/Bà.
    .title = Làm thay đồng nghiệp
notice-stand-in-left = { $name } không còn giữ vai trò ấy nên không làm thay Ông/Bà được nữa. Việc trở lại với Ông/Bà; nếu vẫn vắng mặt, xin bàn giao cho người khác.
    .title = Không còn người làm thay
notice-stand-in-over = { $name } đã nhận lại việc. Ông/Bà không phải làm thay nữa.
    .title = Hết thời gian làm thay
