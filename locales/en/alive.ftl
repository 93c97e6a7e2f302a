# Whether the program is alive: told to the office and to the operator.
account-broken = { $channel } “{ $account }” has not carried messages since { $since }. Messages that wait are kept and will leave once the channel works again.

    { $why }
    .title = A channel has stopped for now
account-works = { $channel } “{ $account }” works again. Messages that waited are being sent.
    .title = The channel works again
account-token = Reason: { $channel } no longer takes the access token. What to do: the operator gets a new token, puts it into [{ $section }] of the configuration and starts the program again.
account-webhook = Reason: { $channel } cannot bring messages to the program's address. What to do: the operator looks at public_url, the TLS certificate and the proxy.
account-taken = Reason: another program takes this bot's messages. What to do: the operator stops the other one, or uses a bot of its own for [{ $section }].
account-consent = Reason: the account has to be given consent again. What to do: its administrator opens the link that the operator makes with doithoai zalo consent { $account }, and agrees.
account-oa-gone = Reason: Zalo says that this account is gone. What to do: its administrator looks at it at oa.zalo.me.
account-app-inactive = Reason: Zalo says that the account's app is not active or was switched off. What to do: the operator looks at the app at developers.zalo.me.
account-oa-unverified = Reason: Zalo says that this account is not verified, or may not send. What to do: its administrator has it verified at oa.zalo.me.
account-package = Reason: the account's package or kind does not allow such messages. What to do: its administrator looks at the package at oa.zalo.me.
account-proof = Reason: the app at Zalo demands appsecret_proof. What to do: the operator sets appsecret_proof = true in [{ $section }] and starts the program again.
account-unreachable = Reason: the server of { $channel } does not answer. What to do: the operator looks at the network; the program goes on trying.
daily-line = Today, { $day }: { $figures }
    .title = How things stand today
daily-line-figures = { $open } petitions in hand, { $due } time limits end today, { $overdue } have passed. { $byhand } Last message received: { $heard }.
daily-line-all-told = Nobody is left to be told by hand.
daily-line-by-hand = Messages to be told by hand: { $count } (type /lienhe).
daily-line-never = none yet
daily-line-backup = Last backup: { $at }.
daily-line-backup-fails = Since { $since } the data could not be backed up. The operator runs doithoai doctor to see why.
daily-line-backup-none = The data was never backed up. The operator names a folder in [backup].
daily-line-accounts = Channels that have stopped: { $accounts }.
