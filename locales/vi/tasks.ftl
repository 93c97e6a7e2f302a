# Tasks of agencies: what is asked for, by when, and what becomes of it.
task-purpose-prepared = chuẩn bị nội dung trả lời tại hội nghị
task-purpose-reply = trả lời bằng văn bản
task-part-lead = chủ trì
task-part-coordinating = phối hợp
task-no-date = chưa định ngày
task-note = { $agency }: { $purpose }, chậm nhất: { $due }
task-receive = Đã nhận việc
task-given = { $agency } được giao { $part } { $purpose } cho { $code }.
    Chậm nhất: { $due }.
    Nơi gửi: { $village }.

    “{ $content }”
    .title = Việc mới được giao
task-cancelled = Văn phòng đã thu hồi việc trả lời { $code }. Cơ quan không phải làm việc này nữa.
    .title = Việc được thu hồi
notice-assigned = Văn phòng đã giao { $agency } { $purpose } cho { $code }, chậm nhất: { $due }.
    .title = Kiến nghị đã được giao
event-taken_back = Văn phòng thu hồi để giao lại
event-reply_assigned = Văn phòng giao cơ quan trả lời bằng văn bản
