/** Updates the number of pending comments in the header. */
const PAUSE = 30_000; // milliseconds
const link = document.getElementById("queue-link");
let tag = "";

const update = async () => {
  if (document.hidden) return;
  try {
    const response = await fetch(link.dataset.url, { headers: tag ? { "If-None-Match": tag } : {} });
    if (response.status !== 200) return;
    tag = response.headers.get("ETag") ?? "";
    link.textContent = (await response.json()).text;
  } catch {
    // Try again next time.
  }
};

if (link) setInterval(update, PAUSE);
