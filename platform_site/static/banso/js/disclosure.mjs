// Filters start closed on phones; what the reader opened stays open when htmx renews the page part.
const wide = window.matchMedia("(min-width: 64rem)");

function closeOnPhones(root) {
  if (wide.matches) return;
  for (const details of root.querySelectorAll("[data-closed-on-phones]")) details.open = false;
}

let remembered = new Map();

document.addEventListener("htmx:beforeSwap", (event) => {
  const all = event.detail.target.querySelectorAll("details[id]");
  remembered = new Map([...all].map((details) => [details.id, details.open]));
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, open] of remembered) {
    const details = document.getElementById(id);
    if (details) details.open = open;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Paper shows everything.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
});

closeOnPhones(document);
