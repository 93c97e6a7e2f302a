# The dossier of a conference: what is there, what is missing, the whole of it as an archive.
command-hoso = The conference's dossier
dossier-office = The office
dossier-choose = Which conference's dossier would you like to see?
    .title = Dossier
dossier-none = There is no conference yet, and so no dossier. Plan one with /hoinghi.
    .title = Dossier
dossier-unknown = There is no conference { $code } here. Please choose one from the list.
    .title = Dossier
dossier-open = { $title } ({ $date })
dossier-all = All dossiers
dossier-back = ‹ Dossier { $code }
dossier-of = { $conference }

    { $list }
    .title = Dossier
dossier-free = { $conference }

    This kind of conference has no fixed list ({ $clause }): { $wording }.

    There is:
    { $list }
    .title = Dossier
dossier-other-papers = The other papers that the program can make, and the place for papers that belong to none:
    { $list }
    .title = Other papers
dossier-fact-keeper = Kept by
dossier-fact-missing = Papers missing
dossier-fact-clause = By
dossier-complete = none is missing
dossier-line = • { $title } – { $what }
dossier-can-be-made = can be made
dossier-nothing-yet = Nothing yet.
dossier-phase-before = Before the conference
dossier-phase-session = In the conference
dossier-phase-after = After the conference
dossier-others = Other papers
dossier-petition-files = Files sent with opinions and petitions
dossier-list-name = Contents
dossier-take = Download the whole dossier
dossier-signed = Signed copy
dossier-signed-numbered = Signed copy no. { $number }
dossier-signed-dated = { $paper }, of { $day }
dossier-signed-on-its-way = Signed copy (being fetched)
dossier-signed-more = { $said } and { $count } more files
dossier-handed = { $count } files with agencies' answers
dossier-made = Made by the program
dossier-made-name = { $title } (made by the program)
dossier-more-files = and { $count } more files
dossier-owes = { $agency } ({ $count } matters without an answer)
dossier-unpublished = { $role } ({ $count } answers to be approved)
dossier-owed-signed = Still to come: { $who }
dossier-owed-unsigned = No signed copy yet: { $who }
dossier-owed-missing = Missing: { $who }
dossier-owed-optional = If any
dossier-owed-later = Not due yet
dossier-missing-line = • { $owed }: { $titles }
dossier-missing-more = and more, see the contents
dossier-paper = { $title_of }

    { $list }
    .title = A paper of the dossier
dossier-make = Make: { $title }
dossier-add = Add the signed copy
dossier-take-away = Take away: { $paper }
dossier-put-back = Put it back
dossier-away = It was taken out of the dossier. If that was a mistake, press the button below to put it back; after a while the file is removed for good.
    .title = Taken away
dossier-away-already = It had been taken out of the dossier before.
dossier-is-back = It is in the dossier again.
dossier-no-such = The dossier has no such paper, or its file was removed for good. Please open it from the dossier.
    .title = Dossier
dossier-ask-files = Please send the signed copy: a PDF, Word or Excel file, or a photo of each page.
    .title = Add the signed copy
    .cancel = Leave it
dossier-files-needed = Please send the signed copy as a file or photo; if you cannot yet, press “Leave it”.
dossier-too-many-files = At most { $most } files can be added at once. Please join the pages in one PDF.
dossier-ask-number = { $count } files are in the dossier. Please send any further pages. When these are all, what is the paper's number? For example 12-KH/DU.
    .title = Number of the paper
    .skip = It has none
dossier-number-needed = Please type the paper's number, at most { $longest } characters; if it has none, press “It has none”.
dossier-ask-day = On which day was it signed? For example 15/10/2025.
    .title = Day of signing
    .today = Today
    .skip = Not known
dossier-day-needed = Please type the day like 15/10/2025; if it is not known, press “Not known”.
dossier-day-to-come = That day has not come yet. Please look at the day on the paper.
dossier-kept = { $count } files are kept in the dossier.
    .title = Signed copy added
dossier-ordered = The dossier of { $conference } is being made. It will be sent to you right here.
    .title = Dossier
dossier-ready = The dossier of { $conference } is ready, and nothing is missing. Kept by: { $keeper }.
    .title = Dossier ready
dossier-ready-missing = The dossier of { $conference } is ready. Kept by: { $keeper }. Still missing:
    { $list }
    .title = Dossier ready
# The titles of the program's own papers, also as names of their files.
paper-title-plan = Plan of the conference
paper-title-task_assignment = Assignment of tasks
paper-title-invitation = General invitation
paper-title-invitations = Invitation for each delegate
paper-title-public_notice = Public notice
paper-title-opinion_slip = Opinion slip
paper-title-speakers = List of speakers
paper-title-speakers_sheet = List of speakers (Excel)
paper-title-synthesis_report = Synthesis report of opinions
paper-title-synthesis_sheet = Table of opinions (Excel)
paper-title-answer_assignment = Assignment of answers
paper-title-answers = Combined answers
paper-title-programme = Programme
paper-title-minutes = Minutes
paper-title-conclusion_notice = Conclusion notice
paper-title-reply_covers = Covers of written replies
paper-title-result_reports = Report of results
paper-title-petitioned_again = List of matters petitioned again
paper-title-petition_upward = Petition to the higher level
paper-title-dossier_contents = Contents of the dossier
paper-title-others = Other papers
