// Suggestions below a search box (a combobox with a list); without this file the box works the same.
const PAUSE = 120;
let waiting = null;
let asking = null;

function listOf(input) {
  const row = input.parentElement;
  const existing = row.querySelector("[role=listbox]");
  if (existing) return existing;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  row.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  return list;
}

function close(input) {
  clearTimeout(waiting);
  asking?.abort();
  const list = listOf(input);
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

async function ask(input) {
  asking?.abort();
  asking = new AbortController();
  const url = new URL(input.dataset.suggest, location.href);
  url.searchParams.set("q", input.value);
  try {
    const response = await fetch(url, { signal: asking.signal });
    if (!response.ok || document.activeElement !== input) return close(input);
    const list = listOf(input);
    list.innerHTML = await response.text();
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  } catch {
    // A newer question has taken the place of this one, or the network is away: the box works without a list.
  }
}

function move(input, step) {
  const options = [...listOf(input).children];
  if (!options.length) return;
  const places = options.length + 1; // one beyond the last is the box itself
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = ((now < 0 ? options.length : now) + step + places) % places;
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === next)));
  const chosen = options[next];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.dataset?.suggest) return;
  clearTimeout(waiting);
  if (input.value.trim()) waiting = setTimeout(() => ask(input), PAUSE);
  else close(input);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  // While kana are being converted, the keys belong to the input method.
  if (!input.dataset?.suggest || event.isComposing || listOf(input).hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(input);
  } else if (event.key === "Enter") {
    const chosen = listOf(input).querySelector("[aria-selected=true] a");
    if (!chosen) return close(input);
    event.preventDefault();
    chosen.click();
  }
});

document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (input.dataset?.suggest && !listOf(input).contains(event.relatedTarget)) close(input);
});

// A press on the list must not take the focus away before the click arrives.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".suggestions")) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const input = event.target.querySelector("[data-suggest]");
  if (input) close(input);
});
