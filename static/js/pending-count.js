/** Updates the number of pending comments in the header. */
const INTERVAL = 30_000; // milliseconds
const link = document.getElementById("queue-link");
let etag = "";

const update = async () => {
  if (document.hidden) return;
  try {
    const response = await fetch(link.dataset.url, { headers: etag ? { "If-None-Match": etag } : {} });
    if (response.status !== 200) return;
    etag = response.headers.get("ETag") ?? "";
    link.textContent = (await response.json()).text;
  } catch {
    // Try again next time.
  }
};

if (link) setInterval(update, INTERVAL);
