"""Tables of the language itself: an expression, and the text of its value."""

OPERATORS = """
1 + 2 * 3 => 7
(1 + 2) * 3 => 9
10 - 2 - 3 => 5
2 * 3 + 4 => 10
7 div 2 => 3.5
-7 mod 2 => -1
7 mod -2 => 1
5 mod 2 => 1
1.5 mod 0.5 => 0
12 div 4 div 3 => 1
1 div 0 => Infinity
-1 div 0 => -Infinity
0 div 0 => NaN
0 mod 0 => NaN
5 mod 0 => NaN
-3 => -3
--3 => 3
- - -3 => -3
2--1 => 3
1 = 1 => true
1 != 1 => false
1 < 2 => true
2 <= 2 => true
3 > 4 => false
4 >= 4 => true
1 < 2 = true() => true
3 > 2 > 1 => false
1 = 1 and 2 = 3 => false
1 = 1 or 2 = 3 => true
1 = 2 or 1 = 1 and 2 = 3 => false
(1 = 1 or 1 = 2) and 2 = 3 => false
true() and not(false()) => true
'a' = 'a' => true
'a' != 'b' => true
'a' < 'b' => false
'10' < '9' => false
'10' > '9' => true
'1' = 1 => true
'1.0' = 1 => true
'1.0' = '1' => false
1 + '2' => 3
'x' + 1 => NaN
'' + 1 => NaN
true() + true() => 2
true() = 1 => true
true() = 'x' => true
false() = '' => true
true() > false() => true
.5 + .5 => 1
5. + 1 => 6
0.1 + 0.2 => 0.30000000000000004
1000000 * 1000000 => 1000000000000
1 div 10000000 => 0.0000001
-0 => 0
1and 1 => true
2*3 => 6
5 -2 => 3
5-2 => 3
6 div 2*3 => 9
"""

COERCIONS = """
number('12') => 12
number(' 12.50 ') => 12.5
number('-.5') => -0.5
number('+5') => NaN
number('1e3') => NaN
number('') => NaN
number('abc') => NaN
number(true()) => 1
number(false()) => 0
number() => 30
number('١٢') => NaN
string(12.0) => 12
string(12.5) => 12.5
string(true()) => true
string(1 div 0) => Infinity
string(0 div 0) => NaN
string() => 30
string(/data/nowhere) =>
boolean('') => false
boolean('false') => true
boolean(0) => false
boolean(-1) => true
boolean(0 div 0) => false
boolean(/data/nowhere) => false
boolean(/data/g/blank) => false
not(/data/g/blank) => true
/data/g/blank and true() => false
boolean(/data/g) => true
boolean(today()) => true
not('') => true
not(0) => true
not(/data/nowhere) => true
true() => true
false() => false
int('7.9') => 7
int(-7.9) => -7
int('x') => NaN
int(1 div 0) => Infinity
0 div 0 = 0 div 0 => false
0 div 0 != 0 div 0 => true
0 div 0 < 1 => false
'' < 1 => false
'' >= 0 => false
"""

PATHS = """
/data/g/age => 30
. => 30
.. => 30Ama Mensaha b c0
../text => Ama Mensah
../../born => 1996-05-04
./../many => a b c
//age => 30
//r/name => Kofi
/data//name => Kofi
/data/*/age => 30
/data/g/child::age => 30
self::age => 30
self::text =>
self::node() => 30
parent::g/text => Ama Mensah
parent::x =>
/data/@id => f
/data/attribute::id => f
/data/@* => f
/data/g/text/text() => Ama Mensah
/data/orx:meta/orx:instanceID => uuid:7
/data/meta/instanceID => uuid:7
/ => 30Ama Mensaha b c01996-05-042026-11-23T08:15:00.000Z2.50Kofi1Esi2Yawxuuid:7
/data/r[1]/name => Kofi
/data/r[2]/name => Esi
/data/r[last()]/name => Yaw
/data/r[position() = 2]/name => Esi
/data/r[position() > 1]/name => Esi
/data/r[position() > 1][1]/name => Esi
/data/r[name = 'Yaw']/n => x
/data/r[n > 1]/name => Esi
/data/r[n = 2]/name => Esi
/data/r[./n = '1']/name => Kofi
/data/r['x']/name => Kofi
/data/r['']/name =>
/data/r[0]/name =>
/data/r[1.5]/name =>
/data/r[9]/name =>
(/data/r/name)[2] => Esi
(//name)[last()] => Yaw
//name[2] =>
//r[2]/name/../n => 2
/data/r[name = 'Esi']/preceding-sibling::r/name => Kofi
/data/r[name = 'Esi']/following-sibling::r/name => Yaw
ancestor::data/@id => f
count(ancestor::*) => 3
count(ancestor-or-self::*) => 4
count(/data/descendant::n) => 3
count(//r/..) => 1
count(/data/r/name | /data/r/n) => 6
count(/data/r | /data/r) => 3
(/data/price | /data/born)[1] => 1996-05-04
string(/data/price | /data/born) => 1996-05-04
count(/data/@id | /data/g) => 2
count(//*) => 21
count(/data/g/*) => 5
count(/data/g/node()) => 5
count(/data/nowhere) => 0
current() => 30
current()/../text => Ama Mensah
/data/r[n = 1 and current() = 30]/name => Kofi
instance('towns')/root/item[2]/label => Tema
instance('towns')/root/item[name = 'kum']/label => Kumasi
instance('towns')/root/item[region = 'ga'][2]/name => tem
count(instance('towns')/root/item[region = 'ga']) => 2
instance('towns')/root/item[name = selected-at('acc kum', 1)]/label => Kumasi
instance('towns')/root/item[/data/g/age = 30]/label => Accra
/data/div =>
/data/g/age div 3 => 10
/data/g/age*2 => 60
* =>
"""

NODE_SETS = """
/data/g/age = 30 => true
/data/g/age = '30' => true
/data/g/age > 29 => true
30 <= /data/g/age => true
/data/r/n = 2 => true
/data/r/n != 2 => true
/data/r/n > 5 => false
/data/r/n = /data/r/n => true
/data/r/n != /data/r/n => true
/data/r/name = 'Esi' => true
'Esi' = /data/r/name => true
not(/data/r/name = 'Abena') => true
/data/nowhere = '' => true
/data/nowhere != '' => false
/data/nowhere = /data/nowhere => true
/data/nowhere = false() => true
/data/g/blank = '' => true
/data/g/blank != '' => false
/data/g/blank = 0 => false
/data/g/blank + 1 => NaN
/data/g/zero = 0 => true
/data/g/zero = false() => false
/data/price = 2.5 => true
/data/price = '2.5' => false
/data/price * 2 => 5
/data/g/blank = false() => true
/data/g/age > true() => true
/data/g/zero < true() => true
false() < /data/nowhere => false
true() >= /data/r/n => true
/data/r[name]/n => 1
/data/g[blank]/age =>
"""
