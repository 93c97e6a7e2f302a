# One person on several channels (/kenh).
channels = Your petitions can be seen on these channels:
    { $list }

    News goes to the first; where that does not take it, to the next.
    .title = My channels
channels-line = • { $channel }, last used { $time }{ $notes }
channels-here = in use
channels-first = gets the news
channels-gone = takes no messages any more
channels-join = Join another channel
channels-part = Part this channel
channels-show = My channels
channels-prefer-web = News on the web page
channels-prefer-telegram = News by Telegram
channels-prefer-zalo_bot = News by Zalo Bot
channels-prefer-zalo_oa = News by Zalo
channels-preferred = From now on news goes first by { $channel }.
channels-code = On the other channel please type: { $command }

    The code works once, for { $minutes } minutes. Give it to nobody: whoever has it can see your petitions.
    .title = Join another channel
channels-open-page = Open the web page and join it
channels-sure = Once joined, petitions sent on this channel and on the other can be seen on both. Agree only if you have just made this code yourself.
    .title = Join this channel?
channels-agree = Agree and join
channels-joined = Joined. You can go on here.
channels-was-joined = The channel { $channel } has just been joined to this one. If it was not you, please open “My channels” and tell the office at once.
    .title = One more channel
channels-parted = This channel is apart again. What was sent can still be seen on the other channels, or with code and secret.
channels-wrong = This code is wrong, used already or has ended. Please make a new one on the other channel by typing /kenh noi.
channels-same = These two channels are joined already.
channels-has-own = This channel has petitions of its own and so cannot be joined to another. Please do it the other way round: type /kenh noi here and the code there. If both have petitions, please look each up with code and secret.
channels-barred = Too many wrong codes. Please try again in an hour.
channels-staff = Who holds a role cannot join channels. To work on another channel, please ask the office for a new code.
channels-elsewhere = Send this file on the web page
channel-web = the web page
channel-telegram = Telegram
channel-zalo_bot = Zalo Bot
channel-zalo_oa = Zalo
channel-poor = text messages
channels-prefer-poor = News by text message
