// Watches an import and moves its bar; when it has come to an end, the page shows what became of it.
const box = document.querySelector("[data-progress]");
const bar = box.querySelector("progress");
const text = box.querySelector("#progress-text");
const offline = box.querySelector("[data-offline]");
const title = document.title;
const EVERY = 1000;
const EVERY_OFFLINE = 5000;

async function look() {
  let answer;
  try {
    answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" }, redirect: "manual" });
  } catch {
    offline.hidden = false; // a phone in a tunnel, or the server is being restarted
    setTimeout(look, EVERY_OFFLINE);
    return;
  }
  offline.hidden = true;
  if (answer.ok) show(await answer.json());
  else location.reload(); // logged out meanwhile, or no longer allowed: the page says it
}

function show(progress) {
  bar.max = progress.total || 1;
  bar.value = progress.done;
  document.title = `${progress.percent}% ${title}`;
  if (text.textContent !== progress.text) text.textContent = progress.text;
  if (progress.isAtWork) setTimeout(look, EVERY);
  else location.reload();
}

if (!("silent" in box.dataset)) setTimeout(look, EVERY);
