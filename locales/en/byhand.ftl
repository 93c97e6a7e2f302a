# People whom no channel reaches (/lienhe).
by-hand = { $count } messages could not be sent on any channel. Please tell each person directly, then note how:
    { $list }
    .title = People to be told directly
    .open = To be told directly ({ $count })
by-hand-empty = Nobody has to be told directly now.
by-hand-unknown = There is no such entry in the list of people to be told directly.
by-hand-line = • Entry { $number }: { $who }, since { $time }. { $reason }
by-hand-open = Open entry { $number }
by-hand-list = People to be told directly
by-hand-one = What to tell:

    { $text }
    .title = Tell directly
by-hand-who = Person
by-hand-phone = Phone
by-hand-no-phone = none (a letter, or somebody of the village, may reach them)
by-hand-no-name = name unknown
by-hand-why = Why
by-hand-done = Noted
by-hand-way-goi = Told by telephone
by-hand-way-gap = Met and told
by-hand-way-giay = Sent on paper
by-hand-way-khongduoc = Could not be reached
by-hand-way-web = Read on the web page after all
by-hand-noted = Noted: { $how }.
by-hand-was-done = A colleague has noted this entry before.
by-hand-reason-no-address = This person has no channel that takes messages.
by-hand-reason-window = It is more than 7 days since this person wrote on Zalo, and no template could be sent.
by-hand-reason-not-following = This person no longer follows the Zalo account.
by-hand-reason-blocked = This person has blocked messages.
by-hand-reason-inactive = This person's Zalo account is inactive.
by-hand-reason-quota-person = Zalo takes no more messages for this person.
by-hand-reason-forgotten = This person has deleted the conversation on their device.
by-hand-reason-gone = This person's conversation no longer exists.
by-hand-reason-deactivated = This person's account no longer exists.
by-hand-reason-kicked = The group no longer takes messages.
by-hand-reason-forbidden = This person does not allow messages.
by-hand-reason-refused = The channel refuses the words of this message.
by-hand-reason-file-gone = The file that goes with it no longer exists.
by-hand-reason-file-too-big = The file that goes with it is too large for this channel.
by-hand-reason-training = The commune is in training, so this message was not sent.
by-hand-reason-unread = Not opened on the web page for a day.
by-hand-reason-other = The channel does not take the message ({ $reason }).
