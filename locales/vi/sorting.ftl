# Sorting: field and disposition, similar opinions, agencies, conferences, other bodies.
command-phanloai = Phân loại kiến nghị (gõ kèm mã)
command-gom = Gom ý kiến giống nhau (gõ kèm mã hội nghị)
command-giao = Giao cơ quan trả lời (gõ kèm mã)
case-classify = Phân loại
case-assign = Giao cơ quan trả lời
case-reassign = Xem việc giao trả lời
case-place = Đưa vào hội nghị
case-pass-on = Chuyển cơ quan có thẩm quyền
case-upward = Gửi lên cấp trên
case-moved-on = Chưa ghi gì: { $code } đã có thay đổi, hiện { $state }. Xin mở lại để xem việc có thể làm.
fact-disposition = Cách trả lời
disposition-tra_loi_tai_hoi_nghi = trả lời tại hội nghị
disposition-kiem_tra_tra_loi_sau = kiểm tra, làm rõ, trả lời sau
disposition-ghi_nhan_bao_cao_cap_tren = ghi nhận, báo cáo cấp trên
classify-waiting = Kiến nghị nào cần phân loại? Dưới đây là những kiến nghị chờ lâu nhất.
    .title = Phân loại kiến nghị
classify-waiting-none = Không còn kiến nghị nào chờ phân loại. Muốn phân loại lại, xin gõ /phanloai kèm mã.
    .title = Phân loại kiến nghị
classify-ask-field = “{ $content }”

    Kiến nghị { $code } thuộc lĩnh vực nào? (Hiện ghi: { $field }.)
    .title = Phân loại kiến nghị
classify-ask-disposition = Kiến nghị { $code } sẽ được trả lời thế nào?{ $law }
    .title = Cách trả lời
    .tra_loi_tai_hoi_nghi = Trả lời tại hội nghị
    .kiem_tra_tra_loi_sau = Kiểm tra, làm rõ, trả lời sau
    .ghi_nhan_bao_cao_cap_tren = Ghi nhận, báo cáo cấp trên
classify-done = Đã phân loại { $code }: { $field }; { $way }.
    .title = Đã phân loại
notice-classified = { $code } đã được phân loại: { $field }; { $way }.
    .title = Kiến nghị đã được phân loại
assign-waiting = Giao kiến nghị nào? Dưới đây là những kiến nghị chờ lâu nhất.
    .title = Giao cơ quan trả lời
assign-waiting-none = Không còn kiến nghị nào chờ giao. Muốn xem việc đã giao, xin gõ /giao kèm mã.
    .title = Giao cơ quan trả lời
assign-ask-lead = “{ $content }”

    Cơ quan nào chủ trì { $purpose } cho { $code }?
    .title = Giao cơ quan trả lời
    .cancel = Thôi, chưa giao
assign-no-agency = “{ $content }”

    Chưa có cơ quan nào trong danh sách, nên chưa giao được việc { $purpose } cho { $code }. Xin nhờ người vận hành thêm cơ quan.
    .title = Giao cơ quan trả lời
    .cancel = Thôi, chưa giao
assign-ask-helpers = Chủ trì: { $lead }. Phối hợp: { $helpers }.

    Cơ quan nào phối hợp?
    .title = Cơ quan phối hợp
    .none = Không cần phối hợp
    .done = Đủ rồi
assign-nobody = chưa có
assign-ask-date = Theo quy định, chậm nhất là { $date } ({ $clause }).

    Chọn ngày này, hoặc gõ một ngày sớm hơn, ví dụ: 15/10/2025.
    .title = Hạn trả lời
    .limit = Chậm nhất { $date }
assign-ask-date-passed = Hạn theo quy định là { $date } ({ $clause }), nay đã qua. Việc này cần làm ngay.
    .title = Hạn trả lời
assign-ask-date-none = Ở đây quy định không định ngày. Xin gõ ngày cần có trả lời, ví dụ: 15/10/2025.
    .title = Hạn trả lời
    .no_date = Không định ngày
