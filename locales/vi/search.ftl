# Looking for petitions by words (/tim).
command-tim = Tìm kiến nghị (gõ kèm từ cần tìm)
search-ask = Ông/Bà cần tìm kiến nghị nào? Xin gõ mã, hoặc vài từ trong nội dung, tên thôn (tổ dân phố), lĩnh vực, nhóm ý kiến, cơ quan. Vai trò được xem thì tìm được cả theo họ tên, số điện thoại và câu trả lời.

    Có dấu hay không dấu đều được, gõ từ nào trước cũng được; từ cuối có thể gõ dở.
    .title = Tìm kiến nghị
search-nothing = Không tìm thấy kiến nghị nào có đủ các từ vừa gõ trong phạm vi Ông/Bà được xem. Xin thử:
    • gõ ít từ hơn, hoặc chỉ phần đầu của một từ
    • gõ từ khác cùng nghĩa, hoặc gõ mã, ví dụ 0042
    • kiểm tra lại chính tả

    Kiến nghị mà người gửi đã rút thì không tìm được ở đây.
    .title = Tìm kiến nghị
search-found = Tìm thấy { $total } kiến nghị, mới nhất đứng trước (đang xem { $shown }):
    { $list }

    Xin chọn kiến nghị cần mở, hoặc gõ từ khác để tìm tiếp.
    .title = Tìm kiến nghị
search-found-many = Có hơn { $total } kiến nghị; đây là { $total } kiến nghị mới nhất (đang xem { $shown }):
    { $list }

    Xin chọn kiến nghị cần mở, hoặc gõ thêm từ để tìm hẹp hơn.
    .title = Tìm kiến nghị
search-line = • { $code }, { $time }, { $village } ({ $state }): { $words }
search-page-empty = Các kiến nghị ở trang này không còn trong phạm vi Ông/Bà được xem. Xin gõ lại từ cần tìm.
search-no-words = Xin gõ ít nhất một chữ cái hoặc chữ số để tìm.
search-no-files = Không tìm theo ảnh hay tệp được. Xin gõ từ cần tìm.
