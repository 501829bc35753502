DATE_FORMAT = "F j, Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "M j"
SHORT_DATE_FORMAT = "M j Y"
# A byline as people paste it: "Posted by: jfl | Dec 14 2016 15:07 UTC | 101".
DATETIME_FORMAT = "M j Y H:i T"
