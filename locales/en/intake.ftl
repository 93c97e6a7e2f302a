# Registering a question or petition, question by question.
intake-consent = To record and answer what you send, { $commune } has to keep: your name, village, position or unit, phone number (if you like), and the words and files you send.

    • Used to: consider and answer your petition, and invite you to the conference.
    • Seen by: the staff of { $commune } who work on it. The agency that has to answer sees only the content and the village; your name, position and phone number only if the office allows it, and then you are told.
    • Kept until the conference's file has been archived for as long as the rules require.
    • We do not ask for an identity number. The place where a photo was taken is removed.
    • To see, correct or erase what is kept about you, please contact: { $contact }.

    Do you agree?
    .title = Protecting your information
    .agree = I agree
    .decline = I do not agree
intake-consent-refused = That is all right. We keep nothing about you, so we cannot take a petition here. You can still see the dialogue schedule, or hand in your petition at the office.
intake-resume = Last time you began to write something. Would you like to go on, or begin again?
    .title = You have a draft
    .carry_on = Go on
    .start_over = Start over
intake-choose-conference = To which conference would you like to send it?
    .title = Send a question or petition
    .box = General box (no conference)
intake-conference-choice = { $title }, { $date }
intake-choose-want = { $conference }
    Time: { $time }
    Place: { $place }

    How would you like to take part? Whatever you choose, what you send will be recorded.
    .speak = Attend and speak
    .attend = Attend, not speak
    .send = Only send it
intake-rule = { $question }

    { $why }
    .yes = Yes
    .no = No
intake-rule-pending_case = Do you have a request, complaint or denunciation that is waiting to be settled by an authority?
intake-rule-residency = Are you registered as a permanent resident here?
intake-rule-interest = Does the content of the dialogue concern your rights or duties?
intake-rule-any = Does this apply to you: { $wording }?
intake-rule-why-decides = This only decides about a seat at the conference ({ $clause }). What you send will be recorded in any case.
intake-rule-why-hint = This helps the office to give out seats ({ $clause }). What you send will be recorded in any case.
intake-barred = By the rules of this conference ({ $clause }), those who { $wording } do not take part in it. That case goes its own way under the law.

    What you send will still be recorded, given a code and followed up. If you think this is wrong, you can ask the office to look at it again.
    .title = About your seat at the conference
    .in_writing = Only send it
    .look_again = Send it, and ask the office to look at the seat again
    .mistaken = I chose the wrong answer; ask me again
intake-ask-name = What is your full name?
intake-name-needed = Please type your full name in letters, for example: Nguyễn Văn An.
intake-ask-village = In which village or neighbourhood do you live?
    .elsewhere = Somewhere else
intake-ask-position = What is your position or unit? For example: member of the Farmers' Association, teacher. If you have none, choose “Resident”.
    .resident = Resident
intake-position-needed = Please type your position or unit in letters, or choose “Resident”.
intake-ask-behalf = For whom do you send this?
    .self = For myself or my family
    .other = For another person
    .group = For a group of people
intake-ask-behalf-name = What is the full name of the person for whom you speak?
intake-ask-group-size = How many people are in the group? Please type a number, for example: 12.
intake-group-size-unclear = Please type the number of people in digits, 2 or more, for example: 12.
intake-ask-phone = Would you like to leave a phone number, so that the office can call you if needed?
    .skip = No need
intake-phone-unclear = That phone number does not look right. Please type 10 digits, for example: 0912 345 678, or choose “No need”.
intake-ask-field = To which field does it belong?
    .unsure = I am not sure
intake-write-voice = You add your voice to: “{ $title }”. Please write what you want to say about it, with photos, PDF files or voice messages if you like. If you have nothing to add, press “I raise this, too”.
    .title = Adding your voice
    .same = I raise this, too
intake-write = Please write your question or petition. You can send several messages, with photos, PDF files or voice messages.
    .title = Content
intake-write-more = Noted (messages so far: { $count }). Send more, or press “Done”.
    .done = Done
intake-write-go-on = Messages so far: { $count }. Send more, press “Done”, or write it all anew.
    .title = Content
    .done = Done
    .rewrite = Write it all anew
