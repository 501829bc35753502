"""How dates are written in Arabic."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j F Y"
DATETIME_FORMAT = r"j F Y H:i \u\t\c"
