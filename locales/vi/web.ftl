# The web chat's own few texts: pages, and what the socket and the uploads answer by themselves.

web-title = { $name } – Đối Thoại
web-choose = Đối thoại với lãnh đạo địa phương
web-choose-none = Chưa có xã, phường, đặc khu nào mở trang này. Xin Ông/Bà quay lại sau.
web-sample = Đây là xã mẫu để dùng thử: điều gửi ở đây không đến cơ quan nào.

web-conference-details =
    Thời gian: { $time }
    Địa điểm: { $place }

    { $content }
web-conference-announced = Hội nghị này chưa mở đăng ký. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-open = Hội nghị này đang nhận đăng ký và câu hỏi, kiến nghị.
web-conference-closed = Đã hết hạn đăng ký dự. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-begun = Hội nghị đã đến giờ khai mạc. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-postponed = Hội nghị này được hoãn, ngày mới sẽ báo sau. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-cancelled = Hội nghị này đã được hủy. Ông/Bà vẫn có thể gửi câu hỏi, kiến nghị và xem lịch đối thoại khác.
web-conference-concluded = Hội nghị này đã kết thúc. Ông/Bà vẫn có thể tra cứu kết quả và gửi câu hỏi, kiến nghị.
web-conference-go = Hỏi, đăng ký hoặc tra cứu tại đây
web-conference-telegram = Mở trên Telegram
web-conference-zalo_oa = Mở trên Zalo
web-conference-zalo_bot = Mở Zalo Bot
web-conference-type = Khi đã mở, xin gõ { $word } rồi gửi.
web-conference-contact = Cần giúp đỡ, xin liên hệ: { $contact }

web-not-understood = Hệ thống chưa đọc được tin này. Xin tải lại trang rồi gửi lại.
web-not-saved = Hệ thống gặp lỗi nên chưa lưu được tin này. Xin gửi lại sau ít phút; nếu vẫn không được, xin liên hệ Văn phòng.
web-text-too-long = Tin dài { $length } ký tự, mỗi tin nhận nhiều nhất { $limit } ký tự. Xin rút ngắn hoặc chia thành nhiều tin.
web-too-many-files = Mỗi tin kèm nhiều nhất { $limit } tệp. Những tệp còn lại xin gửi ở tin sau.
web-empty = Tin chưa có nội dung. Xin viết hoặc đính kèm tệp rồi gửi.
web-file-unknown = Tệp gửi kèm chưa tải lên được. Xin chọn lại tệp rồi gửi.

web-bye-too-fast = Trang này gửi quá nhanh nên tạm dừng kết nối. Xin chờ một phút rồi tải lại trang.
web-bye-too-many-pages = Đang mở quá nhiều trang trò chuyện. Xin đóng bớt những trang không dùng.
web-bye-not-understood = Hệ thống không đọc được dữ liệu trang này gửi. Xin tải lại trang.
web-bye-forgotten = Cuộc trò chuyện đã được xóa khỏi thiết bị này. Xin tải lại trang nếu muốn trò chuyện tiếp.

web-upload-nowhere = Không gửi được tệp đến địa chỉ này. Xin tải lại trang rồi gửi lại.
web-upload-no-session = Trang đã mở quá lâu. Xin tải lại trang rồi gửi lại tệp.
web-upload-later = Hệ thống đang bận. Tệp sẽ được gửi lại sau ít phút.
web-upload-broken = Tệp chưa gửi hết do mạng chậm hoặc ngắt. Xin gửi lại.

web-problem-go = Về trang đầu
web-problem-400 = Xin tải lại trang, hoặc quay về trang đầu.
    .title = Hệ thống chưa hiểu yêu cầu này
web-problem-404 = Có thể địa chỉ bị gõ thiếu, hoặc trang đã được chuyển đi. Xin kiểm tra lại địa chỉ, quét lại mã QR, hoặc quay về trang đầu.
    .title = Không có trang này
web-problem-405 = Địa chỉ này không mở trực tiếp được. Xin quay về trang đầu.
    .title = Không mở được theo cách này
web-problem-421 = Trang này chỉ mở được ở địa chỉ mà người vận hành đã công bố (trong tệp cấu hình: [web] public_url). Xin mở đúng địa chỉ đó.
    .title = Địa chỉ này không phải của trang
web-problem-500 = Lỗi đã được ghi lại để sửa. Những gì Ông/Bà đã gửi không bị mất. Xin thử lại sau ít phút.
    .title = Hệ thống gặp lỗi
web-problem-503 = Những gì Ông/Bà đã gửi không bị mất. Xin chờ ít phút rồi tải lại trang.
    .title = Hệ thống đang bận