intake-write-nothing = That message had no text and no file. Please write something or send a photo.
intake-write-too-many = One petition takes at most { $most } messages. Please press “Done”; you can add the rest after sending.
intake-review = { $content }

    Shall we send this?
    .title = Please check
    .send = Send
    .change = Change something
    .discard = Drop it, do not send
intake-conference-closed = Registration for this conference has just closed. Please press “Change something” and choose another conference or the general box.
intake-change = What would you like to change?
    .conference = Conference
    .want = How I take part
    .name = Full name
    .village = Village or neighbourhood
    .position = Position or unit
    .behalf = For whom I send it
    .phone = Phone number
    .field = Field
    .content = Content
    .nothing = Nothing
intake-discarded = The draft has been dropped. Nothing was sent.
intake-sent-elsewhere = You have just sent or dropped this on another channel, so it was not sent a second time. Please press “My petitions” to look.
    .title = Not sent twice
intake-receipt = Please take a picture of the code and the secret above, or write them down. Whoever has both can see this petition; please do not give them to strangers.

    { $seat }What happens next:
    • The office looks at what you sent and tells you here.
    { $next }
    .title = We have received your petition
receipt-code = Code
receipt-secret = Secret
receipt-seat-requested = Seat at the conference: the office will decide and tell you.
receipt-seat-refused = Seat at the conference: none ({ $clause }). What you sent is still recorded and will be answered in writing.
receipt-seat-review = Seat at the conference: you asked the office to look at it again ({ $clause }); the office will tell you.
receipt-own-way = • If this is a complaint or a denunciation under the law, it has a way of its own: please hand it in where citizens are received. What you wrote here is recorded all the same; the office will look at it and tell you.
words-complaint = complaint, denunciation, denounce
promise-box = • It is in the general box. No date is set by the rules until the office puts it on a conference; you will be told then.
promise-conference = • Conference: { $time }, at { $place }.
promise-conclusion_notice = • Conclusion notice: by { $date } at the latest.
promise-written_reply-settled = • What came of it (also where it was settled at the conference): told in writing, expected by { $date }.
promise-written_reply = • What is not settled at the conference is answered in writing, expected by { $date } at the latest.
why-plain = Why: { $wording } ({ $clause }), counted from { $start }, without Saturdays and Sundays.
why-with-days-off = Why: { $wording } ({ $clause }), counted from { $start }, without Saturdays, Sundays and days off ({ $names }).
why-calendar = Why: { $wording } ({ $clause }), counted from { $start } in calendar days.
why-fixed = Why: { $wording } ({ $clause }).
summary-conference = To
summary-box = General box
summary-want = Taking part
summary-want-speak = attend and speak
summary-want-attend = attend, not speak
summary-want-send = only send it
summary-want-refused = only send it, no seat ({ $clause })
summary-name = Full name
summary-village = Village or neighbourhood
summary-position = Position or unit
summary-behalf = For
summary-behalf-self = myself or my family
summary-behalf-other = another person ({ $name })
summary-behalf-group = a group of { $size } people
summary-phone = Phone
summary-no-phone = not given
summary-group = With others
summary-field = Field
summary-files = [Files: { $states }]
file-state-stored = { $count } received
file-state-waiting = { $count } on the way
file-state-failed = { $count } could not be fetched
file-empty = This file is empty. Please choose another one.
file-too-big = This file is larger than { $megabytes } MB. Please send a smaller photo or split the file.
file-unknown-kind = We cannot take this kind of file. Please send a photo (JPG, PNG), a PDF file or a voice message.
file-old-office = This file is of an old kind (.doc, .rtf, .xls) or is locked, so we cannot take it. If it is a list, please save it as .docx or .xlsx, without a lock. If it belongs to a petition, please save it as PDF or take a photo.
file-macros = This file contains macros (.docm, .xlsm), so we cannot take it. If it is a list, please save it as .docx or .xlsx. If it belongs to a petition, please save it as PDF or take a photo.
file-damaged = This file is damaged and cannot be opened. Please take or export it again and send it.
file-too-many-pixels = This picture is too large. Please send a smaller one.
file-gone = This file can no longer be fetched from the app. Please send it again.
file-lost = One file that you sent could not be saved ({ $name }). { $reason } Everything else is safe.
    .title = One file could not be saved
file-kind-photo = photo
file-kind-document = file
file-kind-voice = voice message
file-kind-audio = sound file
