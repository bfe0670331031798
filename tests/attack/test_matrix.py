import time
import pytest
from tests.attack.world import world
from tests.attack import tables
import csv

def test_x(django_db_blocker):
    with django_db_blocker.unblock():
        t=time.time()
        with world() as w:
            print("made", time.time()-t)
            print(w.missing())
            m = tables.matrix(w)
            with open("/tmp/h3m.csv","w") as f: csv.writer(f,lineterminator="\n").writerows(m)
            print("made", time.time()-t, len(m))
