"""A table of the functions of calculations: an expression, and the text of its value.

The digests are those of RFC 1321 and FIPS 180-4, the orders those that field apps give for
the same seed.
"""

CALCULATIONS = """
pi() => 3.141592653589793
sqrt(2.25) => 1.5
sqrt(-1) => NaN
exp(0) => 1
exp(1000) => Infinity
exp('x') => NaN
exp10(3) => 1000
exp10(400) => Infinity
log(1) => 0
log(0) => -Infinity
log(-1) => NaN
log10(1000) => 3
log10(0) => -Infinity
sin(0) => 0
sin(1 div 0) => NaN
round(sin(pi() div 6), 6) => 0.5
round(cos(pi() div 3), 6) => 0.5
round(tan(pi() div 4), 6) => 1
round(asin(1) * 2, 6) => 3.141593
asin(2) => NaN
acos(1) => 0
acos(-2) => NaN
atan(0) => 0
atan2(0, 1) => 0
round(atan2(1, 1) * 4, 6) => 3.141593
atan2(0, -1) => 3.141592653589793
pow(2, 10) * 1 => 1024
pow(1, 0 div 0) => NaN
pow(-1, 1 div 0) => NaN
pow(0, 0) => 1
pow(-10, 401) => -Infinity
pow(-10, 400) => Infinity
pow(0, -3) => Infinity
digest('abc', 'MD5', 'hex') => 900150983cd24fb0d6963f7d28e17f72
digest('abc', 'sha-1', 'HEX') => a9993e364706816aba3e25717850c26c9cd0d89d
digest('abc', 'SHA-256') => ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=
digest('', 'MD5') => 1B2M2Y8AsgTpgAmY7PhCfg==
digest('é', 'MD5', 'hex') => 66ddcd97cfdeabb2f6fb8a999b4bc76f
substr(digest('abc', 'SHA-384', 'hex'), 0, 16) => cb00753f45a35e8b
substr(digest('abc', 'SHA-512', 'hex'), 0, 16) => ddaf35a193617aba
base64-decode('QWNjcmEg4oCTIEFtYQ==') => Accra – Ama
base64-decode('') =>
string-length(uuid(12)) => 12
uuid(0) =>
uuid(-3) =>
uuid('x') =>
boolean-from-string('true') => true
boolean-from-string('TRUE') => true
boolean-from-string(1) => true
boolean-from-string('yes') => false
boolean-from-string(2) => false
boolean-from-string('') => false
count(randomize(/data/r)) => 3
count(randomize(/data/nowhere, 3)) => 0
join('', randomize(/data/r, 'x')/name) => YawEsiKofi
join('', randomize(/data/r, 0)/name) => YawEsiKofi
round(distance('0 0', '0 1'), 3) => 111318.845
round(distance('5.55 -0.21 0 0;5.60 -0.18 10 3;'), 2) => 6482.84
distance('5.55 -0.21') => 0
distance('5 5', '5 5') => 0
distance('') => NaN
distance('91 0;0 0') => NaN
distance('0 181;0 0') => NaN
distance('0 0 high;0 1') => NaN
area('0 0;0 1') => 0
round(area('0 0;0 1;1 1;1 0;0 0'), -6) => 12391000000
area('x') => NaN
enclosed-area('0 0;0 0;0 0') => 0
geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0') => true
geofence('1.5 0.5', '0 0;0 1;1 1;1 0;0 0') => false
geofence('', '0 0;0 1;1 1;0 0') => false
geofence('0.5 0.5', 'x') => false
name(/data/orx:meta) => orx:meta
local-name(/data/orx:meta) => meta
namespace-uri(/data/orx:meta) => http://openrosa.org/xforms
namespace-uri(/data/g) =>
namespace-uri(/data/@id) =>
name() => age
name(/data/@id) => id
name(/data/nowhere) =>
id('f')/g/age => 30
id('g f')/born => 1996-05-04
count(id('x')) => 0
lang('en') => false
version() =>
property('username') =>
date-time('2026-01-02T23:00:00Z') => 2026-01-02T23:00:00.000+00:00
date-time(0.25) => 1970-01-01T06:00:00.000+00:00
date-time('') =>
decimal-time('06:00:00.000Z') => 0.25
decimal-time('18:00') => 0.75
decimal-time('00:30:00+01:00') => 0.9791666666666666
decimal-time('25:00') => NaN
decimal-time('noon') => NaN
decimal-time(2.75) => 0.75
decimal-time(/data/at) => 0.34375
format-date-time('2026-01-02T03:04:05.006Z', '%h:%M:%S.%3') => 3:04:05.006
"""
