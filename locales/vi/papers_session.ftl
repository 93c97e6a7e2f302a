# Lời trong văn bản trước và trong hội nghị: kế hoạch, giấy mời, danh sách phát biểu, biên bản.
paper-heads-bi_thu = đồng chí Bí thư Đảng ủy
paper-heads-chu_tich = đồng chí Chủ tịch UBND { $commune }
paper-heads-dong_chu_tri = đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND { $commune }
paper-regulation = { $title } (số { $number }, { $day }, { $issuer })
paper-regulation-unnumbered = { $title } ({ $issuer })
paper-lacks = không { $wording }
paper-speakers = DANH SÁCH
paper-speakers-of = Các đại biểu đăng ký phát biểu tại { $title }
paper-speakers-between = giữa { $heads } với Nhân dân
paper-speakers-plan = (kèm theo Kế hoạch số ............ ngày .../.../......)
paper-speakers-number = STT
paper-speakers-name = Họ và tên
paper-speakers-position = Chức vụ, đơn vị
paper-speakers-question = Nội dung và câu hỏi đăng ký đối thoại
paper-speakers-day = Ngày ..... tháng ..... năm ........
paper-speakers-signed = (ký, ghi rõ họ tên)
