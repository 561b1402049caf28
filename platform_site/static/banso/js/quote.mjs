// A turning point with its title and address, ready to be pasted; the buttons appear only where the browser can copy.
function quotation(box) {
  const link = box.querySelector("[data-source]");
  return `${box.querySelector("[data-quoted]").textContent.trim()}\n— ${link.textContent.trim()}\n${link.href}`;
}

async function copy(button) {
  await navigator.clipboard.writeText(quotation(button.closest("[data-quote]")));
  const label = button.querySelector("span");
  const { done } = button.dataset;
  const before = label.textContent;
  if (before === done) return;
  label.textContent = done;
  document.getElementById("turning-points-status").textContent = done;
  setTimeout(() => (label.textContent = before), 3000);
}

if (navigator.clipboard) {
  document.documentElement.dataset.copies = "";
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy-quote]");
    if (button) copy(button);
  });
}
