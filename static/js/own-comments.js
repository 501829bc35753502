/** Moves the actions for the reader's own comments, and the notice of a new one, to the comments. */

for (const row of document.querySelectorAll("#own-comments li[data-number]")) {
  const comment = row.dataset.number && document.getElementById(`c${row.dataset.number}`);
  if (!comment) continue;
  comment.classList.add("own-comment");
  const actions = row.querySelector(".own-actions");
  if (actions?.querySelector("a")) comment.querySelector(".comment-foot").prepend(actions.cloneNode(true));
}

const notice = document.getElementById("post-notice");
const posted = notice?.dataset.number && document.getElementById(`c${notice.dataset.number}`);
if (posted) posted.querySelector(".comment-head").after(notice);
