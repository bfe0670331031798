"""Tables of dates and functions: an expression, and the text of its value."""

DATES = """
today() => 2026-11-23
now() => 2026-11-23T10:30:00.000+00:00
date('2026-01-02') => 2026-01-02
date('2026-01-02T23:00:00Z') => 2026-01-02
date(0) => 1970-01-01
date(1.9) => 1970-01-02
date(-1) => 1969-12-31
date('20000') => 2024-10-04
date(today() - 7) => 2026-11-16
date('') =>
date('2026-02-30') =>
date('2026-1-5') => 2026-01-05
date('soon') =>
date(1 div 0) =>
date(99999999999) =>
number(date('1970-01-11')) => 10
number('1970-01-11') => 10
number(today()) => 20780
today() - /data/born => 11160
int((today() - /data/born) div 365.25) => 30
today() - '2026-11-20' => 3
today() + 1 => 20781
today() = '2026-11-23' => true
today() != '2026-11-23' => false
'2026-11-23' = today() => true
today() = date('2026-11-23') => true
today() > /data/born => true
/data/born <= today() => true
/data/born < '1996-05-05' => true
'1996-05-05' > /data/born => true
'2026-01-01' < '2026-01-02' => true
'2026-01-02' <= '2026-01-01' => false
/data/at <= today() => true
/data/at < now() => false
now() > today() => false
now() >= today() => true
'2026-11-23T10:30:00Z' = now() => true
'2026-11-23T12:30:00+02:00' = now() => true
'2026-11-23T12:30:00+02:00' = '2026-11-23T10:30:00Z' => false
'2026-11-23T12:30:00+02:00' >= '2026-11-23T10:30:00Z' => true
'2026-11-23T12:31:00+0200' > '2026-11-23T10:30:00Z' => false
'2026-11-23T12:31:00' > '2026-11-23T10:30:00Z' => false
/data/g/blank <= today() => false
/data/g/blank = today() => false
'' > today() => false
'tomorrow' > today() => false
today() = 20780 => true
today() = true() => true
format-date(today(), '%Y-%m-%d') => 2026-11-23
format-date(today(), '%Y') - 1990 => 36
format-date('2026-03-04', '%e/%n/%y %b %a %%') => 4/3/26 Mar Wed %
format-date(/data/at, '%H:%M:%S.%3 %h') => 08:15:00.000 8
format-date('', '%Y') =>
format-date(0, '%Y') => 1970
format-date(0.5, '%H:%M') => 12:00
format-date('2026-1-5', '%d') => 05
decimal-date-time('1970-01-02') => 1
decimal-date-time('1970-01-01T12:00:00Z') => 0.5
decimal-date-time('1970-01-01T14:00:00+02:00') => 0.5
decimal-date-time(today()) => 20780
decimal-date-time('never') => NaN
decimal-date-time(1.5) => 1.5
int((decimal-date-time(today()) - decimal-date-time(/data/born)) div 365.25) => 30
"""

