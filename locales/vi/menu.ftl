# The beginning, the help, the schedule.
menu-start = Đây là nơi người dân { $commune } gửi câu hỏi, kiến nghị tới hội nghị đối thoại với lãnh đạo địa phương và theo dõi đến khi có trả lời.

    Ông/Bà muốn làm gì?{ $extra }
    .title = Xin chào Ông/Bà
menu-draft-waits = Ông/Bà có một nội dung đang viết dở. Xin chọn mục 1 để viết tiếp.
menu-sample = Đây là xã mẫu để dùng thử, không phải cơ quan thật.
menu-register = Gửi câu hỏi, kiến nghị
menu-lookup = Tra cứu bằng mã
menu-schedule = Lịch đối thoại
menu-attend = Đăng ký dự, phát biểu
menu-help = Trợ giúp
menu-mine = Kiến nghị của tôi
menu-home = Về trang đầu
menu-follow = Xem diễn biến
menu-work = Việc cần làm
help = Ông/Bà có thể:
    • Gửi câu hỏi, kiến nghị: /gui
    • Xem đã giải quyết đến đâu: /tracuu kèm mã và mật mã, hoặc /cuatoi
    • Xem lịch đối thoại: /lich
    • Đăng ký dự, phát biểu: /phatbieu
    • Về trang đầu, thôi trả lời câu đang hỏi: /start

    Khi đang trả lời, gõ “quay lại” để về câu trước. Nội dung viết dở luôn được giữ.

    Cần người giúp, xin liên hệ: { $contact }.{ $staff }
    .title = Trợ giúp
help-staff = Dành cho cán bộ:
    { $commands }
command-viec = Việc đang chờ
command-xet = Mở và xét một kiến nghị (gõ kèm mã)
command-bosung = Đề nghị người dân bổ sung (gõ kèm mã)
command-lienhe = Người cần báo tin trực tiếp
command-bangiao = Bàn giao việc khi nghỉ
command-canbo = Cán bộ: mời, đổi vai trò, thôi vai trò
command-thoat = Thôi vai trò cán bộ trên máy này
command-start = Về trang đầu
command-gui = Gửi câu hỏi, kiến nghị
command-tracuu = Tra cứu bằng mã
command-lich = Lịch đối thoại
command-phatbieu = Đăng ký dự, phát biểu
command-cuatoi = Kiến nghị của tôi
command-kenh = Các kênh của tôi
command-trogiup = Trợ giúp
schedule = { $list }
    .title = Lịch đối thoại
schedule-empty = Hiện không có hội nghị đối thoại nào đang nhận đăng ký. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị vào hòm thư chung của địa phương.
    .title = Lịch đối thoại
schedule-item = { $title }
    Thời gian: { $time }
    Địa điểm: { $place }
    Nội dung: { $content }{ $number }{ $online }
    { $registration }
schedule-number = Số người tham gia: { $number }
schedule-voices = Những việc nhiều người đã nêu (Ông/Bà có thể cùng nêu):
schedule-voice = • { $title } (số ý kiến: { $count })
schedule-open = Nhận đăng ký đến { $time }.
schedule-announced = Chưa mở đăng ký.
schedule-closed = Đã hết hạn đăng ký ({ $time }).
schedule-register = Gửi tới: { $title }
