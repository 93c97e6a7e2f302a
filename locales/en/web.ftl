# The web chat's own few texts: pages, and what the socket and the uploads answer by themselves.

web-title = { $name } – Đối Thoại
web-choose = Dialogue with local leaders
web-choose-none = No commune has opened this page yet. Please come back later.
web-sample = This is a sample commune to try things out: what is sent here reaches no authority.

web-conference-details =
    Time: { $time }
    Place: { $place }

    { $content }
web-conference-announced = Registration for this conference has not opened yet. You can still send questions and look things up.
web-conference-open = Registration and questions for this conference are open.
web-conference-closed = Registration to attend has closed. You can still send questions and look things up.
web-conference-begun = The conference has begun. You can still send questions and look things up.
web-conference-postponed = This conference has been postponed; the new day will be announced. You can still send questions and look things up.
web-conference-cancelled = This conference has been cancelled. You can still send questions and see other dialogues.
web-conference-concluded = This conference is over. You can still look up its results and send questions.
web-conference-go = Ask, register or look up here
web-conference-telegram = Open on Telegram
web-conference-zalo_oa = Open on Zalo
web-conference-zalo_bot = Open the Zalo bot
web-conference-type = Once it is open, type { $word } and send it.
web-conference-contact = For help, please contact: { $contact }

web-not-understood = The system could not read this message. Please reload the page and send it again.
web-not-saved = Because of a fault of the system this message was not saved. Please send it again in a few minutes; if that does not help, please contact the commune's office.
web-text-too-long = The message has { $length } characters; one message takes at most { $limit }. Please shorten it or send it in parts.
web-too-many-files = One message takes at most { $limit } files. Please send the others with the next message.
web-empty = The message is empty. Please write something or attach a file.
web-file-unknown = An attached file was not uploaded. Please choose it again and send.

web-bye-too-fast = This page sends too fast, so the connection pauses. Please wait a minute and reload the page.
web-bye-too-many-pages = Too many chat pages are open. Please close those that you do not use.
web-bye-not-understood = The system cannot read what this page sends. Please reload the page.
web-bye-forgotten = The conversation has been removed from this device. Reload the page to begin again.

web-upload-nowhere = Files cannot be sent to this address. Please reload the page and try again.
web-upload-no-session = The page was open for too long. Please reload it and send the file again.
web-upload-later = The system is busy. The file will be sent again in a few minutes.
web-upload-broken = The file did not arrive whole because the network was slow or broke. Please send it again.

web-problem-go = To the first page
web-problem-400 = Please reload the page or go to the first page.
    .title = The system did not understand this request
web-problem-404 = The address may be incomplete, or the page has moved. Please check it, scan the QR code again, or go to the first page.
    .title = There is no such page
web-problem-405 = This address cannot be opened directly. Please go to the first page.
    .title = It cannot be opened this way
web-problem-421 = This page opens only at the address that its operator has published (in the configuration: [web] public_url). Please open that one.
    .title = This is not the page's address
web-problem-500 = The fault has been recorded so that it can be mended. Nothing that you sent is lost. Please try again in a few minutes.
    .title = The system has a fault
web-problem-503 = Nothing that you sent is lost. Please wait a few minutes and reload the page.
    .title = The system is busy
