# Seats at a conference: who has one, who waits, the list of delegates, who speaks.
command-moi = Đại biểu, chỗ dự và thứ tự phát biểu
seats-choose = Ông/Bà muốn xem chỗ dự và đại biểu của hội nghị nào?
    .title = Đại biểu và chỗ dự
seats-none = Hiện không có hội nghị nào sắp họp.
    .title = Đại biểu và chỗ dự
seats-unknown = Không có hội nghị { $code } ở địa phương này. Xin chọn một hội nghị bên dưới.
    .title = Đại biểu và chỗ dự
seats = { $title_of }
    Thời gian: { $time }
    Địa điểm: { $place }
    .title = Đại biểu và chỗ dự
seats-fact-granted = Đã xếp chỗ
seats-fact-waiting = Đang chờ chỗ
seats-fact-list = Danh sách đại biểu
seats-fact-guests = Khách mời
seats-fact-speakers = Người phát biểu
seats-fact-source = Ghi theo
seats-of-capacity = { $taken }/{ $capacity }
seats-without-limit = { $taken } (không giới hạn)
seats-no-list = chưa có
seats-granted = Người có chỗ
seats-line = Danh sách chờ
seats-list = Danh sách đại biểu
seats-speakers = Người phát biểu
seats-send-file = Gửi danh sách (tệp Word, Excel)
seats-add = Thêm đại biểu
seats-invite = Thêm khách mời
seats-back = ‹ Về { $code }
seats-empty-du = Chưa xếp chỗ cho ai.
    .title = Người có chỗ
seats-empty-cho = Không có ai đang chờ chỗ.
    .title = Danh sách chờ
seats-empty-daibieu = Chưa có ai trong danh sách. Ông/Bà có thể gửi tệp Word, tệp Excel hoặc thêm từng người.
    .title = Danh sách đại biểu
seats-page-du = { $total } người có chỗ, xếp theo tên:
    { $list }
    .title = Người có chỗ
seats-page-cho = { $total } người đang chờ, người chờ lâu nhất đứng đầu. Khi có chỗ trống, người đứng đầu được xếp chỗ và được báo ngay:
    { $list }
    .title = Danh sách chờ
seats-page-daibieu = { $total } người trong danh sách, xếp theo tên:
    { $list }
    .title = Danh sách đại biểu
seats-person = { $number }) { $name }, { $position } ({ $more })
seats-since = chờ từ { $time }
seats-source-list = danh sách gửi bằng tệp
seats-source-added = thêm bằng tay
seats-source-invited = khách mời
seats-delegate = Nội dung và câu hỏi đăng ký đối thoại: { $content }
    .title = Đại biểu
seats-no-content = không có
seats-remove = Bỏ khỏi danh sách
seats-removed = Đã bỏ { $name } khỏi danh sách.
seats-delegate-gone = Người này không còn trong danh sách.
seats-no-speakers = Chưa có ai phát biểu. Người đăng ký phát biểu và đã có chỗ, hoặc đại biểu có nội dung đăng ký, sẽ hiện ở đây.
    .title = Người phát biểu
seats-page-phatbieu = { $total } người phát biểu, tổng thời gian đã định: { $minutes } phút. Xin chọn một người để đổi thứ tự, thời gian.
    { $list }
    .title = Thứ tự phát biểu
seats-speaker-line = { $number }) { $name }{ $code }: { $minutes }
seats-speaker = { $name } phát biểu thứ { $place } trong { $total } người. Thời gian: { $minutes }.
    .title = Người phát biểu
seats-minutes = { $count } phút
seats-minutes-open = chưa định
seats-minutes-unclear = Xin gõ số phút, từ 1 đến { $most }.
seats-up = Đưa lên trước
seats-down = Đưa xuống sau
seats-moved-meanwhile = Chưa thay đổi gì: thứ tự vừa có thay đổi. Xin xem lại rồi chọn.
seats-ask-file = Xin gửi tệp Word (.docx) hoặc Excel (.xlsx) danh sách đại biểu của { $code }. Bảng trong tệp có các cột: STT; Họ và tên; Chức vụ, đơn vị; Nội dung và câu hỏi đăng ký đối thoại.
    .title = Gửi danh sách đại biểu
    .cancel = Thôi, không gửi
seats-file-needed = Xin gửi một tệp Word (.docx) hoặc Excel (.xlsx), mỗi lần một tệp. Nếu là tệp PDF hay ảnh chụp, xin gửi tệp Word, Excel từ đó đã in ra.
seats-file-taken = Đã nhận tệp, đang đọc. Xong sẽ báo Ông/Bà ngay tại đây.
    .title = Danh sách đại biểu
seats-file-gone = Không tìm thấy tệp đó. Xin gửi lại tệp.
seats-ask-added = Xin gõ mỗi đại biểu của { $code } một dòng: họ và tên; chức vụ, đơn vị; nội dung đăng ký (nếu có). Ví dụ:
    Nguyễn Văn An; Trưởng thôn Đông; Đường vào thôn
    .title = Thêm đại biểu
    .cancel = Thôi, không thêm
seats-ask-invited = Xin gõ mỗi khách mời của { $code } một dòng: họ và tên; chức vụ, đơn vị; nội dung phát biểu (nếu có). Ví dụ:
    Trần Thị Bình; Phó Trưởng phòng Kinh tế
    .title = Thêm khách mời
    .cancel = Thôi, không mời
