# What only Zalo makes necessary.
zalo-link-ended = Liên kết này đã hết hạn hoặc tệp không còn nữa. Xin mở lại kiến nghị trong cuộc trò chuyện (gõ /cuatoi) để nhận liên kết mới.
zalo-consent-needed = Trang Zalo Official Account “{ $account }” tạm thời không gửi được tin cho người dân. Tin đang chờ gửi vẫn được giữ và sẽ gửi tiếp khi được cấp quyền lại.

    Cách làm: người quản trị trang Zalo đó mở liên kết sau rồi bấm đồng ý. Liên kết dùng được một lần, trong 7 ngày; tin đang chờ sẽ được gửi tiếp ngay sau đó.
    { $link }

    Nếu liên kết không mở được, xin nhờ người vận hành tạo liên kết mới bằng lệnh: doithoai zalo consent { $account }

    Lý do Zalo báo: { $why }
    .title = Cần cấp quyền lại cho trang Zalo
zalo-consent-begin = Trang Zalo Official Account của { $commune } cần được cấp quyền để gửi và nhận tin của người dân. Xin vào Zalo bằng tài khoản quản trị trang đó rồi bấm đồng ý.
    .title = Cấp quyền cho trang Zalo
    .go = Sang Zalo để cấp quyền
zalo-consent-given = Đã cấp quyền cho trang Zalo của { $commune }. Tin đang chờ được gửi tiếp ngay. Ông/Bà có thể đóng trang này.
    .title = Đã cấp quyền
    .go = Về trang đầu
zalo-consent-ended = Liên kết này đã hết hạn hoặc đã dùng rồi. Xin nhờ người vận hành tạo liên kết mới bằng lệnh doithoai zalo consent.
    .title = Liên kết không còn dùng được
    .go = Về trang đầu
zalo-consent-refused = Zalo chưa cấp quyền. Xin thử lại: vào Zalo bằng tài khoản quản trị trang và bấm đồng ý trong vòng 10 phút.
    .title = Chưa cấp được quyền
    .go = Thử lại
zalo-consent-other = Quyền vừa cấp là của một trang Zalo khác nên chưa được dùng. Xin thử lại và chọn đúng trang của xã.
    .title = Chưa đúng trang Zalo
    .go = Thử lại
zalo-consent-later = Zalo chưa trả lời. Xin thử lại sau ít phút.
    .title = Chưa cấp được quyền
    .go = Thử lại
