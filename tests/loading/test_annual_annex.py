# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The frozen inputs of a report, written and read again: nothing changes on the way, and a stranger is refused."""

import pytest
from hypothesis import given, settings
from tests.core.annual_records import records

from balise.core.annual.report import compute
from balise.core.digests import digest
from balise.loading.annual_annex import UnreadableAnnexError, read_annex, record_of, record_text


@given(records)
@settings(max_examples=50)
def test_a_record_comes_back_as_it_was(record):
    again = record_of(record_text(record))
    assert record_text(again) == record_text(record)
    assert digest(again) == digest(record)
    assert compute(again) == compute(record)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"inputs": {"period": 3}}', b"\xff\xfe", b"# Balise\n"])
def test_another_file_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "annexe.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableAnnexError, match="n’est pas l’annexe"):
        read_annex(path)


@given(records)
@settings(max_examples=3)
def test_the_annex_of_a_later_version_is_refused(record):
    text = record_text(record).replace('"format":1', '"format":99')
    with pytest.raises(UnreadableAnnexError, match="plus récente"):
        record_of(text)
