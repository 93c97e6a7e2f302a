# The calendar that `doithoai tick` prints.
wall-nothing = Nothing is due to be reminded of.
wall-month = { $year }, MONTH { $month }
wall-off = {" "}(off: { $name })
wall-worked = {" "}(worked Saturday)
wall-weekend = {" "}(weekend)
wall-people = { $count } people
wall-by-hand = {" "}(no channel takes messages; the office tells them)
