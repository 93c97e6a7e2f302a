# Dates that were promised: how they stand, why they are what they are, that they have moved.
promise-conclusion_notice-met = • Conclusion notice: sent on { $date }.
promise-conclusion_notice-stopped = • Conclusion notice: stands still, no day is counted.
promise-written_reply-met = • Written reply: sent on { $date }.
promise-written_reply-stopped = • Written reply: stands still, no day is counted.
timeline-why = Why this date?
why-dates = { $dates }
    .title = The dates of { $code }
why-no-date = No date runs for { $code } now.
    .title = The dates of { $code }
why-due-open = { $title }: at the latest { $date }
why-due-stopped = { $title }: stands still (before: at the latest { $date })
why-due-met = { $title }: done (was due { $date })
why-due-void = { $title }: no longer owed
why-extended = { $date }: more time was given
why-stopped = { $date }: stopped, no day is counted from here
why-resumed = { $date }: goes on; the working days in between are added (the software's reading)
why-met = { $date }: done
why-recounted = { $date }: counted anew because the days off have changed
why-adopted = { $date }: the office adopted the changed regulation
why-voided = { $date }: no date runs any more
why-days-changed = Days that changed: { $days }.
why-document = By { $document }.
why-reason = Reason: { $reason }.
moved-recounted = The days off have changed
moved-adopted = The office has adopted a changed regulation
moved-extended = The conclusion notice was given more time
moved-promise-conclusion_notice = • Conclusion notice: { $before } → { $after }
moved-promise-written_reply = • Written reply: { $before } → { $after }
moved-why = Reason: { $why }
event-date_moved = the promised date was counted anew
notice-dates = { $reason }, so the dates promised for { $code } were counted anew:
    { $list }{ $why }
    .title = A promised date has changed
office-dates = { $reason }, so these dates were counted anew:
    { $list }
    .title = Dates have changed
office-dates-line = • { $title } ({ $conference }): { $change }
office-dates-lines = • { $title } ({ $conference }, { $count } petitions): { $change }
office-dates-more = … and { $count } other changes.
agency-dates = { $reason }, so the dates of these tasks are counted anew:
    { $list }
    .title = Dates have changed
agency-dates-line = • { $code }: { $change }
dates-none = no date
dates-target = reminder date { $change }
regulation-changed = { $regulation } has changed since { $code } was set up. The conference keeps the old version until the office adopts the new one.

    If you adopt it:
    { $moved }
    .title = The regulation has changed
    .open = Regulation changed: { $code }
    .adopt = Adopt the new version
regulation-line = • { $title }: { $change }
regulation-moves-nothing = • No date changes.
regulation-adopted = Recorded: { $code } follows the new version. Those whose dates change will be told.
    .title = Regulation adopted
regulation-unchanged = No regulation waits to be adopted for this conference. A colleague may have adopted it already.
