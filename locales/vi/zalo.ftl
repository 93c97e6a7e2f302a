# What only Zalo makes necessary.
zalo-link-ended = Liên kết này đã hết hạn hoặc tệp không còn nữa. Xin mở lại kiến nghị trong cuộc trò chuyện (gõ /cuatoi) để nhận liên kết mới.
zalo-consent-needed = Trang Zalo Official Account “{ $account }” tạm thời không gửi được tin cho người dân. Tin đang chờ gửi vẫn được giữ và sẽ gửi tiếp khi được cấp quyền lại.

    Cách làm: người quản trị trang vào developers.zalo.me, mục Công cụ, API Explorer, chọn đúng ứng dụng và trang, lấy refresh token mới, rồi chuyển cho người vận hành để đặt vào refresh_token của [zalo_oa.{ $account }] và khởi động lại chương trình.

    Lý do Zalo báo: { $why }
    .title = Cần cấp quyền lại cho trang Zalo
