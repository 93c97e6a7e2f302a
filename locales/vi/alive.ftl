# Whether the program is alive: told to the office and to the operator.
account-broken = { $channel } “{ $account }” chưa gửi và nhận được tin từ { $since }. Tin đang chờ gửi vẫn được giữ và sẽ gửi tiếp khi kênh hoạt động trở lại.

    { $why }
    .title = Một kênh đang tạm dừng
account-works = { $channel } “{ $account }” đã hoạt động trở lại. Tin đang chờ được gửi tiếp.
    .title = Kênh đã hoạt động trở lại
account-token = Lý do: { $channel } không nhận mã truy cập (token) nữa. Cách làm: người vận hành lấy token mới, đặt vào [{ $section }] trong tệp cấu hình và khởi động lại chương trình.
account-webhook = Lý do: { $channel } chưa chuyển được tin về địa chỉ của chương trình. Cách làm: người vận hành kiểm tra public_url, chứng chỉ TLS và máy chủ trung gian (proxy).
account-taken = Lý do: một chương trình khác đang nhận tin của bot này. Cách làm: người vận hành dừng chương trình kia, hoặc dùng một bot riêng cho [{ $section }].
account-consent = Lý do: trang cần được cấp quyền lại. Cách làm: người quản trị trang mở liên kết do người vận hành tạo bằng lệnh doithoai zalo consent { $account } rồi bấm đồng ý.
account-oa-gone = Lý do: Zalo báo trang này không còn hoạt động hoặc đã bị gỡ. Cách làm: người quản trị trang xem lại trang tại oa.zalo.me.
account-app-inactive = Lý do: Zalo báo ứng dụng của trang chưa được kích hoạt hoặc đã bị tắt. Cách làm: người vận hành xem lại ứng dụng tại developers.zalo.me.
account-oa-unverified = Lý do: Zalo báo trang này chưa được xác thực hoặc chưa được phép gửi tin. Cách làm: người quản trị trang xác thực trang tại oa.zalo.me.
account-package = Lý do: gói dịch vụ hoặc loại trang Zalo không cho gửi tin này. Cách làm: người quản trị trang xem lại gói dịch vụ tại oa.zalo.me.
account-proof = Lý do: ứng dụng Zalo đòi appsecret_proof. Cách làm: người vận hành đặt appsecret_proof = true vào [{ $section }] và khởi động lại chương trình.
account-unreachable = Lý do: chưa kết nối được tới máy chủ của { $channel }. Cách làm: người vận hành kiểm tra mạng; chương trình tự thử lại.
daily-line = Hôm nay, { $day }: { $figures }
    .title = Tình hình trong ngày
daily-line-figures = { $open } kiến nghị đang giải quyết, { $due } thời hạn đến hôm nay, { $overdue } thời hạn đã qua. { $byhand } Tin nhắn gần nhất nhận được: { $heard }.
daily-line-all-told = Không còn ai cần báo tin trực tiếp.
daily-line-by-hand = Còn { $count } tin cần báo trực tiếp cho người dân (gõ /lienhe).
daily-line-never = chưa có tin nào
daily-line-backup = Bản sao lưu gần nhất: { $at }.
daily-line-backup-fails = Từ { $since } chưa sao lưu được dữ liệu. Người vận hành chạy lệnh doithoai doctor để xem lý do.
daily-line-backup-none = Dữ liệu chưa được sao lưu lần nào. Người vận hành đặt thư mục sao lưu ở mục [backup].
daily-line-accounts = Kênh đang tạm dừng: { $accounts }.
