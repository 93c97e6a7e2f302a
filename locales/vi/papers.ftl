# Tệp được lập theo yêu cầu: bảng Excel, văn bản Word, hồ sơ.
file-ordered = Đang lập tệp. Xong sẽ gửi Ông/Bà ngay tại đây.
    .title = Lập tệp
file-ready = Tệp { $name } đã xong.
    .title = Tệp đã xong
file-failed = Chưa lập được tệp do lỗi của hệ thống. Xin yêu cầu lại sau.
    .title = Chưa lập được tệp
file-template-broken = Mẫu riêng của đơn vị có chỗ sai nên tệp được lập theo mẫu có sẵn. Chỗ sai: { $fault }. Xin sửa mẫu trong Word rồi lập lại.
file-too-large-here = Tệp nặng { $megabytes } MB, kênh này không gửi được. Xin mở trang { $address } rồi yêu cầu lại ở đó; trang chưa nhận Ông/Bà là cán bộ thì xin mã tham gia, hoặc nhờ người vận hành lấy bằng dòng lệnh.
file-lost-inside = Có { $count } tệp bị mất hoặc hỏng trên máy chủ nên không đưa vào được. Xin báo người vận hành tìm trong bản sao lưu:
    { $list }
