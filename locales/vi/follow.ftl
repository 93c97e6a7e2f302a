# Following a petition: look-up, timeline, changes after sending.
lookup-ask-code = Xin gõ mã kiến nghị, ví dụ: VH26-0042. Có thể gõ luôn cả mật mã phía sau.
    .title = Tra cứu
lookup-code-unclear = Mã chưa đúng dạng. Mã gồm chữ, hai số của năm, dấu gạch và số thứ tự, ví dụ: VH26-0042.
lookup-ask-secret = Xin gõ mật mã 6 ký tự của { $code }. Mật mã nằm ngay dưới mã trên tin báo đã nhận.
lookup-wrong = Mã và mật mã chưa khớp. Xin xem lại tin báo đã nhận rồi gõ lại. Nếu mất mật mã, xin liên hệ Văn phòng để được cấp lại.
lookup-barred = Đã gõ sai nhiều lần nên tạm dừng để bảo vệ thông tin. Ông/Bà có thể thử lại từ { $time }, hoặc liên hệ: { $contact }.
timeline = { $content }

    Diễn biến:
    { $events }

    { $promises }
    .title = Kiến nghị { $code }
state-received = đã nhận, chờ Văn phòng xem
state-documents_requested = chờ Ông/Bà bổ sung
state-accepted = đã được chấp nhận
state-declined = không được đưa vào đối thoại
state-withdrawn = đã rút
state-classified = đã phân loại
state-assigned = đã giao cơ quan trả lời
state-settled = đã được trả lời tại hội nghị
state-left_open = chưa giải quyết xong tại hội nghị, đã giao cơ quan trả lời
state-noted = đã ghi nhận để báo cáo cấp trên
state-submitted_upward = đã gửi lên cấp trên
state-passed_on = đã chuyển cơ quan có thẩm quyền
state-replied = đã có trả lời bằng văn bản
state-closed = đã kết thúc
state-petitioned_again = đã tiếp tục kiến nghị
fact-state = Tình trạng
fact-turn = Việc đang ở
fact-seat = Chỗ dự hội nghị
fact-who = Người gửi
turn-received = Văn phòng
turn-documents_requested = Ông/Bà: xin bấm “Bổ sung”
turn-accepted = Văn phòng (phân loại, giao cơ quan trả lời)
turn-declined = đã kết thúc; Ông/Bà có thể bổ sung để Văn phòng xem lại
turn-withdrawn = đã kết thúc
turn-classified = Văn phòng (giao cơ quan trả lời)
turn-assigned = cơ quan được giao trả lời
turn-settled = Văn phòng (gửi thông báo kết luận)
turn-left_open = cơ quan được giao trả lời (trả lời bằng văn bản)
turn-noted = Văn phòng (báo cáo cấp trên)
turn-submitted_upward = cấp trên; khi có trả lời, Văn phòng sẽ báo
turn-passed_on = cơ quan có thẩm quyền; khi có trả lời, Văn phòng sẽ báo
turn-replied = đã trả lời; nếu còn điều chưa rõ, Ông/Bà có thể bổ sung
turn-closed = đã kết thúc; nếu còn điều chưa rõ, Ông/Bà có thể bổ sung
turn-petitioned_again = xem ở kiến nghị mới
seat-requested = đang chờ Văn phòng xét
seat-granted = đã có chỗ
seat-refused = không có chỗ ({ $clause })
event-line = • { $time }: { $what }
event-note = “{ $note }”
event-submitted = đã gửi
event-accepted = Văn phòng chấp nhận nội dung
event-declined = Văn phòng không đưa nội dung vào đối thoại ({ $clause })
event-documents_requested = Văn phòng đề nghị bổ sung
event-supplied = người gửi đã bổ sung
event-supplement = người gửi viết thêm
event-corrected = người gửi sửa nội dung
event-withdrawn = người gửi rút kiến nghị
event-undone = Văn phòng xét lại nội dung
event-seat_granted = Văn phòng xếp chỗ dự hội nghị
event-seat_refused = không có chỗ dự hội nghị ({ $clause })
event-classified = kiến nghị được phân loại
event-assigned = Văn phòng giao cơ quan trả lời
event-given_back = cơ quan được giao trả lời chuyển lại Văn phòng
event-reassigned = Văn phòng giao cơ quan khác trả lời
event-settled = được trả lời tại hội nghị
event-left_open = hội nghị chưa giải quyết xong, giao cơ quan trả lời
event-noted = được ghi nhận để báo cáo cấp trên
event-submitted_upward = Văn phòng gửi lên cấp trên
event-passed_on = Văn phòng chuyển cơ quan có thẩm quyền
event-reopened = Văn phòng xét lại kết quả
event-replied = có trả lời bằng văn bản
event-closed = kiến nghị kết thúc
event-petitioned_again = người gửi tiếp tục kiến nghị
event-secret_renewed = Văn phòng cấp lại mật mã
event-seat_undone = Văn phòng xét lại chỗ dự hội nghị
mine = { $list }
    .title = Kiến nghị của tôi