FUNCTIONS = """
selected('a b c', 'b') => true
selected('a b c', ' b ') => true
selected('ab c', 'b') => false
selected('', 'b') => false
selected('a  b', '') => true
selected('a b', '') => false
selected('', '') => true
is-selected('a b', 'b') => true
selected(/data/g/many, 'c') => true
selected(/data/nowhere, 'c') => false
selected('1 2', 2) => true
selected-at('a b c', 0) => a
selected-at('a b c', 2) => c
selected-at('a b c', 3) =>
selected-at('a b c', -1) =>
selected-at('a b c', 'x') =>
count-selected(/data/g/many) => 3
count-selected('') => 0
count-selected('  a  b ') => 2
if(true(), 'a', 'b') => a
if(false(), 'a', 'b') => b
if('', 'a', 'b') => b
if(1 = 1, 0, 1) + 1 => 1
if(if(1 = 2, true(), false()), 'a', 'b') => b
if(true(), 'a', instance('missing')) => a
coalesce('', 'b') => b
coalesce('a', 'b') => a
coalesce('', '', 'c') => c
coalesce(/data/nowhere, 5) => 5
coalesce('', '') =>
coalesce(number('x'), 5) => 5
once('x') => 30
round(2.5) => 3
round(-2.5) => -2
round(2.4) => 2
round(1.005, 2) => 1.01
round(1234, -2) => 1200
round(-1.25, 1) => -1.2
round('x') => NaN
round(1 div 0) => Infinity
round(1, 0 div 0) => NaN
floor(2.9) => 2
floor(-2.1) => -3
ceiling(2.1) => 3
ceiling(-2.9) => -2
floor('x') => NaN
abs(-4) => 4
abs('-4.5') => 4.5
pow(2, 10) => 1024
pow(2, -1) => 0.5
pow(-8, 0.5) => NaN
pow(0, -1) => Infinity
pow(10, 400) => Infinity
sum(/data/r/n) => 3
sum(/data/g/blank) => 0
sum(/data/r[n <= 2]/n) => 3
sum(/data/nowhere) => 0
count(/data/r) => 3
count-non-empty(/data/g/*) => 4
min(3, 1, 2) => 1
max(3, 1, 2) => 3
min(/data/r[n <= 2]/n) => 1
max(/data/r[n <= 2]/n, 9) => 9
max(/data/r/n) => 2
min(/data/r/n) => 1
max(/data/nowhere) => NaN
max(1, '') => 1
min('', 'x') => NaN
concat('a', 1, true()) => a1true
concat(/data/r/name) => KofiEsiYaw
concat() =>
join(', ', 'a', 'b') => a, b
join('-', /data/r/name) => Kofi-Esi-Yaw
join(' ') =>
string-length('héé') => 3
string-length('') => 0
string-length() => 2
substr('abcdef', 1) => bcdef
substr('abcdef', 1, 3) => bc
substr('abcdef', -2) => ef
substr('abcdef', 0, -1) => abcde
substr('abc', 5) =>
substr('abc', 2, 1) =>
substring('12345', 2, 3) => 234
substring('12345', 2) => 2345
substring('12345', 1.5, 2.6) => 234
substring('12345', 0, 3) => 12
substring('12345', 0 div 0, 3) =>
substring('12345', 1, 0 div 0) =>
substring('12345', -42, 1 div 0) => 12345
substring('12345', -1 div 0, 1 div 0) =>
substring('12345', -1 div 0) => 12345
substring-before('1999/04/01', '/') => 1999
substring-after('1999/04/01', '/') => 04/01
substring-before('a', 'x') =>
substring-after('a', 'x') =>
contains('abc', 'b') => true
contains('abc', '') => true
contains('abc', 'B') => false
starts-with('abc', 'ab') => true
ends-with('abc', 'bc') => true
ends-with('abc', 'ab') => false
normalize-space('  a   b ') => a b
normalize-space('a  b') => a  b
translate('bar', 'abc', 'AB') => BAr
translate('--aaa--', 'abc-', 'ABC') => AAA
regex('abc', '[a-c]+') => true
regex('abcd', '[a-c]+') => false
regex('+233 24 123', '\\+[0-9 ]+') => true
regex('', '[a-z]*') => true
regex(/data/g/age, '^[0-9]{2}$') => true
position() => 1
last() => 1
position(/data/r[3]) => 3
position(..) => 1
position(/data/nowhere) => 0
jr:itext('x') => text of x
jr:choice-name('a', ' /data/q ') => a at /data/q
indexed-repeat(/data/r/name, /data/r, 2) => Esi
indexed-repeat(/data/r/name, /data/r, 9) =>
indexed-repeat(/data/r/name, /data/r, 0 div 0) => Kofi
indexed-repeat(/data/r/name, /data/r, 0) => Kofi
indexed-repeat(/data/r/name, /data/r, 2.9) => Esi
string-length(uuid()) => 36
substr(uuid(), 14, 15) => 4
random() < 1 => true
random() >= 0 => true
checklist(1, 2, true(), true(), false()) => true
checklist(1, 1, true(), true(), false()) => false
checklist(-1, 1, false(), false()) => true
checklist(2, -1, true(), true(), true()) => true
weighted-checklist(3, 5, true(), 2, false(), 9, true(), 2) => true
weighted-checklist(5, -1, true(), 2, true(), 2) => false
weighted-checklist(3, 3, /data/r/name, /data/r[n < 3]/n) => true
checklist(3, 3, /data/r/name) => true
checklist(3, 3, /data/r/name, /data/g/blank) => true
"""