seats-lines-needed = Xin gõ bằng chữ, mỗi người một dòng, dùng dấu chấm phẩy giữa họ tên và chức vụ.
seats-lines-wrong = Chưa ghi ai. Xin sửa những dòng sau rồi gửi lại tất cả:
    { $rows }
seats-taken = Đã thêm { $added } người. Đã có từ trước: { $known }.
    .title = Đã ghi danh sách
seats-taken-partly = Đã thêm { $added } người. Đã có từ trước: { $known }. Không ghi { $wrong } dòng:
    { $rows }
    .title = Đã ghi phần đúng
seats-not-taken = Chưa ghi ai: { $wrong } dòng cần sửa, { $right } dòng đã đúng.
    { $rows }
    .title = Danh sách cần sửa
seats-row = • Dòng { $row }, { $name }: { $reason }
seats-rows-more = … và { $count } dòng nữa.
seats-row-no-name = thiếu họ và tên
seats-row-no-position = thiếu chức vụ, đơn vị
seats-row-too-long = họ tên hoặc chức vụ quá dài
seats-row-content-too-long = nội dung quá dài
seats-row-twice = trùng người ở dòng { $other }
seats-take-right = Ghi { $count } dòng đúng
seats-send-again = Gửi lại tệp
seats-unreadable = Chưa ghi ai. { $reason }
    .title = Chưa đọc được danh sách
seats-list-no-header = Không thấy cột: { $columns }. Dòng tên cột phải nằm trong 10 dòng đầu của trang tính hoặc của bảng. Xin sửa tệp rồi gửi lại.
seats-list-old-kind = Tệp thuộc loại cũ (.doc, .rtf, .xls) hoặc có đặt khóa. Xin lưu lại thành .docx hoặc .xlsx, không đặt khóa, rồi gửi lại.
seats-list-pdf = Tệp PDF chỉ để xem và in, không đọc thành danh sách được. Xin gửi tệp Word (.docx) hoặc Excel (.xlsx) từ đó đã lập tệp PDF.
seats-list-macros = Tệp có macro (.docm, .xlsm) nên không được đọc. Xin lưu lại thành .docx hoặc .xlsx rồi gửi lại.
seats-list-not-readable = Tệp không phải Word (.docx), không phải Excel (.xlsx), hoặc bị hỏng. Xin lưu lại thành .docx hoặc .xlsx rồi gửi lại.
seats-list-too-big = Tệp quá lớn. Xin chỉ để lại danh sách, bỏ ảnh và các phần khác, rồi gửi lại.
seats-list-too-many-rows = Danh sách có hơn { $most } dòng. Xin chia thành nhiều tệp.
seats-list-failed = Tệp chưa đọc được do lỗi của hệ thống. Xin gửi lại sau.
seats-column-name = Họ và tên
seats-column-position = Chức vụ, đơn vị
seats-give-up = Tôi không đến được
seats-give-up-ask = Ông/Bà thôi chỗ dự hội nghị theo { $code }? Chỗ này sẽ dành cho người đang chờ. Nội dung Ông/Bà đã gửi vẫn được trả lời.
    .title = Thôi chỗ dự hội nghị
    .confirm = Đúng, tôi không đến được
    .keep = Tôi vẫn đến
seats-given-up = Đã ghi: Ông/Bà không dự hội nghị theo { $code }. Cảm ơn Ông/Bà đã báo trước.
seats-give-up-late = Hiện không có chỗ dự nào để thôi, hoặc hội nghị đã bắt đầu. Chưa thay đổi gì; cần giúp, xin liên hệ Văn phòng.
seat-waiting = trong danh sách chờ, thứ { $place }
case-not-listed = không có tên trong danh sách đại biểu ({ $clause })
case-still-waiting = Hội nghị vẫn đủ chỗ; người này đang ở trong danh sách chờ. Khi có chỗ trống, hệ thống tự xếp và báo.
event-seat_waiting = hội nghị đã đủ chỗ, vào danh sách chờ
event-seat_promoted = có chỗ trống, được xếp chỗ dự hội nghị
event-seat_given_up = người gửi thôi chỗ dự hội nghị
notice-seat-waiting = Hội nghị hiện đã đủ chỗ, nên Ông/Bà được ghi vào danh sách chờ theo { $code }. Khi có người thôi dự, người chờ lâu nhất được xếp chỗ và được báo ngay. Nội dung của Ông/Bà vẫn được ghi nhận và trả lời.{ $note }
    .title = Vào danh sách chờ
notice-seat-promoted = Có chỗ trống: Ông/Bà đã có chỗ dự hội nghị theo { $code }.
    Thời gian: { $time }
    Địa điểm: { $place }

    Nếu không đến được, xin bấm “Tôi không đến được” để nhường chỗ cho người khác.
    .title = Có chỗ dự hội nghị
intake-not-listed = Theo quy định của hội nghị ({ $clause }), người dự { $wording }. Tên Ông/Bà vừa ghi chưa có trong danh sách đó.

    Nội dung của Ông/Bà vẫn được ghi nhận, có mã và được theo dõi. Nếu thấy chưa đúng, Ông/Bà có thể nhờ Văn phòng xem lại.
    .title = Về chỗ dự hội nghị