mine-line = • { $code }, gửi { $date }: { $state }
mine-line-claimed = • { $code }, gửi { $date }, mở bằng mật mã: { $state }
mine-empty = Ông/Bà chưa gửi kiến nghị nào từ đây. Nếu đã gửi ở nơi khác, xin tra cứu bằng mã và mật mã.
mine-not-yours = Chưa mở được kiến nghị { $code } từ đây. Xin tra cứu bằng mã và mật mã.
mine-add = Bổ sung
mine-correct = Sửa nội dung
mine-withdraw = Rút kiến nghị
amend-add = Xin gửi phần bổ sung cho { $code }: chữ, ảnh, tệp PDF hoặc tin nhắn thoại.
    .title = Bổ sung
    .done = Thôi, không bổ sung
amend-add-more = Đã ghi. Ông/Bà gửi thêm, hoặc bấm “Xong”.
    .done = Xong
amend-added = Đã chuyển phần bổ sung của { $code } tới Văn phòng.
amend-correct = Xin viết lại nội dung của { $code }. Nội dung mới thay cho nội dung cũ; ảnh và tệp đã gửi vẫn giữ.
    .title = Sửa nội dung
    .keep = Giữ nguyên
amend-corrected = Đã sửa nội dung của { $code }.
amend-withdraw = Rút { $code } thì Văn phòng sẽ không xem xét nữa, và không lấy lại được. Ông/Bà chắc chắn muốn rút?
    .title = Rút kiến nghị
    .confirm = Rút
    .keep = Không rút
amend-withdrawn = Đã rút { $code }.
amend-unchanged = { $code } giữ nguyên như cũ.
amend-too-late = { $code } đã qua bước này nên không sửa, rút được nữa. Ông/Bà vẫn xem được diễn biến; nếu cần, xin liên hệ Văn phòng.
edit-not-content = Tin Ông/Bà vừa chỉnh sửa không phải là nội dung kiến nghị, nên chưa thay đổi gì. Muốn sửa câu trả lời trước, xin gõ “quay lại” hoặc chọn “Sửa” ở bước kiểm tra.
edit-draft = Đã sửa theo tin Ông/Bà vừa chỉnh sửa.
notice-accepted = Văn phòng đã chấp nhận nội dung của { $code } và sẽ chuyển tới cơ quan trả lời.{ $note }
    .title = Kiến nghị được chấp nhận
notice-declined = Văn phòng chưa đưa nội dung của { $code } vào đối thoại, vì { $wording } ({ $clause }).{ $note }

    Kiến nghị vẫn được lưu. Nếu thấy chưa đúng, Ông/Bà có thể bổ sung và đề nghị xem lại, hoặc gặp Văn phòng.
    .title = Về kiến nghị của Ông/Bà
notice-declined-other = Văn phòng chưa đưa nội dung của { $code } vào đối thoại.{ $note }

    Kiến nghị vẫn được lưu. Nếu thấy chưa đúng, Ông/Bà có thể bổ sung và đề nghị xem lại, hoặc gặp Văn phòng.
    .title = Về kiến nghị của Ông/Bà
notice-documents = Văn phòng cần Ông/Bà bổ sung cho { $code }:{ $note }
    .title = Xin bổ sung
notice-supply = Bổ sung ngay
notice-undone = Văn phòng đang xét lại nội dung của { $code }. Có kết quả, Văn phòng sẽ báo Ông/Bà.
    .title = Kiến nghị được xét lại
notice-seat-granted = Ông/Bà đã có chỗ dự hội nghị theo { $code }. Thời gian, địa điểm xem ở phần diễn biến.{ $note }
    .title = Có chỗ dự hội nghị
notice-seat-refused = Ông/Bà không có chỗ dự hội nghị theo { $code }, vì { $wording } ({ $clause }).{ $note }

    Nội dung của Ông/Bà vẫn được ghi nhận và trả lời. Muốn Văn phòng xem lại chỗ dự, xin bấm “Bổ sung ngay” và nói rõ lý do.
    .title = Về chỗ dự hội nghị
notice-seat-refused-other = Ông/Bà không có chỗ dự hội nghị theo { $code }.{ $note }

    Nội dung của Ông/Bà vẫn được ghi nhận và trả lời. Muốn Văn phòng xem lại chỗ dự, xin bấm “Bổ sung ngay” và nói rõ lý do.
    .title = Về chỗ dự hội nghị
notice-seat-undone = Văn phòng đang xét lại chỗ dự hội nghị của Ông/Bà theo { $code }. Có kết quả, Văn phòng sẽ báo Ông/Bà.
    .title = Xét lại chỗ dự hội nghị
