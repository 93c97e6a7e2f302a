# Seats at a conference: who has one, who waits, the list of delegates, who speaks.
command-moi = Delegates, seats and the order of speakers
seats-choose = Of which conference would you like to see the seats and delegates?
    .title = Delegates and seats
seats-none = There is no conference ahead.
    .title = Delegates and seats
seats-unknown = There is no conference { $code } in this commune. Please choose one below.
    .title = Delegates and seats
seats = { $title_of }
    Time: { $time }
    Place: { $place }
    .title = Delegates and seats
seats-fact-granted = Seats given
seats-fact-waiting = Waiting for a seat
seats-fact-list = List of delegates
seats-fact-guests = Guests
seats-fact-speakers = Speakers
seats-fact-source = Entered by
seats-of-capacity = { $taken }/{ $capacity }
seats-without-limit = { $taken } (no limit)
seats-no-list = none yet
seats-granted = Who has a seat
seats-line = Waiting list
seats-list = List of delegates
seats-speakers = Speakers
seats-send-file = Send the list (Word or Excel file)
seats-add = Add delegates
seats-invite = Add guests
seats-back = ‹ Back to { $code }
seats-empty-du = Nobody has been given a seat yet.
    .title = Who has a seat
seats-empty-cho = Nobody is waiting for a seat.
    .title = Waiting list
seats-empty-daibieu = Nobody is on the list yet. You can send a Word or Excel file or add people one by one.
    .title = List of delegates
seats-page-du = { $total } people have a seat, by name:
    { $list }
    .title = Who has a seat
seats-page-cho = { $total } people are waiting, the longest first. When a seat is free, the first one gets it and is told at once:
    { $list }
    .title = Waiting list
seats-page-daibieu = { $total } people are on the list, by name:
    { $list }
    .title = List of delegates
seats-person = { $number }) { $name }, { $position } ({ $more })
seats-since = waiting since { $time }
seats-source-list = a list sent as a file
seats-source-added = added by hand
seats-source-invited = guest
seats-delegate = Content and questions registered for the dialogue: { $content }
    .title = Delegate
seats-no-content = none
seats-remove = Take off the list
seats-removed = { $name } is no longer on the list.
seats-delegate-gone = This person is no longer on the list.
seats-no-speakers = Nobody speaks yet. Who registered to speak and has a seat, or a delegate with something registered, will stand here.
    .title = Speakers
seats-page-phatbieu = { $total } speakers; minutes set so far: { $minutes }. Choose somebody to change the order or the time.
    { $list }
    .title = Order of speakers
seats-speaker-line = { $number }) { $name }{ $code }: { $minutes }
seats-speaker = { $name } speaks as number { $place } of { $total }. Time: { $minutes }.
    .title = Speaker
seats-minutes = { $count } minutes
seats-minutes-open = not set
seats-minutes-unclear = Please give a number of minutes from 1 to { $most }.
seats-up = Move up
seats-down = Move down
seats-moved-meanwhile = Nothing was changed: the order has just become another. Please look again and then choose.
seats-ask-file = Please send the Word file (.docx) or Excel file (.xlsx) with the delegates of { $code }. Its table has the columns: number; full name; position and unit; content and questions registered for the dialogue.
    .title = Send the list of delegates
    .cancel = Never mind, do not send
seats-file-needed = Please send a Word file (.docx) or an Excel file (.xlsx), one at a time. If you have a PDF or a photo, please send the Word or Excel file that it was printed from.
seats-file-taken = The file is here and is being read. You will be told right here.
    .title = List of delegates
seats-file-gone = That file cannot be found. Please send it again.
seats-ask-added = Please type each delegate of { $code } on a line: full name; position and unit; what they registered (if anything). For example:
    Nguyễn Văn An; village head; the road to the village
    .title = Add delegates
    .cancel = Never mind, do not add
seats-ask-invited = Please type each guest of { $code } on a line: full name; position and unit; what they speak on (if anything). For example:
    Nguyễn Văn An; head of a department
    .title = Add guests
    .cancel = Never mind, do not invite
seats-lines-needed = Please type in words, a line for each person, with a semicolon between name and position.
seats-lines-wrong = Nobody was added. Please put these lines right and send all of them again:
    { $rows }
seats-taken = { $added } people were added. On the list before: { $known }.
    .title = List noted
seats-taken-partly = { $added } people were added. On the list before: { $known }. { $wrong } rows were left out:
    { $rows }
    .title = The right part was noted
seats-not-taken = Nobody was added: { $wrong } rows need to be put right, { $right } are right.
    { $rows }
    .title = The list needs changes
seats-row = • Row { $row }, { $name }: { $reason }
seats-rows-more = … and { $count } rows more.
seats-row-no-name = the full name is missing
seats-row-no-position = position and unit are missing
seats-row-too-long = the name or position is too long
seats-row-content-too-long = the content is too long
seats-row-twice = the same person as in row { $other }
seats-take-right = Take the { $count } right rows
seats-send-again = Send the file again
seats-unreadable = Nobody was added. { $reason }
    .title = The list could not be read
seats-list-no-header = These columns were not found: { $columns }. The row with their names must be among the first 10 of the sheet or table. Please put the file right and send it again.
seats-list-old-kind = The file is of an old kind (.doc, .rtf, .xls) or is locked. Please save it as .docx or .xlsx, without a lock, and send it again.
seats-list-pdf = A PDF is for reading and printing; no list can be read from it. Please send the Word file (.docx) or Excel file (.xlsx) that it was made from.
seats-list-macros = The file contains macros (.docm, .xlsm) and is not read. Please save it as .docx or .xlsx and send it again.
seats-list-not-readable = The file is neither a Word file (.docx) nor an Excel file (.xlsx), or it is damaged. Please save it as .docx or .xlsx and send it again.
seats-list-too-big = The file is too big. Please keep only the list, without pictures and other parts, and send it again.
seats-list-too-many-rows = The list has more than { $most } rows. Please divide it into several files.
seats-list-failed = The file could not be read because of a fault of the system. Please send it again later.
seats-column-name = full name
seats-column-position = position and unit
seats-give-up = I cannot come
seats-give-up-ask = Do you give up your seat at the conference, for { $code }? It will go to somebody who waits. What you have sent is still answered.
    .title = Give up the seat
    .confirm = Yes, I cannot come
    .keep = I will come
seats-given-up = Noted: you are not coming to the conference, for { $code }. Thank you for telling us in time.
seats-give-up-late = There is no seat to give up now, or the conference has begun. Nothing was changed; if you need help, please contact the office.
seat-waiting = on the waiting list, number { $place }
case-not-listed = not on the list of delegates ({ $clause })
case-still-waiting = All seats are still taken; this person is on the waiting list. When a seat is free, it is given and told by itself.
event-seat_waiting = all seats are taken, put on the waiting list
event-seat_promoted = a seat became free and was given
event-seat_given_up = the sender gave up the seat at the conference
notice-seat-waiting = All seats of the conference are taken now, so you are on the waiting list for { $code }. When somebody gives up a seat, whoever has waited longest gets it and is told at once. What you have sent is recorded and answered all the same.{ $note }
    .title = On the waiting list
notice-seat-promoted = A seat is free: you have a seat at the conference, for { $code }.
    Time: { $time }
    Place: { $place }

    If you cannot come, please press “I cannot come” so that somebody else can have it.
    .title = You have a seat
intake-not-listed = By the rules of the conference ({ $clause }), whoever attends { $wording }. The name that you have just given is not on that list.

    What you send is recorded all the same, has a code and is followed up. If this seems wrong, you can ask the office to look again.
    .title = About your seat
