// Small courtesies of the live library; without this file it works the same.
const phone = window.matchMedia("(width < 64rem)");

// Addresses stay short: an empty keyword is not sent.
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  if (parameters.get?.("q") === "") parameters.delete("q");
});

// What was ticked stays under the finger, whatever comes or goes above it.
let held = null;

document.addEventListener("htmx:beforeSwap", () => {
  const { id } = document.activeElement;
  held = id ? { id, top: document.activeElement.getBoundingClientRect().top } : null;
});

document.addEventListener("htmx:afterSwap", () => {
  const again = held && document.getElementById(held.id);
  if (again) window.scrollBy({ top: again.getBoundingClientRect().top - held.top, behavior: "instant" });
});

// Whoever followed a link that is gone now stands at the results; a new page of them starts at its top.
document.addEventListener("htmx:afterSettle", (event) => {
  const source = event.detail.requestConfig?.elt;
  if (document.activeElement === document.body) {
    document.getElementById("library-results")?.focus({ preventScroll: true });
  }
  if (source?.closest?.(".pagination")) document.querySelector(".library__bar")?.scrollIntoView();
});

// On phones the list has followed every tick: the button at the foot of the filters closes them and leads to it.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-shows]");
  if (!button || !phone.matches) return;
  event.preventDefault();
  button.closest("details").open = false;
  document.querySelector(".library__bar")?.scrollIntoView();
  document.getElementById(button.dataset.shows)?.focus({ preventScroll: true });
});

// The search link of the header leads into the keyword field.
if (location.hash === "#library-q") document.getElementById("library-q")?.focus();
