# The web chat's own few texts: pages, and what the socket and the uploads answer by themselves.

web-title = { $name } – Đối Thoại
web-choose = Đối thoại với lãnh đạo địa phương
web-choose-none = Chưa có xã, phường nào mở trang này. Mời quý vị quay lại sau.
web-sample = Đây là xã mẫu để dùng thử: điều gửi ở đây không đến cơ quan nào.

web-conference-details =
    Thời gian: { $time }
    Địa điểm: { $place }

    { $content }
web-conference-open = Đang nhận đăng ký và câu hỏi cho hội nghị này.
web-conference-closed = Đã hết hạn đăng ký dự. Quý vị vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-begun = Hội nghị đã đến giờ khai mạc. Quý vị vẫn có thể gửi câu hỏi, kiến nghị và tra cứu.
web-conference-cancelled = Hội nghị này đã được hủy. Quý vị vẫn có thể gửi câu hỏi, kiến nghị và xem lịch đối thoại khác.
web-conference-concluded = Hội nghị này đã kết thúc. Quý vị vẫn có thể tra cứu kết quả và gửi câu hỏi, kiến nghị.
web-conference-go = Hỏi, đăng ký hoặc tra cứu tại đây
web-conference-contact = Cần giúp đỡ, mời liên hệ: { $contact }

web-not-understood = Hệ thống chưa đọc được tin này. Mời tải lại trang rồi gửi lại.
web-not-saved = Hệ thống gặp lỗi nên chưa lưu được tin này. Mời gửi lại sau ít phút; nếu vẫn không được, mời liên hệ Văn phòng xã.
web-text-too-long = Tin dài { $length } ký tự, mỗi tin nhận nhiều nhất { $limit } ký tự. Mời rút ngắn hoặc chia thành nhiều tin.
web-too-many-files = Mỗi tin kèm nhiều nhất { $limit } tệp. Những tệp còn lại mời gửi ở tin sau.
web-empty = Tin chưa có nội dung. Mời viết hoặc đính kèm tệp rồi gửi.
web-file-unknown = Tệp gửi kèm chưa tải lên được. Mời chọn lại tệp rồi gửi.

web-bye-too-fast = Trang này gửi quá nhanh nên tạm dừng kết nối. Mời chờ một phút rồi tải lại trang.
web-bye-too-many-pages = Đang mở quá nhiều trang trò chuyện. Mời đóng bớt những trang không dùng.
web-bye-not-understood = Hệ thống không đọc được dữ liệu trang này gửi. Mời tải lại trang.
web-bye-forgotten = Thiết bị này đã được quên. Mời tải lại trang nếu muốn trò chuyện tiếp.

web-upload-nowhere = Không gửi được tệp đến địa chỉ này. Mời tải lại trang rồi gửi lại.
web-upload-no-session = Trang đã mở quá lâu. Mời tải lại trang rồi gửi lại tệp.
web-upload-later = Hệ thống đang bận. Tệp sẽ được gửi lại sau ít phút.
web-upload-broken = Tệp chưa gửi hết do mạng chậm hoặc ngắt. Mời gửi lại.

web-problem-go = Về trang đầu
web-problem-400 = Mời tải lại trang, hoặc quay về trang đầu.
    .title = Hệ thống chưa hiểu yêu cầu này
web-problem-404 = Có thể địa chỉ bị gõ thiếu, hoặc trang đã được chuyển đi. Mời kiểm tra lại địa chỉ, quét lại mã QR, hoặc quay về trang đầu.
    .title = Không có trang này
web-problem-405 = Địa chỉ này không mở trực tiếp được. Mời quay về trang đầu.
    .title = Không mở được theo cách này
web-problem-421 = Trang này chỉ mở được ở địa chỉ mà đơn vị vận hành đã công bố (trong tệp cấu hình: [web] public_url). Mời mở đúng địa chỉ đó.
    .title = Địa chỉ này không phải của trang
web-problem-500 = Lỗi đã được ghi lại để sửa. Những gì quý vị đã gửi không bị mất. Mời thử lại sau ít phút.
    .title = Hệ thống gặp lỗi
web-problem-503 = Những gì quý vị đã gửi không bị mất. Mời chờ ít phút rồi tải lại trang.
    .title = Hệ thống đang bận
