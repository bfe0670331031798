"""The policies of row-level security, as the database gets them."""

from homelands.foundation.access.policies import (
    AlsoSee,
    SecureRows,
    everywhere,
    follows,
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
