# The online session: questions, who lets them through, whose turn it is, what was answered.
question-state-held = chờ xét
question-state-queued = chờ đến lượt
question-state-called = đang được trả lời
question-state-answered = đã trả lời tại phiên
question-state-refused = không đưa ra phiên
question-state-written = trả lời bằng văn bản sau
question-state-withdrawn = người gửi đã rút
