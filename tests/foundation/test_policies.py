"""The policies of row-level security, as the database gets them."""

from homelands.foundation.access.policies import (
    WHOSE,
    AlsoSee,
    SecureRows,
    belongs,
    copies,
    everywhere,
    follows,
    keeper,
    own,
    within,
)


def words(sql: object) -> str:
    return " ".join(str(sql).split())


def test_conditions() -> None:
    assert own("person_id") == "person_id = (SELECT homelands_user())"
    assert within("answers", "destination") == (
        "(destination::text = ANY ((SELECT homelands_scope('answers'))::text[])"
        " OR '*' = ANY ((SELECT homelands_scope('answers'))::text[]))"
    )
    assert everywhere() == "'*' = ANY ((SELECT homelands_scope('countries'))::text[])"
    assert everywhere("answers") == "'*' = ANY ((SELECT homelands_scope('answers'))::text[])"
    assert follows("person_id", "people") == (
        'EXISTS (SELECT FROM (SELECT id FROM "people") AS others (key)'
        " WHERE key = person_id OFFSET 0)"
    )


def test_a_row_belongs_to_whoever_may_write_the_other_row() -> None:
    to = [own("person_id"), "is_open"]
    made = belongs("placement_id", "placements", to)
    assert made == (
        'EXISTS (SELECT FROM (SELECT id FROM "placements"'
        " WHERE person_id = (SELECT homelands_user()) OR is_open) AS others (key)"
        " WHERE key = placement_id OFFSET 0)"
    )
    assert made.words == "the person"


def test_each_condition_says_in_words_whom_it_lets_in() -> None:
    assert {scope: within(scope, "c").words for scope in WHOSE} == {
        "countries": "officers of the country",
        "answers": "readers of answers in the country",
        "programmes": "officers of the programme",
        "placements": "officers of the programme, its panel left out",
        "collecting": "survey managers of the country",
        "selecting": "managers and the panel of the programme",
        "managing": "managers of the programme",
        "paying": "finance makers and approvers of the programme",
        "approving": "finance approvers of the programme",
        "organisations": "officers of the organisation",
        "oversight": "data protection officers and auditors of the country",
    }
    assert everywhere("answers").words == (
        "readers of answers in the country, if their grant has no limits"
    )
    assert own("id").words == own("person_id").words == "the person"
    assert own("made_by_id").words == "the account in `made_by_id`"
    assert follows("study_id", "studies").words == "whoever sees `studies`"


def test_the_program_acts_under_the_name_of_the_keeper() -> None:
    only = keeper("linkage")
    assert only == "current_setting('homelands.actor', true) = 'linkage'"
    assert only.words == "the program itself, and no officer"


def test_columns_repeated_for_a_policy_follow_those_of_the_row_they_come_from() -> None:
    repeated = copies("child", "parent", "parent_id", ["country", "programme_id"])
    assert words(repeated.sql) == (
        'CREATE UNIQUE INDEX IF NOT EXISTS "parent_copied_2"'
        ' ON "parent" (id, country, programme_id);'
        ' ALTER TABLE "child" ADD CONSTRAINT "child_copies"'
        " FOREIGN KEY (parent_id, country, programme_id)"
        ' REFERENCES "parent" (id, country, programme_id)'
        " ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;"
    )
    assert repeated.reverse_sql == 'ALTER TABLE "child" DROP CONSTRAINT "child_copies";'


def test_who_sees_a_row_may_write_it_unless_something_else_is_said() -> None:
    sql = words(SecureRows("t", see=["a", "b"]).sql)
    assert sql.count("(a OR b)") == 5
    shut = "(SELECT homelands_may_write())"
    assert sql.count(f"((a OR b) AND {shut})") == 4, "nobody writes through an opening"
    narrower = words(SecureRows("t", see=["a", "b"], write=["a"]).sql)
    assert "FOR SELECT TO homelands_app USING (a OR b)" in narrower
    only = f"((a) AND {shut})"
    assert f"FOR INSERT TO homelands_app WITH CHECK {only}" in narrower
    assert f"FOR UPDATE TO homelands_app USING {only} WITH CHECK {only}" in narrower
    assert f"FOR DELETE TO homelands_app USING {only}" in narrower


def test_it_is_forced_and_can_be_taken_back() -> None:
    secure = SecureRows("t", see=["a"])
    assert 'ALTER TABLE "t" FORCE ROW LEVEL SECURITY' in words(secure.sql)
    back = words(secure.reverse_sql)
    assert [f'DROP POLICY {name} ON "t"' in back for name in ("see", "add", "change", "remove")]
    assert "DISABLE ROW LEVEL SECURITY" in back


def test_a_group_above_also_sees() -> None:
    also = AlsoSee("t", "hosts", "a")
    assert also.sql == 'CREATE POLICY hosts ON "t" FOR SELECT TO homelands_app USING (a);'
    assert also.reverse_sql == 'DROP POLICY hosts ON "t";'
