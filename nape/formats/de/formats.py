"""Days in German: the day is an ordinal number and has its point."""

SHORT_DATE_FORMAT = "j. M Y"
MONTH_DAY_FORMAT = "j. M"
