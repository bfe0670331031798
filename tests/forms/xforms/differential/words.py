"""What is filled into the patterns of the grammar: conditions, paths, numbers, texts, dates."""

WORDS = """
condition:
    {code_field} = {code}
    {code_field} != {code}
    {number_field} {compares} {number}
    selected({many_field}, {code})
    {text_field} != ''
    {number_field} = ''
    {date_field} < today()
    string-length({text_field}) > {small}
kin_condition:
    sex = {code}
    abroad = 'yes'
    age {compares} {number}
    amount {compares} {number}
    name != ''
    selected(skills, {skill})
    ./age {compares} {number}
    string-length(name) > {digit}
number_value:
    {number_field}
    {number_field}
    {number}
    count(/data/kin)
    {number_field} * {small}
    ({number_field} + {small})
    number({number_field})
    round({number_field})
    string-length({text_field})
text_value:
    {text_field}
    {code_field}
    {text}
    concat({code_field}, {text})
    string({number_field})
    substr({text_field}, 0, {small})
number_field:
    /data/person/age
    /data/employment/salary
    /data/employment/hours
    /data/employment/share
    /data/gifts/amount
    /data/gifts/times
    /data/gifts/fee
     /data/employment/salary 
     /data/gifts/times 
    /data/kin[1]/age
    /data/kin_no
    ../../gifts/amount
    ../../employment/hours
filled_field:
    /data/gifts/amount
    /data/kin_no
text_field:
    /data/person/name
    /data/person/email
    /data/person/phone
    /data/person/remark
    /data/employment/job
     /data/person/name 
    /data/kin[1]/name
    /data/flag
    ../../person/name
code_field:
    /data/consent
    /data/person/sex
    /data/home/country
    /data/home/region
    /data/home/town
    /data/employment/works
    /data/gifts/sends
     /data/home/region 
    /data/kin[1]/abroad
many_field:
    /data/person/langs
    /data/employment/sectors
    /data/gifts/way
    /data/kin[1]/skills
date_field:
    /data/person/born
    /data/home/arrived
    /data/employment/since
     /data/person/born 
moment_field:
    /data/home/visited
place_field:
    /data/home/plot
    /data/home/route
    /data/home/spot
any_path:
    /data/person/{person_field}
    /data/kin/{kin_field}
    /data/person
    /data/kin
    /data/*
    /data/nowhere
    .
    ..
person_field:
    name
    age
    born
    email
    langs
    remark
kin_field:
    name
    age
    sex
    abroad
    amount
    skills
sibling:
    name
    age
    salary
    amount
    town
country_column:
    label
    code
    rate
compares:
    =
    !=
    <
    <=
    >
    >=
constant:
    ''
    '0'
    '1'
    'abc'
    ' 7 '
    '-3.5'
    'true'
    0
    1
    2.5
    .5
    -1
    1 div 0
    -1 div 0
    0 div 0
    true()
    false()
    /data/nowhere
    /data/kin_no
quoted:
    ''
    '0'
    '1'
    'true'
    'false'
    'yes'
truth:
    true()
    false()
    not({condition})
    ({condition})
number:
    0
    1
    2
    5
    17
    18
    65
    100
    0.5
    12.75
    1000
big:
    100000
    300000
    2544530
small:
    1
    2
    3
    4
    5
    7
    12
digit:
    0
    1
    2
    3
bit:
    0
    1
fraction:
    0.1
    1.15
    0.075
    365.25
seed:
    1
    42
    1337
    -7
    2147483647
    /data/kin_no
    /data/gifts/amount * 2 + {small}
place:
    1
    2
    3
    /data/kin_no + 1
    position(current()/..)
    count(/data/kin)
code:
    'yes'
    'no'
    'f'
    'm'
    'fr'
    'gh'
    'ga'
    'as'
    'en'
    'health'
    'mobile'
    "acc"
skill:
    'nurse'
    'code'
    'weld'
text:
    'abc'
    'Kofi'
    'n/a'
    ' and '
    "it's"
    'Accra, Ghana'
    'مرحبا'
    'São Tomé'
    '100%'
    'A [b] (c)'
piece:
    ' '
    '@'
    'a'
    'A'
    '-'
    ', '
    '.'
    'x'
pattern:
    '^[A-Z][a-z]+$'
    '^[0-9]{3}$'
    '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}$'
    '^\\+?[0-9 ]{6,20}$'
    '^.+$'
    '^(yes|no)$'
    '^[a-z]*$'
    '^\\d{1,3}$'
    '^[^0-9]+$'
    '^\\w+$'
date:
    '2020-01-01'
    '2015-09-01'
    '2026-11-25'
    '2030-12-31'
    '1970-01-01'
    '1960-02-29'
format:
    '%Y-%m-%d'
    '%d/%m/%Y'
    '%e %b %Y'
    '%a %n/%y'
    '%Y'
    '%m%%'
time_format:
    '%Y-%m-%d %H:%M:%S'
    '%h:%M'
    '%d.%m.%Y %H:%M:%S.%3'
clock:
    '06:00:00.000+00:00'
    '12:30:00.000+00:00'
    '23:59:59.000+00:00'
    '18:00:00.000+03:00'
    'noon'
algorithm:
    'MD5'
    'SHA-1'
    'SHA-256'
    'SHA-384'
    'SHA-512'
    'sha-256'
encoding:
    'hex'
    'base64'
"""  # noqa: W291  (some forms have spaces around their paths)
