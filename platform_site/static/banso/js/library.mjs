// Small courtesies of the live library; without this file it works the same.

// Addresses stay short: an empty keyword is not sent.
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  if (parameters.get?.("q") === "") parameters.delete("q");
});

// Whoever followed a link that is gone now stands at the results; a new page of them starts at its top.
document.addEventListener("htmx:afterSettle", (event) => {
  const source = event.detail.requestConfig?.elt;
  if (document.activeElement === document.body) {
    document.getElementById("library-results")?.focus({ preventScroll: true });
  }
  if (source?.closest?.(".pagination")) document.querySelector(".library__bar")?.scrollIntoView();
});

// The search link of the header leads into the keyword field.
if (location.hash === "#library-q") document.getElementById("library-q")?.focus();
