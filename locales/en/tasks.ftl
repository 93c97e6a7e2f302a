# Tasks of agencies: what is asked for, by when, and what becomes of it.
task-purpose-prepared = prepare an answer for the conference
task-purpose-reply = reply in writing
task-part-lead = lead
task-part-coordinating = help
task-no-date = no day set yet
task-note = { $agency }: { $purpose }, at the latest: { $due }
task-receive = Received
task-given = { $agency } is asked to { $purpose } for { $code } (part: { $part }).
    At the latest: { $due }.
    Sent from: { $village }.

    “{ $content }”
    .title = A new task
task-cancelled = The office has taken back the answer to { $code }. Your agency need not do it any more.
    .title = Task taken back
notice-assigned = The office has asked { $agency } to { $purpose } for { $code }, at the latest: { $due }.
    .title = Petition assigned
event-taken_back = the office took it back to assign it anew
event-reply_assigned = the office asked an agency for a reply in writing
