# The office: joining, the list of work, one petition, the decisions.
role-office = Office
role-board = Party-building board
role-front = Fatherland Front
role-agency = Agency that answers
role-chair = Chair
role-city = City board
role-operator = Operator
enrol-ask-name = The code is right. What is your full name? It will stand beside your decisions.
    .title = Joining as staff
enrol-welcome = { $name } has joined { $commune } as: { $roles }.

    Type /viec to see what waits for you. When you are done on a shared computer, type /thoat.
    .title = You have joined as staff
enrol-wrong = That code is wrong, used up or too old. Please ask the office or the operator for a new one.
enrol-barred = There were too many wrong codes. Please try again in an hour, or ask the office or the operator.
enrol-not-framed = Staff work cannot be done inside another site's frame. Please press “Open in its own page” at the top and go on there.
enrol-staff-only = This command is for staff. If you are staff, type /thamgia and the code that you were given.
enrol-session-over = You were away for too long, so your session has ended. Please type /thamgia and a new code from the office or the operator.
enrol-no-role = You hold no staff role here. To work here, type /thamgia and the code that you were given.
enrol-left = You no longer act as staff on this device. To work again, please use a new code.
enrol-left-last = No officer of the office is left in this commune. Please ask the operator for a new code, so that somebody sees to petitions and conferences.
role-may-not = Your role ({ $roles }) cannot do this. Type /trogiup to see what you can do, or ask somebody whose role it is.
role-not-given = Your role cannot do this: petition { $code } was not given to your agency. Please check the code, or open it from the list of work.
work-list = { $section } (shown here: { $shown }):
    { $list }
    { $notes }
    .title = Work to do
work-empty = Nothing waits for you now.
    { $notes }
    .title = Work to do
work-line = • { $code }, { $time }, { $village }: { $what }
work-opinion = decide on the content
work-seat-speak = asks to speak
work-seat-attend = asks for a seat
work-seat-send = asks for a seat
work-seat-review = asks for another look at the seat
work-open = Open { $code }
work-waiting = Waiting for the person to add something: { $codes }
work-next = Next page ›
work-before = ‹ Page before
work-refresh = Show the list again
case = { $content }
    { $files_line }

    What has happened:
    { $events }{ $beside }
    .title = Petition { $code }
case-who = { $name } ({ $position }), phone: { $phone }
case-who-hidden = not shown by the office to the agency that answers
case-supplement = [Added] { $text }
case-content-cut = { $text }…
    (The content has { $length } characters; only its beginning is shown here.)
case-seat-not_wanted = no seat asked for
case-seat-requested = waiting for a decision
case-seat-granted = has a seat
case-seat-refused = no seat ({ $clause })
case-hint = to be looked at: { $wording } ({ $clause })
case-opened-by = Please note: { $name } is looking at this petition (opened { $time }).
case-grant = Give a seat
case-refuse = Refuse the seat
case-undo-seat = Look at the seat again
case-accept = Accept the content
case-ask = Ask for more
case-decline = Not into the dialogue
case-undo = Look at the content again
case-done = Noted: { $what }. The sender has been told.
case-done-not-told = Noted: { $what }. The sender cannot be reached by message; please use the phone or paper.
case-outdated = Nothing was decided: this petition has just changed. Please look at it again and then decide.
case-unknown = There is no petition { $code } in this commune. Please check the code, or open it from the list of work.
case-verb-unknown = It is not clear what to do. Please press a button below.
refusal-ask-seat = Under which condition do you refuse the seat of { $code }?
    .title = Refuse the seat
    .other = Another reason (in your words)
    .cancel = Never mind, do not refuse
refusal-ask-hearing = Under which rule do you not take { $code } into the dialogue?
    .title = Not into the dialogue
    .other = Another reason (in your words)
    .cancel = Never mind, back to the petition
law-clause = section { $clause }, { $regulation }
law-article = { $clause }, { $regulation }
law-other-reason = another reason
law-lacks = does not meet: { $wording }
law-falls-under = falls under: { $wording }
refusal-ask-note = Would you like to add a few words of explanation for the sender?
    .skip = No need
refusal-ask-reason = Please write the reason. The sender will read it.
refusal-reason-needed = Please write the reason in words.
refusal-ask-documents = What does { $code } still need? Please write it clearly; the sender will read it.
    .title = Ask for more
    .cancel = Never mind, do not ask
refusal-documents-needed = Please write in words what is missing.
refusal-cancelled = Nothing was noted. The petition stays as it was.
case-renew = Give a new secret
renewal-ask = Give a new secret for { $code } (sender: { $name })? The old one will no longer work.

    Only do so when you know for certain that the sender is asking.
    .title = Give a new secret
    .confirm = Checked, give it
    .cancel = Never mind
renewal-done = Please hand the new secret to the sender. It is shown only once.
    .title = New secret
fact-own-way = Note
case-own-way = may be a complaint or denunciation: show the author the way to citizen reception; the office decides
conference-state-draft = being prepared
conference-state-announced = announced
conference-state-registration_open = registration is open
conference-state-registration_closed = registration is closed
conference-state-in_session = in session
conference-state-concluded = concluded, the notice is to come
conference-state-replies_due = the notice is out, written replies are due
conference-state-archived = archived
conference-state-postponed = postponed
conference-state-cancelled = cancelled
conference-state-discarded = discarded, not held
