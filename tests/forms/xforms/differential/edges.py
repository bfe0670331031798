"""Expressions at the edges of the language, written by hand: where programs come to differ."""

EDGES = r"""
boolean(/data/person/email)
not(/data/person/email)
/data/person/email and true()
if(/data/person/email, 'given', 'not given')
/data/employment/job = true()
/data/person/age > true()
/data/kin[loan]/name
count(/data/kin[not(loan)])
boolean(/data/nowhere)
not(/data/nowhere)
checklist(1, 2, /data/kin/loan)
weighted-checklist(1, 100, /data/kin/loan, /data/kin/amount)
sum(/data/kin/loan)
min(/data/kin/loan)
max(/data/kin/loan)
max(/data/employment/salary, 5)
max('', 3)
min(/data/nowhere)
sum(/data/nowhere)
sum(/data/kin/name)
coalesce(number('x'), 5)
coalesce(/data/nowhere, '', 'third')
coalesce('', '')
round(-2.5)
round(-0.5)
round(2.5)
round(1.005, 2)
round(-1.25, 1)
round(1250, -2)
round(-1250, -2)
round(1.5, 40)
round('x')
round(1 div 0)
int(1 div 0)
int('x')
int(-7.9)
floor(-0.5)
ceiling(-0.5)
1 div 3
1 div 10000000
1000000 * 1000000 * 1000000 * 1000000
pow(1, 0 div 0)
pow(-1, 1 div 0)
pow(-8, 0.5)
pow(0, -1)
pow(-10, 401)
pow(10, 400)
exp(1000)
exp10(400)
log(0)
log(-1)
log10(0)
sqrt(-1)
asin(2)
sin(1 div 0)
atan2(0, -1)
atan2(1)
number('+5')
number('1e3')
number('0x10')
number('Infinity')
number('1,5')
number(' 7 ')
number('5.')
number('١٢')
2e3
-/data/employment/salary
- /data/employment/salary
0 - /data/employment/salary
--3
- -3
3 - -2
3--2
3 -2
10 - 2 - 3
12 div 4 div 3
2 + 3 * 4 - 1
1 = 1 = 1
3 > 2 > 1
-7 mod 2
7 mod -2
1.5 mod 0.5
5 mod 0
.5 + .5
/data/employment/hours*2
. * 2
.*2
(1 + 2) * (3 - 4)
1 < 2 and 2 < 3 or 3 < 2
not(true() or false()) and 1
selected('', '')
selected('a  b', '')
selected('a b c', 'a b')
selected('a b', ' b ')
selected(/data/person/langs, '')
selected-at('a  b', 1)
selected-at('a b', 'x')
selected-at('a b', -1)
selected-at('a b', 5)
count-selected('  a  b ')
count-selected('')
boolean-from-string('TRUE')
boolean-from-string('true')
boolean-from-string(2)
boolean-from-string(1)
boolean-from-string(0.5)
string-length('😀')
substr('a😀b', 0, 2)
substr('hello', 1, -1)
substr('hello', -3, 4)
substr('hello', 'x')
substr('hello', 3, 1)
substring('12345', 1.5, 2.6)
substring('12345', 0, 3)
substring('12345', 0 div 0, 3)
substring('12345', 1, 0 div 0)
substring('12345', -42, 1 div 0)
substring('12345', -1 div 0, 1 div 0)
substring('12345', -1 div 0)
normalize-space('a b')
normalize-space(' a   b ')
translate('bar', 'abc', 'AB')
translate('--aaa--', 'abc-', 'ABC')
contains('abc', '')
starts-with('', '')
ends-with('abc', '')
substring-before('abc', '')
substring-after('abc', '')
concat()
concat('one')
join(', ')
join(', ', /data/nowhere)
regex('abcd', '[a-c]+')
regex('abcd', '^[a-d]+$')
regex('كوماسي', '^\w+$')
regex('١', '^\d$')
regex('ab', '^(?=a)ab$')
regex('aab', '^(a+)+b$')
regex('a', '[')
regex('Zoë', '^\p{L}+$')
regex('ب', '^[\u0621-\u064A]$')
digest('São Tomé', 'MD5', 'hex')
digest('abc', 'MD5', 'hex')
digest('abc', 'SHA-256')
digest('', 'SHA-1', 'hex')
digest(/data/consent, 'MD5', 'hex')
digest('abc', 'SHA-3')
digest('abc', 'MD5', 'octal')
base64-decode('SGVsbG8=')
version()
property('username')
geofence(/data/home/spot, /data/home/plot)
area(/data/home/plot)
area('0 0;0 1;1 1')
area('0 0')
area('somewhere')
distance(/data/home/route)
distance('5.55 -0.21', '5.60 -0.18')
distance('5.55 -0.21;5.60 -0.18')
distance('5.55 -0.21')
distance('95 0;5 5')
distance('')
today()
now()
number(now())
date('2026-02-30')
date('2024-02-29')
date('2023-02-29')
date('2026-13-01')
date('2026-1-5')
date('')
date('soon')
date(/data/person/born + 1)
date(1.9)
date(-1)
date('20000')
date(true())
date(1 div 0)
date('2026-01-02T23:00:00.000Z')
date-time('2026-01-02T23:00:00.000Z')
date-time(0.5)
date(/data/home/visited)
number('2026-11-25T10:30:00.000Z')
number('2026-11-25T12:30:00.000+02:00')
number('2026-01-01')
'2026-01-01' = '2026-1-1'
'2026-01-01' < '2026-01-02'
'2026-01-01' + 1
'2026-01-01' = '2026-01-01T00:00:00.000Z'
/data/home/visited <= today()
/data/home/visited = today()
/data/home/visited >= today()
now() > today()
now() = today()
now() >= '2026-11-25'
now() - today()
today() = true()
today() + today()
today() = 20782
'' < today()
'' = today()
'soon' < today()
format-date('', '%Y')
format-date('soon', '%Y')
format-date(0, '%Y-%m-%d')
format-date(0.5, '%H:%M')
format-date('20000', '%Y')
format-date(today(), '%Q')
format-date(today(), '%')
format-date(today(), '%H')
format-date('2026-11-25T23:30:00.000+01:00', '%d %H:%M')
decimal-date-time('1970-01-02')
decimal-date-time('1970-01-01T12:00:00.000Z')
decimal-date-time('1970-01-01T14:00:00.000+02:00')
decimal-date-time(1.5)
decimal-date-time('1.5')
decimal-date-time('')
decimal-date-time(today())
decimal-time('06:00:00.000+00:00')
decimal-time('06:00:00Z')
decimal-time('06:00')
decimal-time('06:00:00.500+00:00')
decimal-time('24:00:00.000+00:00')
decimal-time('2026-11-25T18:00:00.000Z')
decimal-time(1.25)
decimal-time('')
once('x')
once(1 + 1)
position()
last()
position(/data/nowhere)
position(/data/kin[2])
position(/data/kin[2]/name)
indexed-repeat(/data/kin/name, /data/kin, 0)
indexed-repeat(/data/kin/name, /data/kin, 9)
indexed-repeat(/data/kin/name, /data/kin, 'x')
count(/data/kin | /data/kin)
string(/data/employment/job | /data/person/name)
/data/employment/job | /data/person/name
count(/data/kin[name != '']/preceding-sibling::kin)
count(/data/kin/ancestor::data)
/data/kin[1][1]/name
/data/kin['x']/name
/data/kin['']/name
/data/kin[0]/name
/data/kin[1.5]/name
/data/kin[amount - 1 > 2]/name
/data/kin[age div 2 > 3]/name
(/data/kin/name)[last()]
//kin[1]/name
count(//*)
count(/data/kin/@*)
/data/@id
string(/data/@version + 1)
name(/data/orx:meta)
local-name(/data/orx:meta/orx:instanceID)
namespace-uri(/data/person)
name()
local-name(/data/nowhere)
name(/data/@id)
id('survey')/person/name
id('nothing')
lang('en')
randomize(/data/kin, 'x')/name
randomize(/data/kin, 1.5)/name
randomize(/data/kin, 0)/name
randomize(/data/kin, -2147483647)/name
randomize('a')
uuid(0)
string-length(uuid(20))
uuid(-1)
random() < 1 and random() >= 0
pi()
true() + true()
string(true())
number(true())
'true' = true()
'' = false()
0 = false()
'0' = false()
'a' < 'b'
'10' > '9'
'1.0' = 1
'1.0' = '1'
0 div 0 = 0 div 0
0 div 0 != 0 div 0
/data/kin/name = /data/kin/name
/data/kin/name != /data/kin/name
/data/kin/age < /data/kin/age
/data/kin/age = /data/kin_no
/data/nowhere = ''
/data/nowhere != ''
/data/nowhere = /data/nowhere
/data/nowhere + 1
sum('a')
count('a')
count(/data/kin, 1)
foo(1)
if(1, 2)
1 +
(1
1)
'abc
/data/[1]
"""
