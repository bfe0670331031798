"""Small forms for what programs came to differ in, one form for each kind of it."""

FORMS = {
    "unasked": """
| survey |
| | type | name | label | required | relevant | calculation |
| | select_one yn | a | A? | yes | | |
| | select_one yn | b | B? | yes | ${a} = 'yes' | |
| | select_one yn | c | C? | yes | ${b} != 'yes' | |
| | integer | n | N? | | ${a} = 'yes' | |
| | text | e | E? | | ${b} = '' | |
| | text | f | F? | | ${n} < 5 or ${n} >= 5 | |
| | text | g | G? | | not(${n} > 5) | |
| | calculate | d | | | | if(${b} != 'yes', 'not yes', 'yes') |
| | calculate | h | | | | ${b} = ${e} |
| | calculate | i | | | | concat(${b}, '-', string-length(${b}), '-', count-selected(${b})) |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
""",
    "written": """
| survey |
| | type | name | label | calculation |
| | date | d | When? | |
| | dateTime | m | At what time? | |
| | decimal | amount | Amount | |
| | geopoint | gps | Where? | |
| | integer | n | How many? | |
| | calculate | day | | today() |
| | calculate | same_day | | ${d} |
| | calculate | moment | | now() |
| | calculate | big | | ${amount} * 1234567 |
| | calculate | small | | ${amount} div 1000000 |
| | calculate | adult | | ${n} >= 18 |
| | calculate | sum | | ${amount} + 0.1 |
| | calculate | age | | int((today() - ${d}) div 365.25) |
| | calculate | shown | | format-date(${d}, '%d/%m/%Y') |
| | calculate | later | | date(${d} + 7) |
""",
    "truths": """
| survey |
| | type | name | label | relevant | calculation |
| | integer | n | Age? | | |
| | decimal | x | Weight? | | |
| | calculate | adult | | | ${n} >= 18 |
| | calculate | zero | | | ${n} - ${n} |
| | text | vote | Do you vote? | ${adult} | |
| | text | school | Which school? | not(${adult}) | |
| | text | any | Any? | ${n} | |
| | text | none | None? | ${zero} or ${x} | |
| | calculate | r1 | | | if(${adult}, 'A', 'C') |
| | calculate | r2 | | | if(${adult} = 'true', 'A', 'C') |
| | calculate | r3 | | | if(${adult} = true(), 'A', 'C') |
| | calculate | r4 | | | if(boolean(${adult}), 'A', 'C') |
| | calculate | r5 | | | if(boolean-from-string(${adult}), 'A', 'C') |
| | calculate | r6 | | | if(${adult} = 1, 'A', 'C') |
| | calculate | r7 | | | number(${adult}) + 1 |
| | calculate | r8 | | | concat(${adult}, '') |
| | calculate | r9 | | | checklist(1, 1, ${adult}, ${zero}) |
| | calculate | r10 | | | ${adult} = 'yes' or ${zero} = '' |
""",
    "repeats": """
| survey |
| | type | name | label | relevant | calculation | constraint | repeat_count |
| | integer | many | How many? | | | . >= 0 and . < 4 | |
| | begin_repeat | person | Person | | | | |
| | text | name | Name | | | string-length(.) > 1 | |
| | integer | age | Age | | | . >= 0 and . <= 120 | |
| | calculate | adult | | | ${age} >= 18 | | |
| | text | job | Job | ${adult} | | | |
| | end_repeat | | | | | | |
| | begin_repeat | trip | Trip | | | | ${many} |
| | decimal | cost | Cost | | | | |
| | end_repeat | | | | | | |
| | calculate | oldest | | | max(${age}) | | |
| | calculate | adults | | | count(${person}[age >= 18]) | | |
| | calculate | paid | | | sum(${cost}) | | |
| | calculate | first | | | indexed-repeat(${name}, ${person}, 1) | | |
""",
    "times": """
| survey |
| | type | name | label | constraint | calculation |
| | start | start | | | |
| | end | end | | | |
| | today | today | | | |
| | date | d | A day | . <= today() | |
| | dateTime | m | A moment | . <= now() | |
| | time | t | A time | | |
| | calculate | td | | | today() |
| | calculate | days | | | today() - ${d} |
| | calculate | hours | | | int((now() - ${m}) * 24) |
| | calculate | order | | | if(${d} < ${m}, 'before', 'after') |
""",
}
