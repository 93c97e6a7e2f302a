# The staff (/canbo): who they are, inviting, changing roles; handing over (/bangiao).
staff-list = { $total } roles are held (page { $page } of { $last }):
    { $list }
    .title = Staff
    .open = List of staff
    .invite = Invite somebody
    .codes = Unused codes ({ $count })
staff-line = • { $who } (last seen { $time })
staff-holder = { $name }: { $role }
staff-no-name = no name yet
staff-away = ; away until the end of { $date }, { $name } stands in
staff-member = Joined: { $since }
    Last seen: { $seen }{ $away }
    .title = { $who }
    .change = Change the role
    .remove = End this role
staff-codes = { $total } codes have not been used:
    { $list }
    .title = Unused codes
    .end = End code { $number } ({ $role })
staff-code-line = • Code { $number }: { $role }, good until { $expires }
staff-no-codes = There is no unused code.
staff-code-ended = Code { $number } has ended. Nobody can use it any more.
staff-code-gone = This code was used, ended or is too old. Please look at the list again.
staff-ask-role = Choose a role:
    .title = Staff role
    .cancel = Never mind, back to the list
staff-ask-agency = Choose the agency:
    .title = Agency that answers
    .cancel = Never mind, back to the list
staff-invited = Code to join as { $role }: { $code }

    Please hand it to the person you invite, who opens this chat and types: /thamgia { $code }
    It works once, until { $expires }, and is shown only this once.
    .title = New code
staff-remove = { $who } will lose this role at once. What was done stays on record.
    .title = End a role
    .confirm = Yes, end the role
    .cancel = Never mind, keep it
staff-removed = The role has ended: { $who }.
staff-changed = The role has changed: { $who }.
staff-cancelled = Nothing was changed.
staff-gone = This role is no longer held. Please look at the list again.
staff-not-yours = This role is given and ended by the operator. Please ask the operator.
staff-own = This is your own role. To end it, type /thoat; to change it, ask another officer of the office.
staff-last-officer = This is the only officer of the office here, so the role cannot end yet. Please invite another officer first.
notice-role-ended = Your role { $role } has ended. To work again, please ask the office.
    .title = Your role has changed
notice-role-changed = Your role has changed: { $before } → { $after }.
    .title = Your role has changed
hand-over-ask-who = Who stands in for you, from today on?
    .title = Hand over my work
    .cancel = Never mind, do not hand over
hand-over-ask-until = Today is { $today }. Until the end of which day? Please type a day, such as 26/9/2025.
    .cancel = Never mind, do not hand over
hand-over-day-needed = Please type day and month, such as 26/9/2025.
hand-over-day-outside = Please choose a day from today until { $longest }.
hand-over-done = Handed over to { $name } ({ $roles }) until the end of { $date }. After that day it comes back to you by itself.
    .title = Handed over
    .take_back = Take my work back
hand-over-standing = { $name } stands in for you until the end of { $date }.
    .title = Hand over my work
hand-over-over = You have taken your work back.
hand-over-none = You have not handed over to anybody.
hand-over-nobody = Nobody else holds the same role and could stand in. Please ask the office to invite somebody.
hand-over-cancelled = Nothing was handed over.
notice-stand-in = { $name } has handed over to you until the end of { $date }. That work is in your list.
    .title = You stand in for a colleague
notice-stand-in-left = { $name } no longer holds that role and cannot stand in for you. The work is yours again; if you are still away, please hand over to somebody else.
    .title = Nobody stands in for you
notice-stand-in-over = { $name } has taken the work back. You no longer stand in.
    .title = Standing in is over
