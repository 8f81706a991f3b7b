# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The coverage figure: one missing notice is a use that is not announced, and what is unknown is never a success."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from balise.core.notice_coverage import Announcement, Coverage, announcement, coverage, missing_channels, to_users
from balise.core.notices import Channel, Need, NoticeNeed

NEEDS = st.lists(
    st.builds(NoticeNeed, st.sampled_from(Channel), st.sampled_from(Need), st.just(())),
    unique_by=lambda need: need.channel,
)
SHOWN = st.frozensets(st.sampled_from(Channel))


@given(NEEDS, SHOWN)
def test_a_use_is_announced_only_with_every_required_notice_in_place(needs, shown):
    required = {need.channel for need in needs if need.need is Need.REQUIRED}

    if announcement(needs, shown) is Announcement.ANNOUNCED:
        assert required
        assert required <= shown
    assert (announcement(needs, shown) is Announcement.LACKING) == bool(required - shown)
    assert set(missing_channels(needs, shown)) == required - shown


@given(NEEDS, SHOWN, st.sampled_from(Channel))
def test_what_is_unknown_and_not_shown_is_never_a_success(needs, shown, channel):
    others = [need for need in needs if need.channel is not channel]
    found = announcement([*others, NoticeNeed(channel, Need.UNKNOWN, ())], shown - {channel})

    assert found in {Announcement.UNKNOWN, Announcement.LACKING}


@given(NEEDS, SHOWN, st.sampled_from(Channel))
def test_one_more_notice_in_place_never_makes_it_worse(needs, shown, channel):
    gravest_first = list(Announcement)
    before, after = announcement(needs, shown), announcement(needs, shown | {channel})

    assert gravest_first.index(after) >= gravest_first.index(before)


@given(NEEDS, SHOWN)
def test_the_order_of_the_channels_and_what_is_only_recommended_change_nothing(needs, shown):
    weaker = [need for need in needs if need.need in {Need.REQUIRED, Need.UNKNOWN}]

    assert announcement(needs, shown) is announcement(reversed(weaker), shown)


@given(st.lists(st.sampled_from(Announcement)))
def test_every_use_is_counted_once(announcements):
    figures = coverage(announcements)

    assert figures.total == len(announcements)
    assert figures.required == figures.announced + figures.lacking
    assert figures.unknown == announcements.count(Announcement.UNKNOWN)


def test_what_is_owed_to_staff_is_no_part_of_it():
    letter = NoticeNeed(Channel.LETTER, Need.REQUIRED, ())
    staff = replace(letter, channel=Channel.STAFF)

    assert to_users([letter, staff]) == (letter,)
    assert announcement(to_users([letter, staff]), {Channel.LETTER}) is Announcement.ANNOUNCED


def test_nothing_at_all_is_no_success_either():
    assert coverage(()) == Coverage()
    assert announcement((), ()) is Announcement.NOT_NEEDED
