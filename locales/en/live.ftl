# The online session: questions, who lets them through, whose turn it is, what was answered.
question-state-held = to be looked at
question-state-queued = waiting for its turn
question-state-called = being answered now
question-state-answered = answered in the session
question-state-refused = not put to the session
question-state-written = to be answered in writing
question-state-withdrawn = taken back by its author
