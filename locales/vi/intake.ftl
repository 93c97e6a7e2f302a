# Registering a question or petition, question by question.
intake-consent = Để ghi nhận và trả lời, { $commune } cần lưu: họ tên, thôn (tổ dân phố), chức vụ hoặc đơn vị, số điện thoại (nếu Ông/Bà muốn), nội dung và tệp Ông/Bà gửi.

    • Dùng để: xét, trả lời kiến nghị và mời dự hội nghị.
    • Ai xem: cán bộ được giao việc của { $commune }. Cơ quan được giao trả lời chỉ thấy nội dung và thôn (tổ dân phố). Chỉ khi Văn phòng cho phép, cơ quan đó mới thấy họ tên, chức vụ, số điện thoại; khi đó Ông/Bà được báo.
    • Lưu đến khi hồ sơ hội nghị hết thời hạn lưu trữ theo quy định.
    • Không hỏi số căn cước. Vị trí chụp trong ảnh được xóa.
    • Muốn xem, sửa hoặc xóa thông tin của mình, xin liên hệ: { $contact }.

    Ông/Bà có đồng ý không?
    .title = Bảo vệ thông tin của Ông/Bà
    .agree = Tôi đồng ý
    .decline = Không đồng ý
intake-consent-refused = Không sao. Chúng tôi không lưu thông tin của Ông/Bà nên chưa thể nhận kiến nghị ở đây. Ông/Bà vẫn xem được lịch đối thoại, hoặc gửi đơn trực tiếp tại trụ sở.
intake-resume = Lần trước Ông/Bà đang viết dở một nội dung. Ông/Bà muốn viết tiếp hay bắt đầu lại? Nếu bắt đầu lại thì bản cũ bị bỏ.
    .title = Có bản viết dở
    .carry_on = Viết tiếp
    .start_over = Bắt đầu lại
intake-choose-conference = Ông/Bà muốn gửi tới hội nghị nào?
    .title = Gửi câu hỏi, kiến nghị
    .box = Hòm thư chung (không theo hội nghị)
intake-conference-choice = { $title }, { $date }
intake-choose-want = { $conference }
    Thời gian: { $time }
    Địa điểm: { $place }

    Ông/Bà muốn tham gia thế nào? Dù chọn cách nào, nội dung của Ông/Bà đều được ghi nhận.
    .speak = Đến dự và phát biểu
    .attend = Đến dự, không phát biểu
    .send = Chỉ gửi nội dung
intake-rule = { $question }

    { $why }
    .yes = Có
    .no = Không
intake-rule-pending_case = Ông/Bà có đơn đề nghị, khiếu nại hoặc tố cáo nào đang chờ cơ quan có thẩm quyền giải quyết không?
intake-rule-residency = Ông/Bà có đăng ký thường trú tại địa phương không?
intake-rule-interest = Nội dung đối thoại có liên quan đến quyền lợi hoặc nghĩa vụ của Ông/Bà không?
intake-rule-any = Ông/Bà có thuộc trường hợp sau không: { $wording }?
intake-rule-why-decides = Câu này chỉ quyết định chỗ dự hội nghị ({ $clause }). Nội dung của Ông/Bà vẫn được ghi nhận.
intake-rule-why-hint = Câu này giúp Văn phòng xếp chỗ dự ({ $clause }). Nội dung của Ông/Bà vẫn được ghi nhận.
intake-barred = Theo quy định của hội nghị ({ $clause }), người { $wording } thì không thuộc thành phần dự hội nghị này. Đơn đó được giải quyết theo trình tự riêng của pháp luật.

    Nội dung của Ông/Bà vẫn được ghi nhận, có mã và được theo dõi. Nếu thấy chưa đúng, Ông/Bà có thể nhờ Văn phòng xem lại.
    .title = Về chỗ dự hội nghị
    .in_writing = Chỉ gửi nội dung
    .look_again = Gửi và nhờ Văn phòng xem lại chỗ dự
    .mistaken = Tôi chọn nhầm, trả lời lại
intake-ask-name = Xin cho biết họ và tên của Ông/Bà.
intake-name-needed = Xin gõ họ và tên bằng chữ, ví dụ: Nguyễn Văn An.
intake-ask-village = Ông/Bà ở thôn (tổ dân phố) nào?
    .elsewhere = Nơi khác
