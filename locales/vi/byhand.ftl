# People whom no channel reaches (/lienhe).
by-hand = { $count } tin không gửi được qua kênh nào. Xin báo trực tiếp cho từng người, rồi ghi lại cách đã báo:
    { $list }
    .title = Người cần báo tin trực tiếp
    .open = Cần báo tin trực tiếp ({ $count })
by-hand-empty = Hiện không còn ai cần báo tin trực tiếp.
by-hand-unknown = Không có mục này trong danh sách cần báo tin trực tiếp.
by-hand-line = • Mục { $number }: { $who }, từ { $time }. { $reason }
by-hand-open = Mở mục { $number }
by-hand-list = Danh sách cần báo tin trực tiếp
by-hand-one = Tin cần báo:

    { $text }
    .title = Báo tin trực tiếp
by-hand-who = Người nhận
by-hand-phone = Điện thoại
by-hand-no-phone = không có (có thể gửi giấy hoặc nhờ thôn báo giúp)
by-hand-no-name = chưa rõ họ tên
by-hand-why = Vì sao
by-hand-done = Đã ghi
by-hand-way-goi = Đã báo qua điện thoại
by-hand-way-gap = Đã gặp và báo trực tiếp
by-hand-way-giay = Đã gửi giấy
by-hand-way-khongduoc = Không liên lạc được
by-hand-way-web = Người nhận đã tự đọc trên trang web
by-hand-noted = Đã ghi: { $how }.
by-hand-was-done = Một cán bộ khác đã ghi mục này trước đó.
by-hand-reason-no-address = Người này không có kênh nào nhận được tin.
by-hand-reason-window = Đã quá 7 ngày kể từ khi người này nhắn trên Zalo, và không có mẫu tin nào gửi được.
by-hand-reason-not-following = Người này không còn quan tâm trang Zalo.
by-hand-reason-blocked = Người này đã chặn tin.
by-hand-reason-inactive = Tài khoản Zalo của người này không hoạt động.
by-hand-reason-quota-person = Zalo không cho gửi thêm tin cho người này.
by-hand-reason-forgotten = Người này đã xóa cuộc trò chuyện trên máy của mình.
by-hand-reason-gone = Cuộc trò chuyện của người này không còn nữa.
by-hand-reason-deactivated = Tài khoản của người này không còn nữa.
by-hand-reason-kicked = Nhóm trò chuyện không còn cho gửi tin.
by-hand-reason-forbidden = Người này không cho gửi tin.
by-hand-reason-refused = Kênh từ chối nội dung tin này.
by-hand-reason-file-gone = Tệp gửi kèm không còn nữa.
by-hand-reason-file-too-big = Tệp gửi kèm quá lớn đối với kênh này.
by-hand-reason-training = Xã đang ở chế độ tập huấn nên tin này không được gửi đi.
by-hand-reason-unread = Chưa mở trang web để đọc sau một ngày.
by-hand-reason-other = Kênh không nhận tin ({ $reason }).
