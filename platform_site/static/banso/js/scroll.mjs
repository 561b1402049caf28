// A table that scrolls sideways can be reached by keyboard; one that fits is no stop on the way.
function judge(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const watcher = new ResizeObserver((entries) => entries.forEach((entry) => judge(entry.target)));
for (const box of document.querySelectorAll(".table-scroll")) watcher.observe(box);
