# The beginning, the help, the schedule.
menu-start = This is where the people of { $commune } send questions and petitions to the dialogue with the local leaders, and follow them until there is an answer.

    What would you like to do?{ $extra }
    .title = Hello
menu-draft-waits = You have begun to write something. Choose 1 to go on with it.
menu-sample = This is a sample commune to try things out, not a real authority.
menu-register = Send a question or petition
menu-lookup = Look up by code
menu-schedule = Dialogue schedule
menu-attend = Register to attend or speak
menu-help = Help
menu-mine = My petitions
menu-home = Back to the start
menu-follow = See how it stands
menu-work = Work to do
help = You can:
    • Send a question or petition: /gui
    • See how far it has come: /tracuu with code and secret, or /cuatoi
    • See the dialogue schedule: /lich
    • Register to attend or speak: /phatbieu
    • Go back to the start and leave the open question: /start

    While you answer, type “back” for the question before. What you have begun to write is always kept.

    If you would like somebody to help you, please contact: { $contact }.{ $staff }
    .title = Help
help-staff = For staff:
    { $commands }
command-viec = What waits for you
command-xet = Open a petition and decide on it (with its code)
command-bosung = Ask the person for more (with its code)
command-lienhe = People to be told directly
command-bangiao = Hand over your work while on leave
command-canbo = Staff: invite, change and end roles
command-thoat = Give up your staff role on this device
command-start = Back to the start
command-gui = Send a question or petition
command-tracuu = Look up by code
command-lich = Dialogue schedule
command-phatbieu = Register to attend or speak
command-cuatoi = My petitions
command-kenh = My channels
command-trogiup = Help
schedule = { $list }
    .title = Dialogue schedule
schedule-empty = No dialogue conference has been announced yet. You can still send questions and petitions to the commune's general box.
    .title = Dialogue schedule
schedule-item = { $title }
    Time: { $time }
    Place: { $place }
    Content: { $content }{ $number }{ $online }
    { $registration }
schedule-number = Participants: { $number }
schedule-voices = What several people have raised (you can add your voice):
schedule-voice = • { $title } (opinions: { $count })
schedule-open = Registration is open until { $time }.
schedule-announced = Registration has not opened yet.
schedule-closed = Registration has closed ({ $time }).
schedule-register = Send to: { $title }