assign-date-unclear = Xin gõ ngày theo dạng ngày/tháng/năm, ví dụ: 15/10/2025.
assign-date-past = { $date } đã qua. Xin chọn từ hôm nay trở đi.
assign-date-late = Quy định không cho muộn hơn { $date } ({ $clause }). Xin chọn ngày này hoặc sớm hơn.
assign-done = Đã giao { $agencies } { $purpose } cho { $code }, chậm nhất: { $due }. Người gửi và các cơ quan đã được báo.{ $by_hand }
    .title = Đã giao
assign-by-hand = Chưa có ai của { $agencies } tham gia ở đây. Xin báo bằng điện thoại hoặc giấy.
assign-standing = { $code } đang được giao ({ $purpose }):
    { $list }

    Muốn giao cơ quan khác, xin thu hồi trước.
    .title = Việc đã giao
assign-standing-answered = { $code } đã được trả lời ({ $purpose }):
    { $list }
    .title = Việc đã giao
assign-line = • { $agency } ({ $part }): { $state }, chậm nhất: { $due }
assign-take-back = Thu hồi để giao lại
assign-taken-back = Đã thu hồi { $code } từ: { $agencies }. Các cơ quan này đã được báo.
    .title = Đã thu hồi
assign-nothing-given = { $code } chưa ở cơ quan nào. Nay có thể giao lại.
    .title = Đã thu hồi
forward-ask-passed_on = Chuyển { $code } cho cơ quan có thẩm quyền nào? Xin gõ tên cơ quan. Muốn nhắn thêm cho người gửi, xin viết ở dòng dưới.
    .title = Chuyển cơ quan có thẩm quyền
    .cancel = Thôi, không chuyển
forward-ask-submitted_upward = Gửi { $code } lên cơ quan cấp trên nào? Xin gõ tên cơ quan. Muốn nhắn thêm cho người gửi, xin viết ở dòng dưới.
    .title = Gửi lên cấp trên
    .cancel = Thôi, không gửi
forward-body-needed = Xin gõ tên cơ quan bằng chữ.
forward-done = Đã ghi: { $code } được chuyển tới { $body }. Người gửi đã được báo. Việc này chưa tính là đã trả lời.
    .title = Đã chuyển
forward-done-not-told = Đã ghi: { $code } được chuyển tới { $body }. Việc này chưa tính là đã trả lời. Không nhắn tin được cho người gửi; xin báo bằng điện thoại hoặc giấy.
    .title = Đã chuyển
notice-passed_on = Nội dung của { $code } thuộc thẩm quyền của { $body }, nên Văn phòng đã chuyển tới đó. Khi có trả lời, Văn phòng sẽ báo Ông/Bà.{ $note }
    .title = Đã chuyển cơ quan có thẩm quyền
notice-submitted_upward = Nội dung của { $code } vượt thẩm quyền của địa phương, nên Văn phòng đã gửi lên { $body }. Khi có trả lời, Văn phòng sẽ báo Ông/Bà.{ $note }
    .title = Đã gửi lên cấp trên
case-reopen = Đã có ý kiến hoặc bị trả lại: xét tiếp
notice-reopened = Cơ quan nhận { $code } đã trả lại hoặc có ý kiến. Văn phòng xét tiếp và sẽ báo Ông/Bà.
    .title = Kiến nghị được xét tiếp
place-ask = Đưa { $code } vào hội nghị nào?
    .title = Đưa vào hội nghị
    .cancel = Thôi, chưa đưa vào
place-no-conference = Chưa có hội nghị nào sắp tới để đưa { $code } vào. Kiến nghị vẫn được giữ nguyên. Xin lập và thông báo hội nghị mới trước.
    .title = Đưa vào hội nghị
    .cancel = Thôi, chưa đưa vào
place-done = Đã đưa { $code } vào: { $conference }. Các hạn bắt đầu tính, người gửi đã được báo.
    .title = Đã đưa vào hội nghị
place-done-not-told = Đã đưa { $code } vào: { $conference }. Các hạn bắt đầu tính. Không nhắn tin được cho người gửi; xin báo bằng điện thoại hoặc giấy.
    .title = Đã đưa vào hội nghị
event-placed = Văn phòng đưa vào hội nghị đối thoại
notice-placed = Văn phòng đã đưa { $code } từ hòm thư chung vào: { $conference }.

    { $dates }
    .title = Kiến nghị được đưa vào hội nghị
