# The board of work (/viec): its sections, their lines, when each is due.
board = { $sections }

    Cần làm trước:
    { $list }
    { $notes }
    .title = Việc cần làm
board-xet = { $count } kiến nghị chờ xét
    .list = Chờ xét ({ $count })
board-phanloai = { $count } kiến nghị chờ phân loại
    .list = Chờ phân loại ({ $count })
board-giao = { $count } kiến nghị chờ giao cơ quan trả lời
    .list = Chờ giao trả lời ({ $count })
board-giaosau = { $count } kiến nghị chưa giải quyết xong, chờ giao trả lời bằng văn bản
    .list = Chờ giao trả lời bằng văn bản ({ $count })
board-traloi = { $count } việc cơ quan cần trả lời
    .list = Việc của cơ quan ({ $count })
board-quahan = { $count } việc cơ quan chưa trả lời đúng hạn
    .list = Cơ quan trả lời quá hạn ({ $count })
board-duyet = { $count } dự thảo trả lời chờ duyệt
    .list = Chờ duyệt ({ $count })
board-giahan = { $count } đề nghị thêm thời gian chờ quyết định
    .list = Đề nghị thêm thời gian ({ $count })
board-moc = { $count } mốc của hội nghị sắp đến hạn hoặc quá hạn
    .list = Mốc của hội nghị ({ $count })
board-count-late = quá hạn: { $count }
board-count-near = sắp đến hạn: { $count }
board-what-classify = chờ phân loại
board-what-assign = chờ giao cơ quan trả lời
board-what-assign-reply = chờ giao trả lời bằng văn bản
board-what-task = { $agency } { $part } { $purpose }, { $state }
board-what-publish = dự thảo của { $agency }, gửi lúc { $time }
board-what-extend = { $agency } xin thêm thời gian đến { $until }
board-task-given = chưa xác nhận đã nhận
board-task-received = đã nhận
board-task-returned = cần sửa dự thảo theo nhận xét
board-open-classify = Phân loại { $code }
board-open-assign = Giao { $code }
board-open-answer = Trả lời { $code }
board-open-publish = Duyệt { $code }
board-open-extend = Xem đề nghị { $code }
board-open-conference = Xem hội nghị { $code }
board-limit = • { $code }: { $title }. { $due }
board-no-date = Chưa định ngày
board-late = ⚠ QUÁ HẠN { $days } ngày (hạn { $date })
board-due-today = ⚠ ĐẾN HẠN HÔM NAY
board-due-near = Sắp đến hạn: { $date }, còn { $days } ngày làm việc
board-due = Hạn { $date }, còn { $days } ngày làm việc
board-met = ⚠ Hội nghị đã đến giờ họp ({ $date })
board-meets-today = ⚠ Hội nghị họp hôm nay
board-meets-near = Sắp họp: { $date }, còn { $days } ngày làm việc
board-meets = Hội nghị { $date }, còn { $days } ngày làm việc
board-hand-over = Bàn giao việc
board-away = Ông/Bà đã bàn giao việc cho { $name } đến hết { $date }.
board-standing-in = Ông/Bà đang làm thay { $name } đến hết { $date }.
