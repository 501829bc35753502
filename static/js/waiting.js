/** How much waits, in the header of a page that stays open. */
const PAUSE = 30_000; // milliseconds
const link = document.getElementById("queue-link");
let tag = "";

const ask = async () => {
  if (document.hidden) return;
  try {
    const response = await fetch(link.dataset.ask, { headers: tag ? { "If-None-Match": tag } : {} });
    if (response.status !== 200) return;
    tag = response.headers.get("ETag") ?? "";
    link.textContent = (await response.json()).text;
  } catch {
    // The next time will tell.
  }
};

if (link) setInterval(ask, PAUSE);
