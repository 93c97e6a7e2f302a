# What only Zalo makes necessary.
zalo-link-ended = This link has ended, or the file is no longer there. Please open the petition again in the chat (type /cuatoi) to get a new link.
zalo-consent-needed = The Zalo Official Account “{ $account }” cannot send messages to people for now. What waits is kept, and is sent once consent is given again.

    What to do: the administrator of that Zalo account opens this link and consents. It works once, for 7 days; what waits is sent right after.
    { $link }

    If it does not open, please ask the operator to make a new one: doithoai zalo consent { $account }

    Zalo's reason: { $why }
    .title = Zalo wants consent again
zalo-consent-begin = The Zalo Official Account of { $commune } needs consent to send and receive people's messages. Please log in to Zalo as an administrator of that account, and agree.
    .title = Consent for the Zalo account
    .go = Go to Zalo
zalo-consent-given = Consent was given for the Zalo account of { $commune }. What waits is sent now. You may close this page.
    .title = Consent was given
    .go = To the first page
zalo-consent-ended = This link has ended or was used. Please ask the operator to make a new one: doithoai zalo consent.
    .title = The link works no more
    .go = To the first page
zalo-consent-refused = Zalo has not given consent. Please try again: log in as an administrator of the account and agree within 10 minutes.
    .title = No consent yet
    .go = Try again
zalo-consent-other = Consent was given for another Zalo account and is not used. Please try again and choose the commune's account.
    .title = Not the right account
    .go = Try again
zalo-consent-later = Zalo does not answer. Please try again in a few minutes.
    .title = No consent yet
    .go = Try again
