// Small courtesies of the live library; without this file it works the same.

// Addresses stay short: an empty keyword is not sent.
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  if (parameters.get?.("q") === "") parameters.delete("q");
});

// A new page of results starts at its top, for the eye and for the keyboard.
document.addEventListener("htmx:afterSettle", (event) => {
  const source = event.detail.requestConfig?.elt;
  if (!source?.closest?.(".pagination")) return;
  const results = document.getElementById("library-results");
  results?.focus({ preventScroll: true });
  document.getElementById("library")?.firstElementChild?.scrollIntoView();
});

// The search link of the header leads into the keyword field.
if (location.hash === "#library-q") document.getElementById("library-q")?.focus();
