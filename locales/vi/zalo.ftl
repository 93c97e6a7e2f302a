# What only Zalo makes necessary.
zalo-link-ended = Liên kết này đã hết hạn hoặc tệp không còn nữa. Xin mở lại kiến nghị trong cuộc trò chuyện (gõ /cuatoi) để nhận liên kết mới.
