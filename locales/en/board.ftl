# The board of work (/viec): its sections, their lines, when each is due.
board = { $sections }

    To do first:
    { $list }
    { $notes }
    .title = Work to do
board-xet = { $count } petitions wait for a decision
    .list = To decide ({ $count })
board-phanloai = { $count } petitions wait to be classified
    .list = To classify ({ $count })
board-giao = { $count } petitions wait for an agency to answer them
    .list = To assign ({ $count })
board-giaosau = { $count } petitions were left open and wait for an agency to reply in writing
    .list = To assign for a written reply ({ $count })
board-traloi = { $count } tasks for your agency to answer
    .list = Tasks of the agency ({ $count })
board-quahan = { $count } tasks that agencies did not answer in time
    .list = Late answers of agencies ({ $count })
board-duyet = { $count } drafted answers wait to be checked
    .list = To check ({ $count })
board-giahan = { $count } requests for more time wait for a decision
    .list = Requests for more time ({ $count })
board-moc = { $count } time limits of conferences are near or over
    .list = Time limits of conferences ({ $count })
board-count-late = late: { $count }
board-count-near = due soon: { $count }
board-what-classify = to be classified
board-what-assign = to be assigned to an agency
board-what-assign-reply = to be assigned for a written reply
board-what-task = { $agency }, { $part }, { $purpose }, { $state }
board-what-publish = draft of { $agency }, sent { $time }
board-what-extend = { $agency } asks for more time, until { $until }
board-task-given = receipt not confirmed
board-task-received = received
board-task-returned = the draft needs changes
board-open-classify = Classify { $code }
board-open-assign = Assign { $code }
board-open-answer = Answer { $code }
board-open-publish = Check { $code }
board-open-extend = See the request for { $code }
board-open-conference = See conference { $code }
board-limit = • { $code }: { $title }. { $due }
board-no-date = No date is set
board-late = ⚠ LATE by days: { $days } (was due { $date })
board-due-today = ⚠ DUE TODAY
board-due-near = Due soon: { $date }, working days left: { $days }
board-due = Due { $date }, working days left: { $days }
board-met = ⚠ The conference has begun ({ $date })
board-meets-today = ⚠ The conference is today
board-meets-near = The conference is soon: { $date }, working days left: { $days }
board-meets = Conference { $date }, working days left: { $days }
board-hand-over = Hand over my work
board-away = You have handed over to { $name } until the end of { $date }.
board-standing-in = You stand in for { $name } until the end of { $date }.