intake-ask-position = Chức vụ hoặc đơn vị của Ông/Bà là gì? Ví dụ: hội viên Hội Nông dân, giáo viên. Nếu không có, xin chọn “Người dân”.
    .resident = Người dân
intake-position-needed = Xin gõ chức vụ, đơn vị bằng chữ, hoặc chọn “Người dân”.
intake-ask-behalf = Ông/Bà gửi nội dung này cho ai?
    .self = Cho bản thân, gia đình
    .other = Thay cho một người khác
    .group = Thay cho một nhóm người
intake-ask-behalf-name = Xin cho biết họ và tên người mà Ông/Bà nói thay.
intake-ask-group-size = Nhóm có bao nhiêu người? Xin gõ một số, ví dụ: 12.
intake-group-size-unclear = Xin gõ số người bằng chữ số, từ 2 trở lên, ví dụ: 12.
intake-ask-phone = Ông/Bà có muốn để lại số điện thoại để Văn phòng gọi khi cần không?
    .skip = Không cần
intake-phone-unclear = Số điện thoại chưa đúng. Xin gõ 10 chữ số, ví dụ: 0912 345 678, hoặc chọn “Không cần”.
intake-ask-field = Nội dung thuộc lĩnh vực nào?
    .unsure = Tôi không rõ
intake-write-voice = Ông/Bà cùng nêu việc: “{ $title }”. Xin viết điều Ông/Bà muốn nói về việc này; có thể kèm ảnh, tệp PDF hoặc tin nhắn thoại. Không có gì thêm, xin bấm “Tôi cũng nêu việc này”.
    .title = Cùng nêu một việc
    .same = Tôi cũng nêu việc này
intake-write = Xin viết câu hỏi hoặc kiến nghị của Ông/Bà. Có thể gửi nhiều tin, kèm ảnh, tệp PDF hoặc tin nhắn thoại.
    .title = Nội dung
intake-write-more = Đã ghi ({ $count } tin). Ông/Bà gửi thêm, hoặc bấm “Xong”.
    .done = Xong
intake-write-go-on = Nội dung đã có { $count } tin. Ông/Bà gửi thêm, bấm “Xong”, hoặc viết lại từ đầu.
    .title = Nội dung
    .done = Xong
    .rewrite = Viết lại từ đầu
intake-write-nothing = Tin vừa rồi không có chữ hay tệp nào. Xin viết nội dung hoặc gửi ảnh.
intake-write-too-many = Mỗi kiến nghị nhận nhiều nhất { $most } tin và tệp, nên tin vừa rồi chưa ghi. Phần còn lại có thể bổ sung sau khi gửi.
intake-review = { $content }

    Ông/Bà gửi nội dung này chứ?
    .title = Xin kiểm tra lại
    .send = Gửi
    .change = Sửa
    .discard = Bỏ, không gửi
intake-conference-closed = Hội nghị này vừa hết hạn đăng ký. Xin chọn “Sửa”, rồi chọn hội nghị khác hoặc hòm thư chung.
intake-change = Ông/Bà muốn sửa phần nào?
    .conference = Hội nghị
    .want = Cách tham gia
    .name = Họ và tên
    .village = Thôn (tổ dân phố)
    .position = Chức vụ, đơn vị
    .behalf = Gửi cho ai
    .phone = Số điện thoại
    .field = Lĩnh vực
    .content = Nội dung
    .nothing = Không sửa gì
intake-discarded = Đã bỏ bản viết dở. Chưa có gì được gửi đi.
intake-sent-elsewhere = Nội dung này vừa được Ông/Bà gửi hoặc bỏ ở một kênh khác, nên không gửi thêm lần nữa. Xin bấm “Kiến nghị của tôi” để xem.
    .title = Không gửi hai lần
intake-receipt = Xin chụp lại hoặc ghi lại mã và mật mã ở trên. Ai có đủ hai mã này sẽ xem được kiến nghị này; xin đừng đưa cho người lạ.

    { $seat }Những bước tiếp theo:
    • Văn phòng xem nội dung và báo lại cho Ông/Bà ở đây.
    { $next }
    .title = Đã nhận kiến nghị của Ông/Bà