notice-placed-anew = { $before } không tổ chức. Văn phòng đã đưa { $code } sang: { $conference }. Các ngày hẹn được tính theo hội nghị này. Nếu đã xin chỗ dự, Văn phòng xét lại chỗ và báo Ông/Bà.

    { $dates }
    .title = Kiến nghị được đưa sang hội nghị khác
event-boxed = hội nghị không tổ chức, kiến nghị được chuyển về hòm thư chung
notice-boxed = { $conference } không tổ chức. Nội dung của { $code } được giữ nguyên trong hòm thư chung, chưa có ngày hẹn trả lời. Khi đưa vào hội nghị khác, Văn phòng sẽ báo Ông/Bà.
    .title = Kiến nghị được chuyển về hòm thư chung
task-state-given = chờ nhận việc
task-state-received = đã nhận việc
task-state-drafted = đã soạn câu trả lời, chờ duyệt
task-state-returned = cần sửa câu trả lời
task-state-answered = đã trả lời
task-state-given_back = đã chuyển lại Văn phòng
task-state-cancelled = đã thu hồi
group-ask-title = Đặt tên cho nhóm ý kiến này, ngắn gọn, không nêu tên ai. Ví dụ: Sửa đường thôn Đông.
    .title = Gom ý kiến
group-title-needed = Xin gõ tên nhóm bằng chữ.
group-ask-members = Các ý kiến này có vẻ cùng một việc:

    { $list }

    Gom lại? Mỗi ý kiến vẫn giữ nguyên lời và mã riêng.
    .title = Gom ý kiến
    .cancel = Thôi, không gom
group-confirm = Gom { $count } ý kiến này
group-out = Bỏ { $code }
group-line = • { $code }: “{ $words }”
group-done = Đã gom { $count } ý kiến vào nhóm “{ $title }”. Nhóm chưa công bố: chỉ cán bộ thấy.
    .title = Đã gom ý kiến
group-publish = Công bố nhóm
group-unpublish = Thôi công bố
group-add = Thêm ý kiến
group-back = Các nhóm của hội nghị
group-back-one = Quay lại nhóm
group-choose = Gom ý kiến của hội nghị nào?
    .title = Gom ý kiến
group-choose-none = Chưa có hội nghị nào để gom ý kiến.
    .title = Gom ý kiến
group-overview = { $conference }: { $suggestions } gợi ý gom ý kiến giống nhau, { $groups } nhóm đã có.

    Gợi ý do phần mềm tìm theo lời văn; xin đọc rồi quyết định.
    .title = Gom ý kiến
group-new = Tạo nhóm mới
group-suggested = Gợi ý: { $count } ý kiến giống { $code }
group-open = { $title } ({ $count } ý kiến)
group-suggestion-gone = Gợi ý này không còn: các ý kiến đã được gom hoặc đã sửa. Xin chọn gợi ý khác.
group-unknown = Không có nhóm này ở hội nghị. Xin chọn trong danh sách.
group-view = { $count } ý kiến; { $state }.
    { $list }
    .title = { $title }
group-state-published = đã công bố, người dân có thể cùng nêu
group-state-own = chưa công bố, chỉ cán bộ thấy
group-ask-add = Thêm ý kiến nào vào nhóm “{ $title }”? Những ý kiến gần nhất:
    { $list }
    .title = Thêm ý kiến
group-none-free = Không còn ý kiến nào ngoài nhóm để thêm vào “{ $title }”.{ $list }
    .title = Thêm ý kiến
group-not-added = Chưa ghi gì: ý kiến này không thuộc hội nghị, đã ở một nhóm khác hoặc vừa có thay đổi. Xin chọn ý kiến khác.
event-grouped = được xếp cạnh các ý kiến cùng nội dung
event-ungrouped = được tách khỏi nhóm ý kiến
intake-join-group = Nhiều người dân đã nêu việc này. Ông/Bà có muốn cùng nêu không?

    Nội dung Ông/Bà viết vẫn được giữ nguyên, có mã riêng và được trả lời riêng.
    .title = Việc đã có người nêu
    .own = Gửi riêng, không vào nhóm
intake-join-group-choice = Cùng nêu: { $title }
