import datetime as dt

import pandas as pd
import pytest

from analytics import frames
from tests.analytics.diaries import check_in, day, episode


def test_a_frame_that_was_not_given_is_empty_and_has_its_columns():
    gathered = frames.gather()
    assert list(gathered.episodes.columns) == list(frames.EPISODES)
    assert gathered.episodes.empty
    assert gathered.profile == {}


def test_columns_that_were_not_given_are_unanswered():
    checked = frames.check("check_ins", pd.DataFrame([{"date": "2026-01-01"}]))
    assert checked.drop(columns="date").isna().all(axis=None)


def test_an_empty_list_is_an_answer_and_none_is_not():
    rows = [episode(day(1), quality=[]), episode(day(2), quality=None)]
    checked = frames.check("episodes", pd.DataFrame(rows))
    assert checked["quality"].tolist() == [[], None]


def test_a_misspelt_column_is_refused_by_name():
    with pytest.raises(frames.FrameError, match="check_ins: unknown columns neck_pian"):
        frames.check("check_ins", pd.DataFrame([{"date": "2026-01-01", "neck_pian": 3}]))


def test_a_missing_key_is_refused_by_name():
    with pytest.raises(frames.FrameError, match="episodes: columns missing start_day"):
        frames.check("episodes", pd.DataFrame([{"id": "a"}]))


def test_values_of_another_kind_are_refused_with_their_column():
    with pytest.raises(frames.FrameError, match=r"check_ins\.neck_pain: not Float64"):
        frames.check("check_ins", pd.DataFrame([{"date": "2026-01-01", "neck_pain": "much"}]))


def test_an_unknown_frame_is_refused():
    with pytest.raises(frames.FrameError, match="no such frame: episode"):
        frames.gather(episode=[])


def test_instants_become_utc_and_dates_lose_their_time():
    row = episode(day(1)) | {"started_at": "2026-03-01T09:40:00+01:00", "start_day": "2026-03-01"}
    checked = frames.check("episodes", pd.DataFrame([row]))
    assert checked["started_at"].iloc[0] == pd.Timestamp("2026-03-01T08:40", tz="UTC")
    assert checked["start_day"].iloc[0] == pd.Timestamp("2026-03-01")


def test_a_row_without_its_key_is_left_out():
    assert frames.check("check_ins", pd.DataFrame([check_in(None)])).empty


def test_a_day_given_twice_is_kept_once_whatever_the_order():
    twice = [check_in(day(1), neck_pain=2), check_in(day(1), neck_pain=7)]
    one_way = frames.check("check_ins", pd.DataFrame(twice))
    other_way = frames.check("check_ins", pd.DataFrame(twice[::-1]))
    assert len(one_way) == 1
    pd.testing.assert_frame_equal(one_way, other_way)


def test_a_date_object_and_its_text_are_the_same_day():
    as_text = frames.check("check_ins", pd.DataFrame([check_in("2026-01-01")]))
    as_date = frames.check("check_ins", pd.DataFrame([check_in(dt.date(2026, 1, 1))]))
    pd.testing.assert_frame_equal(as_text, as_date)
