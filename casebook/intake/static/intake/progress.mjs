// Watches an import and moves its bar; when it has come to an end, the page shows what became of it.
const box = document.querySelector("[data-progress]");
const bar = box.querySelector("progress");
const text = box.querySelector("#progress-text");
const EVERY = 1000;

async function look() {
  const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
  const progress = await answer.json();
  bar.max = progress.total || 1;
  bar.value = progress.done;
  if (text.textContent !== progress.text) text.textContent = progress.text;
  if (progress.isAtWork) setTimeout(look, EVERY);
  else location.reload();
}

if (!document.querySelector(".intake-progress .help-warning")) setTimeout(look, EVERY);
