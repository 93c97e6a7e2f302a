# Following a petition: look-up, timeline, changes after sending.
lookup-ask-code = Please type the petition's code, for example: VH26-0042. You can type the secret right behind it.
    .title = Look up
lookup-code-unclear = That is not how a code looks. A code has letters, two digits for the year, a dash and a number, for example: VH26-0042.
lookup-ask-secret = Please type the 6-character secret of { $code }. It stands right under the code on your receipt.
lookup-wrong = Code and secret do not match. Please look at your receipt and type them again. If you have lost the secret, please ask the office for a new one.
lookup-barred = There were too many wrong tries, so we have paused to protect what is kept here. You can try again from { $time }, or contact: { $contact }.
timeline = { $content }

    What has happened:
    { $events }

    { $promises }
    .title = Petition { $code }
state-received = received, waiting for the office
state-documents_requested = waiting for you to add something
state-accepted = accepted
state-declined = not taken into the dialogue
state-withdrawn = withdrawn
state-classified = sorted
state-assigned = given to the agency that answers
state-settled = answered at the conference
state-left_open = not settled at the conference, given to the agency that answers
state-noted = noted, to be reported to the higher level
state-submitted_upward = sent to the higher level
state-passed_on = passed on to the competent body
state-replied = answered in writing
state-closed = closed
state-petitioned_again = petitioned again
fact-state = How it stands
fact-turn = Whose turn it is
fact-seat = Seat at the conference
fact-who = Sender
turn-received = the office's
turn-documents_requested = yours: please press “Add something”
turn-accepted = the office's (sorting it, giving it to the agency that answers)
turn-declined = it is over; you can add something so that the office looks at it again
turn-withdrawn = it is over
turn-classified = the office's (giving it to the agency that answers)
turn-assigned = the agency's that answers
turn-settled = the office's (sending the conclusion notice)
turn-left_open = the agency's that answers (a written reply)
turn-noted = the office's (reporting it to the higher level)
turn-submitted_upward = the higher level's; the office will tell you when there is an answer
turn-passed_on = the competent body's; the office will tell you when there is an answer
turn-replied = it is answered; if something is still unclear, you can add to it
turn-closed = it is over; if something is still unclear, you can add to it
turn-petitioned_again = see the new petition
seat-requested = waiting for the office to decide
seat-granted = you have a seat
seat-refused = no seat ({ $clause })
event-line = • { $time }: { $what }
event-note = “{ $note }”
event-submitted = sent
event-accepted = the office accepted the content
event-declined = the office did not take the content into the dialogue ({ $clause })
event-documents_requested = the office asked for more
event-supplied = the sender added what was asked for
event-supplement = the sender wrote more
event-corrected = the sender changed the content
event-withdrawn = the sender withdrew the petition
event-undone = the office looks at the content again
event-seat_granted = the office gave a seat at the conference
event-seat_refused = no seat at the conference ({ $clause })
event-classified = the petition was sorted
event-assigned = the office gave it to the agency that answers
event-given_back = the agency gave it back to the office
event-reassigned = the office gave it to another agency
event-settled = answered at the conference
event-left_open = not settled at the conference, given to the agency that answers
event-noted = noted, to be reported to the higher level
event-submitted_upward = the office sent it to the higher level
event-passed_on = the office passed it on to the competent body
event-reopened = the office is looking at the outcome again
event-replied = answered in writing
event-closed = the petition is closed
event-petitioned_again = the sender petitioned again
event-secret_renewed = the office gave a new secret
event-seat_undone = the office looks at the seat at the conference again
mine = { $list }
    .title = My petitions
mine-line = • { $code }, sent { $date }: { $state }
mine-line-claimed = • { $code }, sent { $date }, opened by its secret: { $state }
mine-empty = You have not sent any petition from here. If you sent one elsewhere, please look it up by its code and secret.
mine-not-yours = Petition { $code } cannot be opened from here. Please look it up by its code and secret.
mine-add = Add something
mine-correct = Change the content
mine-withdraw = Withdraw
amend-add = Please send what you would like to add to { $code }: text, photos, PDF files or voice messages.
    .title = Add something
    .done = Never mind, nothing to add
amend-add-more = Noted. Send more, or press “Done”.
    .done = Done
amend-added = Your addition to { $code } is with the office.
amend-correct = Please write the content of { $code } anew. It takes the place of the old one; photos and files that you sent stay.
    .title = Change the content
    .keep = Leave it as it is
amend-corrected = The content of { $code } has been changed.
amend-withdraw = If you withdraw { $code }, the office will no longer consider it, and it cannot be brought back. Are you sure?
    .title = Withdraw the petition
    .confirm = Withdraw
    .keep = Do not withdraw
amend-withdrawn = { $code } has been withdrawn.
amend-unchanged = { $code } stays as it was.
amend-too-late = { $code } is past this step and can no longer be changed or withdrawn. You can still see how it stands; if needed, please contact the office.
edit-not-content = The message you have just edited is not part of a petition, so nothing was changed. To change an earlier answer, type “back”, or press “Change something” when you check your petition.
edit-draft = Changed as in the message you have just edited.
notice-accepted = The office has accepted the content of { $code } and will pass it to the agency that answers.{ $note }
    .title = Your petition has been accepted
notice-declined = The office has not taken the content of { $code } into the dialogue, because: { $wording } ({ $clause }).{ $note }

    The petition stays on record. If you think this is wrong, you can add to it and ask for another look, or come to the office.
    .title = About your petition
notice-declined-other = The office has not taken the content of { $code } into the dialogue.{ $note }

    The petition stays on record. If you think this is wrong, you can add to it and ask for another look, or come to the office.
    .title = About your petition
notice-documents = The office needs something more from you for { $code }:{ $note }
    .title = Please add something
notice-supply = Add it now
notice-undone = The office is looking at the content of { $code } again. You will be told the result.
    .title = Your petition is looked at again
notice-seat-granted = You have a seat at the conference with { $code }. You find time and place under how it stands.{ $note }
    .title = You have a seat at the conference
notice-seat-refused = You have no seat at the conference with { $code }. The reason: { $wording } ({ $clause }).{ $note }

    What you sent is still recorded and will be answered. If you would like the office to look at the seat again, press “Add it now” and say why.
    .title = About your seat at the conference
notice-seat-refused-other = You have no seat at the conference with { $code }.{ $note }

    What you sent is still recorded and will be answered. If you would like the office to look at the seat again, press “Add it now” and say why.
    .title = About your seat at the conference
notice-seat-undone = The office is looking at your seat at the conference with { $code } again. You will be told the result.
    .title = Your seat is looked at again
