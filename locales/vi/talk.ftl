# What holds in every conversation.
talk-back = ‹ Quay lại
talk-nothing-before = Đây là câu đầu tiên nên không quay lại được nữa. Muốn thôi, xin gõ /start.
talk-choose-one = Câu trả lời này chưa khớp với lựa chọn nào. Xin bấm một nút, hoặc gõ số thứ tự của lựa chọn.
talk-only-so-many = Câu này chỉ có { $count } lựa chọn. Xin gõ một số từ 1 đến { $count }.
talk-not-a-file = Câu này không nhận ảnh hay tệp. Xin trả lời câu này trước; ảnh và tệp gửi ở bước viết nội dung.
talk-too-long = Tin vừa rồi dài { $length } ký tự; ở đây mỗi tin nhận nhiều nhất { $longest } ký tự. Xin viết ngắn hơn; nội dung dài thì chia thành nhiều tin.
talk-too-many-files = Tin vừa rồi có { $count } tệp; ở đây mỗi tin nhận nhiều nhất { $most } tệp nên chưa ghi tệp nào. Xin chia thành nhiều tin rồi gửi lại.
talk-old-button = Nút vừa bấm thuộc một câu hỏi trước. Câu đang hỏi là:
talk-old-button-menu = Nút vừa bấm thuộc một câu hỏi đã kết thúc. Ông/Bà muốn làm gì tiếp?
talk-question-gone = Hệ thống vừa được nâng cấp nên câu hỏi đang dở không còn nữa. Những gì Ông/Bà đã viết trước đó vẫn được giữ. Xin chọn việc muốn làm tiếp.
talk-still-open = Câu đang hỏi dở:
talk-unsupported = Chúng tôi chưa nhận được loại tin này. Xin gửi chữ, ảnh, tệp PDF hoặc tin nhắn thoại.
talk-contact-kept = Đã ghi số điện thoại của Ông/Bà.
talk-contact-unasked = Số điện thoại này hiện chưa cần đến và không được lưu lại.
talk-command-unknown = Chưa có lệnh này. Xin bấm một nút bên dưới hoặc gõ /trogiup để xem hướng dẫn.
talk-not-saved = Xin lỗi, tin vừa rồi chưa lưu được do lỗi của hệ thống. Xin Ông/Bà gửi lại tin đó. Nếu vẫn không được, xin gõ /trogiup để biết số điện thoại của Văn phòng.
talk-nothing-open = Ông/Bà vừa gửi một nội dung. Ông/Bà muốn làm gì với nội dung này?
    .send = Gửi thành câu hỏi, kiến nghị
words-menu = menu, bắt đầu, bắt đầu lại, trang chủ, hủy, thôi
words-help = trợ giúp, giúp, hướng dẫn, help
words-back = quay lại, trở lại, lùi lại, back
danger-words = sắp chết, đang chết, bị đâm, bị chém, bị giết, dọa giết, đòi giết, muốn chết, tự tử, tự sát, tự vẫn, đang cháy, cháy nhà, nhà cháy, đang bị đánh, bị bắt cóc, đuối nước, điện giật, ngộ độc, bất tỉnh, khó thở, cấp cứu, cứu với, cháy rừng, hiếp dâm, đang đánh nhau
danger = Nếu đang có người gặp nguy hiểm, xin gọi ngay:
    • 113: Công an
    • 114: Cứu hỏa, cứu nạn
    • 115: Cấp cứu y tế

    Tin nhắn ở đây không được đọc ngay lập tức. Gọi điện xong, Ông/Bà vẫn có thể tiếp tục ở dưới.
    .title = Có nguy hiểm đến tính mạng?
office-contact-unknown = trụ sở Đảng ủy, Ủy ban nhân dân
