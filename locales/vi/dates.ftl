# Dates that were promised: how they stand, why they are what they are, that they have moved.
promise-conclusion_notice-met = • Thông báo kết luận: đã gửi { $date }.
promise-conclusion_notice-stopped = • Thông báo kết luận: đang tạm dừng, chưa tính ngày.
promise-written_reply-met = • Trả lời bằng văn bản: đã gửi { $date }.
promise-written_reply-stopped = • Trả lời bằng văn bản: đang tạm dừng, chưa tính ngày.
timeline-why = Vì sao là ngày này?
why-dates = { $dates }
    .title = Các hạn của { $code }
why-no-date = { $code } hiện không có thời hạn nào đang tính.
    .title = Các hạn của { $code }
why-due-open = { $title }: chậm nhất { $date }
why-due-stopped = { $title }: đang tạm dừng (trước đó: chậm nhất { $date })
why-due-met = { $title }: đã xong (hạn: { $date })
why-due-void = { $title }: không còn phải làm
why-extended = { $date }: được gia hạn
why-stopped = { $date }: tạm dừng, từ ngày này không tính
why-resumed = { $date }: tính tiếp; cộng thêm số ngày làm việc đã tạm dừng (cách hiểu của phần mềm)
why-met = { $date }: đã xong
why-recounted = { $date }: tính lại vì lịch ngày nghỉ thay đổi
why-adopted = { $date }: Văn phòng áp dụng quy định đã thay đổi
why-voided = { $date }: thôi tính thời hạn
why-days-changed = Ngày thay đổi: { $days }.
why-document = Theo { $document }.
why-reason = Lý do: { $reason }.
moved-recounted = Lịch ngày nghỉ thay đổi
moved-adopted = Văn phòng áp dụng quy định đã thay đổi
moved-extended = Thông báo kết luận được gia hạn
moved-promise-conclusion_notice = • Thông báo kết luận: { $before } → { $after }
moved-promise-written_reply = • Trả lời bằng văn bản: { $before } → { $after }
moved-why = Lý do: { $why }
event-date_moved = ngày hẹn trả lời được tính lại
notice-dates = { $reason }, nên ngày hẹn cho { $code } được tính lại:
    { $list }{ $why }
    .title = Ngày hẹn thay đổi
office-dates = { $reason }, nên các hạn sau được tính lại:
    { $list }
    .title = Hạn thay đổi
office-dates-line = • { $title } ({ $conference }): { $change }
office-dates-lines = • { $title } ({ $conference }, { $count } kiến nghị): { $change }
office-dates-more = … và { $count } thay đổi khác.
agency-dates = { $reason }, nên hạn của các việc sau được tính lại:
    { $list }
    .title = Hạn thay đổi
agency-dates-line = • { $code }: { $change }
dates-none = không có hạn
dates-target = hạn nhắc { $change }
regulation-changed = { $regulation } đã thay đổi sau khi { $code } được lập. Hội nghị này vẫn theo bản cũ cho đến khi Văn phòng áp dụng bản mới.

    Nếu áp dụng:
    { $moved }
    .title = Quy định đã thay đổi
    .open = Quy định đã thay đổi: { $code }
    .adopt = Áp dụng bản mới
regulation-line = • { $title }: { $change }
regulation-moves-nothing = • Không hạn nào thay đổi.
regulation-adopted = Đã ghi: { $code } theo bản mới. Những người có hạn thay đổi sẽ được báo.
    .title = Đã áp dụng quy định
regulation-unchanged = Không có quy định nào chờ áp dụng cho hội nghị này. Có thể một cán bộ khác đã áp dụng.
