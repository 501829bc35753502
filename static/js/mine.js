/** Puts what may be done with one's own comments beside them, and the news where they are news. */

for (const row of document.querySelectorAll("#mine li[data-number]")) {
  const comment = row.dataset.number && document.getElementById(`c${row.dataset.number}`);
  if (!comment) continue;
  comment.classList.add("own");
  const actions = row.querySelector(".own-actions");
  if (actions?.querySelector("a")) comment.querySelector(".comment-foot").prepend(actions.cloneNode(true));
}

const news = document.getElementById("sent");
const told = news?.dataset.number && document.getElementById(`c${news.dataset.number}`);
if (told) told.querySelector(".comment-head").after(news);
