# Sorting: field and disposition, similar opinions, agencies, conferences, other bodies.
command-phanloai = Sort an opinion (with its code)
command-gom = Put similar opinions side by side (with the conference's code)
command-giao = Give a petition to an agency (with its code)
case-classify = Classify
case-assign = Give to an agency
case-reassign = See who has it
case-place = Put on a conference
case-pass-on = Pass on to the competent body
case-upward = Submit upward
case-moved-on = Nothing was recorded: { $code } has changed and is now: { $state }. Please open it again to see what can be done.
fact-disposition = To be answered
disposition-tra_loi_tai_hoi_nghi = answered at the conference
disposition-kiem_tra_tra_loi_sau = checked, answered afterwards
disposition-ghi_nhan_bao_cao_cap_tren = noted, reported upward
classify-waiting = Which opinion is to be classified? These have waited longest.
    .title = Classify an opinion
classify-waiting-none = No opinion waits to be classified. To do it again, type /phanloai with the code.
    .title = Classify an opinion
classify-ask-field = “{ $content }”

    To which field does { $code } belong? (Now: { $field }.)
    .title = Classify an opinion
classify-ask-disposition = How is { $code } to be answered?{ $law }
    .title = To be answered
    .tra_loi_tai_hoi_nghi = Answer at the conference
    .kiem_tra_tra_loi_sau = Check, answer afterwards
    .ghi_nhan_bao_cao_cap_tren = Note, report upward
classify-done = { $code } is classified: { $field }; { $way }.
    .title = Classified
notice-classified = { $code } has been classified: { $field }; { $way }.
    .title = Petition classified
assign-waiting = Which opinion is to be given to an agency? These have waited longest.
    .title = Give to an agency
assign-waiting-none = No opinion waits to be given to an agency. To see what was given, type /giao with the code.
    .title = Give to an agency
assign-ask-lead = “{ $content }”

    Which agency leads in order to { $purpose } for { $code }?
    .title = Give to an agency
    .cancel = Not now
assign-no-agency = “{ $content }”

    There is no agency in the list yet to { $purpose } for { $code }. Please ask the operator to add one.
    .title = Give to an agency
    .cancel = Not now
assign-ask-helpers = Lead: { $lead }. Helping: { $helpers }.

    Which agency helps?
    .title = Agencies that help
    .none = None is needed
    .done = That is all
assign-nobody = none yet
assign-ask-date = By the regulation, at the latest { $date } ({ $clause }).

    Choose this day, or type an earlier one, for example: 15/10/2025.
    .title = Due
    .limit = At the latest { $date }
assign-ask-date-passed = By the regulation it was due { $date } ({ $clause }), which has passed. It has to be done at once.
    .title = Due
assign-ask-date-none = The regulation sets no day here. Please type the day by which an answer is needed, for example: 15/10/2025.
    .title = Due
    .no_date = Set no day
assign-date-unclear = Please type the day as day/month/year, for example: 15/10/2025.
assign-date-past = { $date } has passed. Please choose today or later.
assign-date-late = The regulation allows no day after { $date } ({ $clause }). Please choose this day or an earlier one.
assign-done = Given to { $agencies } to { $purpose } for { $code }, at the latest: { $due }. The author and the agencies have been told.{ $by_hand }
    .title = Given
assign-by-hand = Nobody of { $agencies } has joined here. Please tell them on paper or by phone.
assign-standing = { $code } is given ({ $purpose }):
    { $list }

    To give it to another agency, please take it back first.
    .title = Given
assign-standing-answered = { $code } has been answered ({ $purpose }):
    { $list }
    .title = Given
assign-line = • { $agency } ({ $part }): { $state }, at the latest: { $due }
assign-take-back = Take back to give anew
assign-taken-back = { $code } was taken back from: { $agencies }. They have been told.
    .title = Taken back
assign-nothing-given = No agency has { $code }. It can be given anew.
    .title = Taken back
forward-ask-passed_on = To which competent body is { $code } passed on? Please type its name. Words for the author, if any, stand on the line below.
    .title = Pass on to the competent body
    .cancel = Do not pass on
forward-ask-submitted_upward = To which higher body is { $code } submitted? Please type its name. Words for the author, if any, stand on the line below.
    .title = Submit upward
    .cancel = Do not submit
forward-body-needed = Please type the name of the body in words.
forward-done = Recorded: { $code } went to { $body }. The author has been told. This does not count as an answer.
    .title = Sent on
forward-done-not-told = Recorded: { $code } went to { $body }. This does not count as an answer. The author cannot be reached by message; please phone or write.
    .title = Sent on
notice-passed_on = What { $code } asks is for { $body } to decide, so the office has passed it on. You will be told when there is an answer.{ $note }
    .title = Passed on to the competent body
notice-submitted_upward = What { $code } asks is beyond the commune's authority, so the office has submitted it to { $body }. You will be told when there is an answer.{ $note }
    .title = Submitted upward
case-reopen = Answered or sent back: go on here
notice-reopened = Those to whom { $code } went have sent it back or answered. The office goes on with it and will tell you.
    .title = Your petition goes on
place-ask = On which conference is { $code } put?
    .title = Put on a conference
    .cancel = Not now
place-no-conference = There is no conference to come for { $code }. It is kept as it is. Please plan and announce a new one first.
    .title = Put on a conference
    .cancel = Not now
place-done = { $code } is on: { $conference }. Its dates begin, and the author has been told.
    .title = Put on a conference
place-done-not-told = { $code } is on: { $conference }. Its dates begin. The author cannot be reached by message; please phone or write.
    .title = Put on a conference
event-placed = the office put it on a conference
notice-placed = The office has put { $code } from the general box on: { $conference }.

    { $dates }
    .title = Petition put on a conference
notice-placed-anew = { $before } is not held. The office has put { $code } on: { $conference }. Its dates are counted by this conference. If you asked for a seat, the office decides on it anew and tells you.

    { $dates }
    .title = Petition put on another conference
event-boxed = the conference is not held, the petition is in the general box
notice-boxed = { $conference } is not held. What you sent as { $code } is kept in the general box; no date runs there. You will be told when the office puts it on another conference.
    .title = Petition in the general box
task-state-given = to be received
task-state-received = received
task-state-drafted = answer drafted, to be approved
task-state-returned = answer to be corrected
task-state-answered = answered
task-state-given_back = given back to the office
task-state-cancelled = taken back
group-ask-title = Give this group of opinions a short title that names nobody. For example: Repair the village road.
    .title = Group opinions
group-title-needed = Please type the title in words.
group-ask-members = These opinions may be one matter:

    { $list }

    Put them side by side? Each keeps its words and its code.
    .title = Group opinions
    .cancel = Do not group
group-confirm = Group these { $count } opinions
group-out = Leave out { $code }
group-line = • { $code }: “{ $words }”
group-done = { $count } opinions are in the group “{ $title }”. It is not published: only staff see it.
    .title = Opinions grouped
group-publish = Publish the group
group-unpublish = Publish no longer
group-add = Add an opinion
group-back = The conference's groups
group-back-one = Back to the group
group-choose = Opinions of which conference?
    .title = Group opinions
group-choose-none = There is no conference whose opinions could be grouped.
    .title = Group opinions
group-overview = { $conference }: { $suggestions } suggestions of similar opinions, { $groups } groups so far.

    Suggestions are found by the words; please read, then decide.
    .title = Group opinions
group-new = New group
group-suggested = Suggestion: { $count } opinions like { $code }
group-open = { $title } ({ $count } opinions)
group-suggestion-gone = This suggestion is gone: the opinions were grouped or changed. Please choose another.
group-unknown = The conference has no such group. Please choose from the list.
group-view = { $count } opinions; { $state }.
    { $list }
    .title = { $title }
group-state-published = published, people may add their voice
group-state-own = not published, only staff see it
group-ask-add = Which opinion joins “{ $title }”? The nearest are:
    { $list }
    .title = Add an opinion
group-none-free = No opinion is left to join “{ $title }”.{ $list }
    .title = Add an opinion
group-not-added = Nothing was recorded: this opinion is not of the conference, is in another group, or has just changed. Please choose another.
event-grouped = put beside opinions on the same matter
event-ungrouped = taken out of a group of opinions
intake-join-group = Several people have raised this matter. Would you add your voice?

    What you wrote stays as it is, has a code of its own and is answered for itself.
    .title = Raised by others as well
    .own = Send it by itself
intake-join-group-choice = Add my voice: { $title }
