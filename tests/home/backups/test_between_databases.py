"""A backup belongs to no database."""

import pytest
from django.db import connection

from tests.home.backups.sites import OwnSite, site_on_sqlite, told
from tests.migrated import address_of, copy_to_postgresql

pytestmark = pytest.mark.xdist_group("backups")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_sqlite_goes_to_postgresql_and_back(backup, migrated, tmp_path):
    name = f"{connection.settings_dict['NAME']}_restored"
    (tmp_path / "postgresql").mkdir()
    site = OwnSite(tmp_path / "postgresql", copy_to_postgresql(address_of(connection.settings_dict), name))
    try:
        code, said = site.manage("restore", backup)
        assert code == 0, said
        there = site.folder / "there.tar"
        assert site.manage("backup", there)[0] == 0
    finally:
        with connection.copy().cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')

    assert told(there) == told(backup)
    back = site_on_sqlite(tmp_path / "back", migrated)
    assert back.manage("restore", there)[0] == 0
    assert back.manage("backup", back.folder / "back.tar")[0] == 0
    assert told(back.folder / "back.tar") == told(backup)
