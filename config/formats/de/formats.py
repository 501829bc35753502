"""How dates are written in German."""

DATE_FORMAT = "j. F Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j. N"
SHORT_DATE_FORMAT = "j. N Y"
DATETIME_FORMAT = r"j. N Y H:i \u\t\c"
