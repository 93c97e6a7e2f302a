# One person on several channels (/kenh).
channels = Kiến nghị của Ông/Bà xem được ở các kênh sau:
    { $list }

    Tin báo gửi tới kênh đầu tiên; nếu kênh đó không nhận được thì gửi sang kênh tiếp theo.
    .title = Các kênh của tôi
channels-line = • { $channel }, dùng gần nhất { $time }{ $notes }
channels-here = đang dùng
channels-first = nhận tin báo
channels-gone = không còn nhận được tin
channels-join = Nối thêm một kênh
channels-part = Tách kênh này ra
channels-show = Các kênh của tôi
channels-prefer-web = Nhận tin báo trên trang web
channels-prefer-telegram = Nhận tin báo qua Telegram
channels-prefer-zalo_bot = Nhận tin báo qua Zalo Bot
channels-prefer-zalo_oa = Nhận tin báo qua Zalo
channels-preferred = Từ nay tin báo được gửi trước hết qua { $channel }.
channels-code = Trên kênh kia, xin gõ: { $command }

    Mã chỉ dùng được một lần, trong { $minutes } phút. Đừng đưa mã này cho ai: người có mã sẽ xem được kiến nghị của Ông/Bà.
    .title = Nối thêm một kênh
channels-open-page = Mở trang web và nối luôn
channels-sure = Khi nối, kiến nghị gửi ở kênh này và ở kênh kia sẽ xem được ở cả hai nơi. Chỉ đồng ý nếu chính Ông/Bà vừa tạo mã này.
    .title = Nối kênh này?
channels-agree = Đồng ý nối
channels-joined = Đã nối. Ông/Bà có thể tiếp tục ở đây.
channels-was-joined = Kênh { $channel } vừa được nối với kênh này. Nếu không phải Ông/Bà làm, xin mở “Các kênh của tôi” và báo ngay cho Văn phòng.
    .title = Có thêm một kênh
channels-parted = Đã tách kênh này ra. Kiến nghị đã gửi vẫn xem được ở các kênh còn lại, hoặc bằng mã và mật mã.
channels-wrong = Mã này không đúng, đã dùng rồi hoặc đã hết hạn. Xin tạo mã mới ở kênh kia bằng cách gõ /kenh noi.
channels-same = Hai kênh này đã được nối với nhau rồi.
channels-has-own = Kênh này đã có kiến nghị riêng nên không nối vào kênh khác được. Xin làm ngược lại: gõ /kenh noi ở đây rồi gõ mã ở kênh kia. Nếu cả hai kênh đều đã có kiến nghị, xin tra cứu từng kiến nghị bằng mã và mật mã.
channels-barred = Đã gõ sai quá nhiều lần. Xin thử lại sau một giờ.
channels-staff = Người đang giữ vai trò cán bộ không nối kênh được. Muốn làm việc ở kênh khác, xin Văn phòng cấp mã tham gia mới.
channels-elsewhere = Gửi tệp này trên trang web
channel-web = trang web
channel-telegram = Telegram
channel-zalo_bot = Zalo Bot
channel-zalo_oa = Zalo
channel-poor = kênh tin nhắn
channels-prefer-poor = Nhận tin báo qua tin nhắn
