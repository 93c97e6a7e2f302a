# What only Zalo makes necessary.
zalo-link-ended = This link has ended, or the file is no longer there. Please open the petition again in the chat (type /cuatoi) to get a new link.
