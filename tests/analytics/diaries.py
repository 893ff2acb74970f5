"""Short ways to write a diary down in a test; local time is UTC here unless a test says else."""

import datetime as dt
import itertools

from analytics import frames

TODAY = dt.date(2026, 7, 1)
YEAR = (TODAY - dt.timedelta(days=365), TODAY)
_numbers = itertools.count(1)

CERVICOGENIC = {
    "side": "left",
    "start_region": "upper_neck",
    "regions": [
        {"region": "upper_neck", "side": "left"},
        {"region": "forehead", "side": "left"},
    ],
    "quality": ["dull"],
    "peak_intensity": 5,
    "provoked_by": ["neck_movement"],
    "shoulder_arm_pain": "left",
    "nausea": "none",
    "vomiting": False,
    "photophobia": "none",
    "phonophobia": "none",
    "activity_aggravates": False,
    "avoids_activity": False,
    "took_medication": "no",
    "aura": [],
}
MIGRAINE = {
    "side": "right",
    "quality": ["throbbing"],
    "peak_intensity": 8,
    "nausea": "moderate",
    "vomiting": False,
    "photophobia": "moderate",
    "phonophobia": "moderate",
    "activity_aggravates": True,
    "avoids_activity": True,
    "took_medication": "no",
    "aura": [],
    "provoked_by": ["nothing"],
    "start_region": "temple",
    "regions": [{"region": "temple", "side": "right"}],
    "shoulder_arm_pain": "none",
}
TENSION = {
    "side": "both_equal",
    "quality": ["pressing"],
    "peak_intensity": 3,
    "nausea": "none",
    "vomiting": False,
    "photophobia": "none",
    "phonophobia": "none",
    "activity_aggravates": False,
    "avoids_activity": False,
    "took_medication": "no",
    "aura": [],
    "provoked_by": ["nothing"],
    "start_region": "forehead",
    "regions": [{"region": "forehead", "side": "both"}],
    "shoulder_arm_pain": "none",
}


def day(ago):
    """Return the local date so many days before TODAY."""
    return TODAY - dt.timedelta(days=ago)


def episode(start, hours=6.0, **answers):
    """Make the row of an episode; ``hours=None`` leaves it open; ``start`` a date is 10:00."""
    begun = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time(10))
    ended = None if hours is None else begun + dt.timedelta(hours=hours)
    cut = dt.timedelta(hours=4)
    last = begun if ended is None else ended
    return {
        "id": f"e{next(_numbers)}",
        "kind": "headache",
        "started_at": begun.replace(tzinfo=dt.UTC),
        "ended_at": ended and ended.replace(tzinfo=dt.UTC),
        "start_day": begun.date(),
        "start_hour": begun.hour + begun.minute / 60,
        "diary_day": (begun - cut).date(),
        "last_diary_day": None if answers.get("end_unknown") else (last - cut).date(),
    } | answers


def episode_days(row):
    """Cut an episode at midnight into its local days with minutes, as the Django side does."""
    begun, ended = row["started_at"], row["ended_at"]
    if ended is None:
        return [{"episode": row["id"], "day": row["start_day"], "minutes": None}]
    parts = []
    while begun < ended:
        midnight = dt.datetime.combine(begun.date() + dt.timedelta(days=1), dt.time(), dt.UTC)
        stop = min(midnight, ended)
        minutes = (stop - begun).total_seconds() / 60
        parts.append({"episode": row["id"], "day": begun.date(), "minutes": minutes})
        begun = stop
    return parts


def check_in(on, headache="no", painkillers="no", **answers):
    return {"date": on, "headache_today": headache, "painkillers_taken": painkillers} | answers


def dose(on, drug_class, **answers):
    """Make the row of a dose; the medication of a class has the class as its id."""
    taken = dt.datetime.combine(on, dt.time(11), dt.UTC)
    given = {"id": f"d{next(_numbers)}", "day": on, "taken_at": taken, "medication": drug_class}
    return given | answers


def clear_days(*agos, **answers):
    return [check_in(day(ago), **answers) for ago in agos]


def diary(episodes=(), check_ins=(), doses=(), readings=(), **others):
    """Gather the frames of a diary."""
    classes = sorted({one["medication"] for one in doses} - {None, "gone"})
    return frames.gather(
        episodes=list(episodes),
        episode_days=others.pop("parts", [part for row in episodes for part in episode_days(row)]),
        check_ins=list(check_ins),
        doses=list(doses),
        readings=list(readings),
        medications=[{"id": name, "drug_class": name} for name in classes],
        **others,
    )


def regular(answers, every=5, over=90, hours=6.0, **varied):
    """A diary of one kind of headache every few days, with a check-in on every day."""
    starts = range(1, over, every)
    episodes = [episode(day(ago), hours, **answers) for ago in starts]
    for name, values in varied.items():
        for row, value in zip(episodes, values, strict=False):
            row[name] = value
    check_ins = [check_in(day(ago), "yes" if ago in starts else "no") for ago in range(1, over + 1)]
    return diary(episodes, check_ins)
