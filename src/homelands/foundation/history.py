"""History that cannot be rewritten.

Tracked models get an event table (django-pghistory). Every event table, and the audit trail, is
append-only and chained: each row carries the SHA-256 of the row before it in its lane and of its
own content. A table has 16 lanes so that writers rarely wait for each other. `verify-history`
walks the lanes; the heads can be sent off the host, because whoever owns the database could
recompute a whole chain. Never add with ON CONFLICT DO NOTHING: what is dropped leaves a gap.
"""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Now
from pghistory.models import Event as PghistoryEvent

LANES = 16

_CHAIN = """
    PERFORM set_config('TimeZone', 'UTC', true);
    SELECT lane, place, digest FROM homelands_next(TG_TABLE_NAME::text)
        INTO NEW.chain_lane, NEW.chain_place, NEW.chain_previous;
    NEW.chain_digest = homelands_digest(NEW.chain_previous, to_jsonb(NEW));
    PERFORM homelands_advance(TG_TABLE_NAME::text, NEW.chain_lane, NEW.chain_digest);
    RETURN NEW;
"""

SQL = f"""
CREATE FUNCTION homelands_digest(previous bytea, content jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(
        previous || convert_to((content - 'chain_digest' - 'chain_previous')::text, 'UTF8')
    ) $$;

-- What only the owner reads: the key that signs the heads of chains while they are settings.
CREATE SCHEMA homelands_private;
CREATE TABLE homelands_private.chain_key (key bytea NOT NULL);
INSERT INTO homelands_private.chain_key
    VALUES (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

CREATE FUNCTION homelands_private.signature(head text) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(key || sha256(
        key || convert_to(pg_current_xact_id()::text || ' ' || head, 'UTF8')
    )), 'hex') FROM homelands_private.chain_key $$;

-- The head of a chain is locked and read once in a transaction, kept in a setting while rows are
-- added, and written once at the end: a row updated for every row of a bulk insert would leave as
-- many dead versions behind, each to be passed at every step. A rolled-back savepoint takes the
-- setting back with it. Anybody can write a setting, so it is signed, for this transaction only.
CREATE FUNCTION homelands_private.head(of text, lane smallint) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held text := coalesce(current_setting('chain.' || of || '_' || lane, true), '');
    head text := split_part(held, '|', 1);
BEGIN
    IF held <> ''
        AND split_part(held, '|', 2) <> homelands_private.signature(of || lane || head)
    THEN
        RAISE EXCEPTION 'The head of the chain of % was tampered with', of;
    END IF;
    RETURN head;
END $$;

CREATE FUNCTION homelands_private.keep_head(of text, lane smallint, head text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config(
        'chain.' || of || '_' || lane,
        head || '|' || homelands_private.signature(of || lane || head),
        true
    );
END $$;

CREATE FUNCTION homelands_next(of text, OUT lane smallint, OUT place bigint, OUT digest bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    held text;
BEGIN
    IF pg_trigger_depth() = 0 THEN
        RAISE EXCEPTION 'Only the rows of a chain make it longer';
    END IF;
    lane := pg_backend_pid() % {LANES};
    held := homelands_private.head(of, lane);
    IF held = '' THEN
        INSERT INTO foundation_chainhead (id, of_table, lane, place, digest)
            VALUES (of || ':' || homelands_next.lane, of, homelands_next.lane, 0, sha256(of::bytea))
            ON CONFLICT (id) DO NOTHING;
        UPDATE foundation_chainhead h SET place = h.place
            WHERE h.id = of || ':' || homelands_next.lane
            RETURNING h.place, h.digest INTO place, digest;
    ELSE
        place := split_part(held, ' ', 1)::bigint;
        digest := decode(split_part(held, ' ', 2), 'hex');
    END IF;
    place := place + 1;
    PERFORM homelands_private.keep_head(of, lane, place || ' ' || encode(digest, 'hex'));
END $$;

CREATE FUNCTION homelands_advance(of text, to_lane smallint, to_digest bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() = 0 THEN
        RAISE EXCEPTION 'Only the rows of a chain make it longer';
    END IF;
    PERFORM homelands_private.keep_head(
        of, to_lane,
        split_part(homelands_private.head(of, to_lane), ' ', 1) || ' ' || encode(to_digest, 'hex')
    );
END $$;

CREATE FUNCTION homelands_flush() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    held text := homelands_private.head(NEW.of_table, NEW.lane);
BEGIN
    IF held <> '' THEN
        PERFORM set_config('chain.' || NEW.of_table || '_' || NEW.lane, '', true);
        UPDATE foundation_chainhead SET
            place = split_part(held, ' ', 1)::bigint,
            digest = decode(split_part(held, ' ', 2), 'hex')
            WHERE id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER flush AFTER UPDATE ON foundation_chainhead
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION homelands_flush();

-- Whoever acts may add to the trail, and need not be able to read it.
CREATE FUNCTION homelands_audit(
    code text, actor_kind text, actor_id uuid, actor_name text,
    subject text, subject_id text, person_id uuid, why text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO foundation_auditevent
        (code, actor_kind, actor_id, actor_name, subject, subject_id, person_id, why)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) $$;
"""  # noqa: S608 (a number, no input)

