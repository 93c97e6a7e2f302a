# Files that are made on request: Excel tables, Word papers, dossiers.
file-ordered = The file is being made. You will get it right here.
    .title = Making a file
file-ready = The file { $name } is done.
    .title = The file is done
file-failed = The file could not be made because of a fault of the system. Please ask for it again later.
    .title = The file could not be made
file-template-broken = Your own template has a mistake, so the one that comes with the program was used. The mistake: { $fault }. Please put the template right in Word and ask again.
file-too-large-here = The file has { $megabytes } MB, which this channel does not carry. Please open { $address } and ask for it there; if that page does not know you as staff, get a code to join, or have the operator export it by the command line.
file-lost-inside = { $count } files are gone or damaged on the server and could not be put in. Please tell the operator to look for them in a backup:
    { $list }
