"""How expressions of real forms are built: each word in braces is one of the lines under it.

The patterns were distilled from the forms that pyxform, Enketo's transformer and field
organisations publish: relevance by one or more answers, constraints on ".", calculations with
if(), dates and totals of repeats, and lists filtered by answers.
"""

USES = {
    "relevance": "condition",
    "constraint": "condition",
    "calculation": "value",
    "label": "value",
    "total": "value",
    "listing": "any",
    "path": "any",
    "coercion": "any",
    "date_rule": "any",
}
"""Where expressions begin, and what a form makes of them: a truth, a text, or anything."""

PATTERNS = """
relevance:
    {text_field} = {text}
    {text_field} != {text}
    {code_field} = {code}
    {code_field} != ''
    {code_field} = ''
    selected({many_field}, {code})
    not(selected({many_field}, {code}))
    selected({many_field}, {code}) and not(selected({many_field}, {code}))
    {number_field} {compares} {number}
    {number_field} {compares} {number_field}
    {condition} and {condition}
    {condition} or {condition}
    ({condition} or {condition}) and {condition}
    {condition} and {condition} or {condition}
    not({condition})
    not({condition} and {condition})
    count-selected({many_field}) {compares} {small}
    string-length({text_field}) {compares} {small}
    {number_field} {compares} {number} and {number_field} {compares} {number}
    boolean-from-string({text_field})
    {number_field} mod 2 = {bit}
    {code_field} = {code} or {code_field} = {code} or {code_field} = {code}
    count(/data/kin) {compares} {small}
    /data/kin/sex = {code}
    /data/kin/age {compares} {number}
    not(/data/kin/abroad = 'yes')
    count(/data/kin[{kin_condition}]) {compares} {small}
    contains({text_field}, {piece})
    starts-with({text_field}, {piece})
    ends-with({text_field}, {piece})
    checklist({bit}, {small}, {condition}, {condition}, {condition})
    checklist(-1, {small}, {condition}, {condition})
    weighted-checklist({small}, {number}, {condition}, {small}, {condition}, {small})
    coalesce({text_field}, {text}) = {text}
    position(..) {compares} {small}
    true()
    false()
    true() and {condition}
    {condition} = true()
    {condition} != false()
    ({condition}) = ({condition})
constraint:
    . {compares} {number}
    . >= {number} and . <= {number}
    . > {number} or . = ''
    . {compares} {number_field}
    string-length(.) {compares} {small}
    regex(., {pattern})
    regex({text_field}, {pattern})
    not(selected(., {code}) and selected(., {code}))
    count-selected(.) <= {small}
    . = round(., {digit})
    . mod {small} = 0
    int(.) = .
    . != /data/kin/age
    not(selected(., 'none')) or count-selected(.) = 1
    if({condition}, . > {number}, . <= {number})
    string-length(normalize-space(.)) > {bit}
    (. >= {number} and . <= {number} and {code_field} = {code}) or (. >= {number} and {code_field} = {code})
calculation:
    {number_value} + {number_value}
    {number_value} - {number_value}
    {number_value} * {number_value}
    {number_value} div {number_value}
    ({number_value} + {number_value}) * {small}
    {number_value} mod {small}
    round({number_field} * {small} div 4, {digit})
    round({number_field} div {small})
    int({number_value})
    floor({number_value})
    ceiling({number_value})
    abs({number_value} - {number_value})
    if({condition}, {number_value}, {number_value})
    if({condition}, {text_value}, {text_value})
    if({condition}, {text}, if({condition}, {text}, {text}))
    if({condition}, 1, 0) + if({condition}, 1, 0)
    coalesce({text_field}, {text_value})
    concat({text_value}, {text}, {text_value})
    concat({text_field}, ' (', {number_field}, ')')
    concat('uuid:', substr({text_field}, 0, {small}))
    once({text_value})
    once({number_value})
    min({filled_field}, {number})
    max({filled_field}, {number})
    pow({small}, {digit})
    pow({number_field}, 2)
    sqrt(abs({number_field}))
    exp({digit})
    exp10({digit})
    log({number_field})
    log10({number_field})
    sin({number_field})
    cos({number_field})
    tan({digit})
    asin({bit})
    acos({bit})
    atan({number_field})
    atan2({number_field}, {small})
    pi() * {number_field}
    number({text_field})
    number({number_field}) + {small}
    string({number_value})
    string({condition})
    boolean({condition})
    number({condition})
    sum(/data/kin/amount) + {number_field}
    round(sum(/data/kin/amount) div count(/data/kin), {digit})
    count-selected({many_field}) * {small}
    digest({code}, {algorithm})
    digest({code}, {algorithm}, {encoding})
    digest(concat({code_field}, {code}), {algorithm}, {encoding})
    digest(string({code_field}), {algorithm}, {encoding})
    round(distance({place_field}))
    string-length(uuid())
    string-length(uuid({small}))
    random() {compares} 2
    translate({text_field}, 'abcdef', 'ABC')
    {number_field} * {fraction}
    ({number_field} - {number}) div {number}
    if({number_field} > 0, {number_field} div {number}, '')
    if({code_field} = {code} and {number_field} != '', concat({number_field}, {text}), '')
    decimal-time({clock})
listing:
    instance('towns')/ITEM[region = {code_field}]
    instance('towns')/ITEM[region = {code_field}]/label
    instance('towns')/ITEM[name = {code_field}]/label
    instance('towns')/ITEM[people {compares} {big}]/name
    instance('towns')/ITEM[region = {code} and people {compares} {big}]/label
    instance('countries')/ITEM[name = {code_field}]/{country_column}
    instance('countries')/ITEM[name = {code}]/{country_column}
    instance('countries')/ITEM[code {compares} {number}]/label
    instance('skills')/ITEM[group = {code}]
    instance('skills')/ITEM[selected({many_field}, name)]/label
    instance('skills')/ITEM[selected({many_field}, group)]/label
    instance('skills')/ITEM[{small}]/label
    instance('skills')/ITEM[position() {compares} {small}]/name
    instance('skills')/ITEM[last()]/label
    instance('towns')/ITEM[starts-with(label, {piece})]/label
    instance('towns')/ITEM[contains(name, {piece})]
    instance('towns')/ITEM[region = current()/../../home/region]/label
    instance('towns')/ITEM[region = /data/home/region][{small}]/label
    instance('towns')/ITEM[name != /data/home/town and region = /data/home/region]/label
    count(instance('towns')/ITEM[region = {code_field}])
    count(instance('towns')/ITEM[people {compares} {big}])
    {number_field} * instance('countries')/ITEM[name = {code_field}]/rate
    join(', ', instance('towns')/ITEM[region = {code_field}]/label)
    concat(instance('towns')/ITEM[region = {code}]/label)
    max(instance('towns')/root/item/people)
    min(instance('towns')/ITEM[region = {code}]/people)
    sum(instance('towns')/ITEM[people {compares} {big}]/people)
    randomize(instance('towns')/root/item, {seed})
    randomize(instance('towns')/root/item/label, {seed})
    randomize(instance('countries')/ITEM[code {compares} {number}], {seed})/label
    randomize(/data/kin, {seed})/name
    instance('towns')/ITEM[name = selected-at({many_field}, {bit})]/label
label:
    concat({text}, {text_field}, {text})
    join({piece}, {text_field}, {code_field})
    join(', ', /data/kin/{kin_field})
    join(' ', {text}, {number_field}, {condition})
    concat(/data/kin/{kin_field})
    substring-before({text_field}, {piece})
    substring-after({text_field}, {piece})
    substr({text_field}, {bit}, {small})
    substr({text_field}, {small})
    substr({text_field}, -{small})
    substring({text_field}, {small}, {small})
    substring({text_field}, {small})
    normalize-space({text_field})
    string-length({text_field})
    selected-at({many_field}, {bit})
    selected-at({many_field}, count-selected({many_field}) - 1)
    translate(normalize-space({text_field}), ' ', '_')
    string({text_field})
    if({code_field} = '', {text}, {code_field})
    concat(substring-before({text_field}, {piece}), {piece}, substring-after({text_field}, {piece}))
    coalesce(substring-before({text_field}, {piece}), {text})
    contains({text_field}, substr({text_field}, 0, {small}))
    name({any_path})
    local-name({any_path})
    namespace-uri(/data/orx:meta)
    /data/@version
    /data/@id = {text}
    /data/orx:meta/orx:instanceID
    concat(/data/orx:meta/orx:instanceID, {text})
coercion:
    {constant} + {constant}
    {constant} - {constant}
    {constant} * {constant}
    {constant} div {constant}
    {constant} {compares} {constant}
    {quoted} {compares} {text_field}
    {number} {compares} {text_field}
    {number_field} {compares} {quoted}
    {text_field} + {constant}
    number({constant})
    string({constant})
    boolean({constant})
    not({constant})
    string-length({constant})
    if({constant}, {text}, {number})
    {constant} and {constant}
    {constant} or {constant}
    coalesce({quoted}, {quoted})
    concat({constant}, {constant})
    int({constant})
    floor({constant})
    max({number}, {number})
    boolean-from-string({quoted})
    abs({constant})
    round({digit}.{digit}, {bit})
    {truth} {compares} {constant}
    {truth} + {number}
    {date} {compares} {date_field}
    number({date})
    {date} + {small}
    checklist({bit}, {small}, {constant}, {truth})
path:
    {any_path}
    count({any_path})
    string({any_path})
    /data/kin[{kin_condition}]/{kin_field}
    /data/kin[{small}]/{kin_field}
    /data/kin[last()]/{kin_field}
    /data/kin[position() {compares} {small}]/{kin_field}
    /data/kin[{kin_condition}][{small}]/{kin_field}
    /data/kin[{kin_condition} and {kin_condition}]/{kin_field}
    /data/kin[{kin_condition} or {kin_condition}]/{kin_field}
    /data/kin[not({kin_condition})]/{kin_field}
    /data/kin[position() = position(current()/..)]/{kin_field}
    /data/kin[position() = /data/kin_no]/{kin_field}
    /data/kin[name = /data/person/name]/{kin_field}
    count(/data/kin[{kin_condition}])
    count(/data/kin[{small}]/preceding-sibling::kin)
    count(/data/kin[{small}]/following-sibling::*)
    count(/data/kin/..)
    count-non-empty(/data/kin/{kin_field})
    count-non-empty(/data/person/*)
    /data/kin[{small}]/../kin_no
    /data/kin/ancestor::data/@id
    //kin/{kin_field}
    count(//{kin_field})
    count(/data/*)
    count(/data/descendant::{kin_field})
    count(/data/kin/node())
    ../{sibling}
    count(../*)
    ./../{sibling}
    current()/../{sibling}
    self::node()
    string(self::node())
    position(..)
    position(/data/kin[1]/..)
    indexed-repeat(/data/kin/{kin_field}, /data/kin, {place})
    indexed-repeat(/data/kin/{kin_field}, /data/kin, {place}) {compares} {number}
    concat(indexed-repeat(/data/kin/{kin_field}, /data/kin, {place}), {text})
    (/data/kin/{kin_field})[{small}]
    /data/person/child::{person_field}
    /data/*/{person_field}
    id('survey')/person/{person_field}
    lang('en')
date_rule:
    . <= today()
    {date_field} {compares} today()
    today() {compares} {date_field}
    {date_field} {compares} {date_field}
    {date_field} {compares} {date}
    {date_field} {compares} date({date})
    date({date_field}) {compares} date({date})
    {date_field} >= {date} and {date_field} <= today()
    today() - {date_field}
    int((today() - {date_field}) div 365.25)
    int((today() - {date_field}) div {small})
    {date_field} - {date_field}
    ({date_field} - {date_field}) div 7
    date({date_field}) + {small}
    if({date_field} = '', '', date({date_field} + {small}))
    date(today() - {small})
    today() + {small}
    format-date({date_field}, {format})
    format-date(today(), {format})
    format-date(date({date}), {format})
    format-date({date_field} + {small}, {format})
    format-date-time({moment_field}, {time_format})
    format-date-time(now(), {time_format})
    format-date(today(), '%Y') - format-date({date_field}, '%Y')
    concat(format-date({date_field}, {format}), {text})
    decimal-date-time({date_field})
    decimal-date-time({moment_field})
    decimal-date-time(now()) - decimal-date-time({moment_field})
    int(decimal-date-time(today()) - decimal-date-time({date_field}))
    {moment_field} {compares} now()
    now() {compares} {moment_field}
    now() - {date_field}
    number({date_field})
    string({date_field})
    string(today())
    boolean(today())
    date({small})
    date({date_field})
    if({date_field} = '', {text}, format-date({date_field}, {format}))
    if(today() > {date_field}, 'past', 'future')
    coalesce({date_field}, {date})
    max({date}, {date})
    string-length({date_field}) = 10
    substr({date_field}, 0, 4)
    count(/data/home/arrived[. {compares} today()])
total:
    sum(/data/kin/amount)
    sum(/data/kin[{kin_condition}]/amount)
    sum(/data/kin/amount) {compares} {number}
    round(sum(/data/kin/amount), {digit})
    sum(/data/kin/amount) div {small}
    max(/data/kin/amount)
    min(/data/kin/amount)
    max(/data/kin/amount, {filled_field})
    min(/data/kin/amount, {small})
    max(/data/kin[{kin_condition}]/amount)
    count(/data/kin[amount {compares} {number}])
    count(/data/kin[selected(skills, {skill})])
    count(/data/kin[age {compares} {number} and sex = {code}])
    checklist({bit}, {small}, /data/kin/amount)
    weighted-checklist({small}, {number}, /data/kin/sex, /data/kin/amount)
    join({piece}, /data/kin[{kin_condition}]/name)
    concat(/data/kin[{kin_condition}]/name)
    if(count(/data/kin) = 0, {text}, /data/kin[1]/name)
""".replace("ITEM", "/".join(("root", "item")))  # noqa: E501  (a table)