REVERSE_SQL = """
DROP FUNCTION homelands_audit(text, text, uuid, text, text, text, uuid, text);
DROP TRIGGER flush ON foundation_chainhead;
DROP FUNCTION homelands_flush();
DROP FUNCTION homelands_advance(text, smallint, bytea);
DROP FUNCTION homelands_next(text);
DROP FUNCTION homelands_digest(bytea, jsonb);
DROP SCHEMA homelands_private CASCADE;
"""

TRIGGERS = [
    pgtrigger.Trigger(name="chain", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_CHAIN),
    pgtrigger.Trigger(
        name="keep",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="RAISE EXCEPTION 'History is append-only: % cannot be changed', TG_TABLE_NAME;",
    ),
    pgtrigger.Trigger(
        name="keep_all",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'History is append-only: % cannot be emptied', TG_TABLE_NAME;",
    ),
]


#: The same for events, which nobody writes: the triggers of the tables do that they are about.
EVENT_TRIGGERS = [
    pgtrigger.Trigger(
        name="by_trigger",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF pg_trigger_depth() < 2 THEN
                RAISE EXCEPTION 'Only the table that it is about writes %', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        """,
    ),
    *TRIGGERS,
]

#: The comment of a table whose rows the app adds and never changes: its role gets no other right.
INSERT_ONLY = "Rows are added, and never changed or deleted."
#: The same of rows that may go.
NEVER_CHANGED = "Rows are added and deleted, and never changed."


class Setting(models.Func):
    """The value of one of the settings that foundation.access gives the transaction."""

    function = "current_setting"
    template = "coalesce(%(function)s(%(expressions)s, true), '')"
    output_field = models.TextField()


class Chained(models.Model):
    """Columns of the chain; the trigger fills them."""

    chain_lane = models.SmallIntegerField(db_default=0, editable=False)
    chain_place = models.BigIntegerField(db_default=0, editable=False)
    chain_previous = models.BinaryField(db_default=b"", editable=False)
    chain_digest = models.BinaryField(db_default=b"", editable=False)

    class Meta:
        abstract = True


#: The chain's columns, which say nothing about anybody.
CHAIN = ("chain_lane", "chain_place", "chain_previous", "chain_digest")


class HistoryEvent(PghistoryEvent, Chained):
    """A snapshot of a tracked row, with who changed it and by which action."""

    pgh_created_at = models.DateTimeField(db_default=Now())
    actor = models.TextField(db_default=Setting(models.Value("homelands.actor")), editable=False)
    action = models.TextField(db_default=Setting(models.Value("homelands.action")), editable=False)

    class Meta:
        abstract = True


def keep_history(*, except_: tuple[str, ...] = ()) -> Any:
    """Class decorator: keeps every version of a model's rows in a chained event table."""

    def decorate(model: type[models.Model]) -> type[models.Model]:
        track = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(except_),
            base_model=HistoryEvent,
            model_name=f"{model.__name__}Event",
            context_field=None,  # type: ignore[arg-type]  # documented: no context
            append_only=False,  # TRIGGERS do it, and refuse TRUNCATE as well
            meta={"triggers": list(EVENT_TRIGGERS)},
        )
        return track(model)  # type: ignore[no-any-return]

    return decorate
