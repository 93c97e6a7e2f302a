# What only Zalo makes necessary.
zalo-link-ended = This link has ended, or the file is no longer there. Please open the petition again in the chat (type /cuatoi) to get a new link.
zalo-consent-needed = The Zalo Official Account “{ $account }” cannot send messages to people for now. What waits is kept, and is sent once consent is given again.

    What to do: the account's administrator opens developers.zalo.me, Tools, API Explorer, chooses the right app and account, takes a new refresh token and hands it to the operator, who puts it as refresh_token of [zalo_oa.{ $account }] and starts the program again.

    Zalo's reason: { $why }
    .title = Zalo wants consent again
