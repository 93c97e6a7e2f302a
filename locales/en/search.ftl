# Looking for petitions by words (/tim).
command-tim = Look for a petition (with the words)
search-ask = Which petition are you looking for? Type its code, or some words of its content, village, field, group of opinions or agency. Where your role may see them, also a name, a telephone number or words of an answer.

    With or without accents, in any order; the last word may be unfinished.
    .title = Look for a petition
search-nothing = No petition that you may see has all these words. You can try:
    • fewer words, or only the beginning of one
    • another word for the same, or a code, such as 0042
    • the spelling

    What its author has withdrawn cannot be found here.
    .title = Look for a petition
search-found = { $total } petitions, the newest first (shown: { $shown }):
    { $list }

    Choose the one to open, or type other words.
    .title = Look for a petition
search-found-many = More than { $total } petitions; here are the newest { $total } (shown: { $shown }):
    { $list }

    Choose the one to open, or type more words to find fewer.
    .title = Look for a petition
search-line = • { $code }, { $time }, { $village } ({ $state }): { $words }
search-page-empty = You may no longer see the petitions of this page. Please type the words again.
search-no-words = Please type at least one letter or figure to look for.
search-no-files = A photo or a file cannot be looked for. Please type words.
