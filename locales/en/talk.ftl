# What holds in every conversation.
talk-back = ‹ Back
talk-nothing-before = This is the first question; there is none before it. To stop, type /start.
talk-choose-one = That answer does not match any of the choices. Please press a button, or type the number of a choice.
talk-only-so-many = This question has only { $count } choices. Please type a number from 1 to { $count }.
talk-not-a-file = This question takes no photo or file. Please answer it first; photos and files come when you write your matter.
talk-too-long = That message has { $length } characters; one message can have at most { $longest }. Please send it in shorter parts.
talk-too-many-files = That message has { $count } files; one message can have at most { $most }, so none was kept. Please send them again in several messages.
talk-old-button = That button belongs to an earlier question. The open question is:
talk-old-button-menu = That button belongs to a question that is over. What would you like to do next?
talk-question-gone = The program has just been updated, and the question you were at is no longer there. What you have written is kept. Please choose how to go on.
talk-still-open = The question that is still open:
talk-unsupported = We cannot take this kind of message yet. Please send text, a photo, a PDF file or a voice message.
talk-contact-kept = Your phone number has been noted.
talk-contact-unasked = This phone number is not needed now and was not kept.
talk-command-unknown = There is no such command. Please press a button below, or type /trogiup for help.
talk-not-saved = Sorry, a fault of ours kept that message from being saved. Please send it again. If it still does not work, type /trogiup for the office's phone number.
talk-nothing-open = You have just sent us something. What would you like to do with it?
    .send = Send it as a question or petition
words-menu = menu, start, start over, home, cancel, stop
words-help = help
words-back = back, go back
danger-words = is dying, are dying, am dying, was stabbed, been stabbed, threatens to kill, threatening to kill, wants to kill, going to kill, want to die, wants to die, suicide, kill myself, is on fire, house fire, being beaten, kidnapped, drowning, electrocuted, poisoned, unconscious, cannot breathe, can't breathe, emergency
danger = If somebody is in danger now, please call at once:
    • 113: police
    • 114: fire and rescue
    • 115: ambulance

    Messages here are not read right away. After the call you can go on below.
    .title = Is somebody's life in danger?
office-contact-unknown = the office of the Party Committee and the People's Committee
