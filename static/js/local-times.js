/**
 * Shows times in the reader's time zone as tooltips. The text of the page, which has the site's time
 * zone, stays as it is, so that nothing moves.
 */

const format = new Intl.DateTimeFormat(document.documentElement.lang, {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});

// A listener on the document also covers comments that are added later.
document.addEventListener("pointerover", ({ target }) => {
  const time = target.closest?.("time[datetime]");
  if (time && !time.title) {
    time.title = format.format(new Date(time.dateTime));
  }
});