receipt-code = Mã
receipt-secret = Mật mã
receipt-seat-requested = Chỗ dự hội nghị: Văn phòng sẽ xét và báo lại.
receipt-seat-refused = Chỗ dự hội nghị: không có chỗ ({ $clause }). Nội dung vẫn được ghi nhận và trả lời bằng văn bản.
receipt-seat-review = Chỗ dự hội nghị: Ông/Bà đã nhờ Văn phòng xem lại ({ $clause }); Văn phòng sẽ báo lại.
receipt-own-way = • Nếu đây là đơn khiếu nại hoặc đơn tố cáo thì pháp luật có trình tự giải quyết riêng: xin gửi tại nơi tiếp công dân. Nội dung ở đây vẫn được ghi nhận; Văn phòng sẽ xem và báo lại.
words-complaint = khiếu nại, tố cáo
promise-box = • Nội dung nằm trong hòm thư chung. Chưa có thời hạn theo quy định cho đến khi Văn phòng đưa vào một hội nghị; khi đó Ông/Bà sẽ được báo.
promise-conference = • Hội nghị: { $time }, tại { $place }.
promise-conclusion_notice = • Thông báo kết luận: chậm nhất { $date }.
promise-written_reply-settled = • Kết quả tiếp nhận, giải quyết (cả việc đã giải quyết tại hội nghị): được thông báo bằng văn bản, dự kiến chậm nhất { $date }.
promise-written_reply = • Việc chưa giải quyết tại hội nghị: được trả lời bằng văn bản, dự kiến chậm nhất { $date }.
why-plain = Vì sao: { $wording } ({ $clause }), tính từ { $start }, không tính thứ Bảy, Chủ nhật.
why-with-days-off = Vì sao: { $wording } ({ $clause }), tính từ { $start }, không tính thứ Bảy, Chủ nhật và ngày nghỉ ({ $names }).
why-calendar = Vì sao: { $wording } ({ $clause }), tính từ { $start }, đếm theo ngày lịch.
why-fixed = Vì sao: { $wording } ({ $clause }).
summary-conference = Gửi tới
summary-box = Hòm thư chung
summary-want = Tham gia
summary-want-speak = đến dự và phát biểu
summary-want-attend = đến dự, không phát biểu
summary-want-send = chỉ gửi nội dung
summary-want-refused = chỉ gửi nội dung, không có chỗ dự ({ $clause })
summary-name = Họ và tên
summary-village = Thôn, tổ dân phố
summary-position = Chức vụ, đơn vị
summary-behalf = Gửi cho
summary-behalf-self = bản thân, gia đình
summary-behalf-other = người khác ({ $name })
summary-behalf-group = nhóm { $size } người
summary-phone = Điện thoại
summary-no-phone = không để lại
summary-group = Cùng nêu
summary-field = Lĩnh vực
summary-files = [Tệp kèm theo: { $states }]
file-state-stored = { $count } đã nhận
file-state-waiting = { $count } đang tải
file-state-failed = { $count } không tải được
file-empty = Tệp này trống. Xin chọn tệp khác.
file-too-big = Tệp này lớn hơn { $megabytes } MB. Xin gửi ảnh nhỏ hơn hoặc chia tệp.
file-unknown-kind = Chưa nhận được loại tệp này. Xin gửi ảnh (JPG, PNG), tệp PDF hoặc tin nhắn thoại.
file-old-office = Tệp thuộc loại cũ (.doc, .rtf, .xls) hoặc có đặt khóa nên chưa nhận được. Nếu là danh sách, xin lưu lại thành .docx hoặc .xlsx, không đặt khóa. Nếu là giấy tờ kèm kiến nghị, xin lưu thành PDF hoặc chụp ảnh.
file-macros = Tệp có macro (.docm, .xlsm) nên không được nhận. Nếu là danh sách, xin lưu lại thành .docx hoặc .xlsx. Nếu là giấy tờ kèm kiến nghị, xin lưu thành PDF hoặc chụp ảnh.
file-damaged = Tệp này bị hỏng nên không mở được. Xin chụp hoặc xuất lại rồi gửi.
file-too-many-pixels = Ảnh này có kích thước quá lớn. Xin gửi ảnh nhỏ hơn.
file-gone = Không còn tải được tệp này từ ứng dụng. Xin gửi lại.
file-lost = Có một tệp Ông/Bà gửi chưa lưu được ({ $name }). { $reason } Phần còn lại vẫn an toàn.
    .title = Một tệp chưa lưu được
file-kind-photo = ảnh
file-kind-document = tệp
file-kind-voice = tin nhắn thoại
file-kind-audio = tệp âm thanh
