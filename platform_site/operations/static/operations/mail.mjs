// The frame is as tall as the mail in it, so that nothing of it is cut off.
function fit(frame) {
  const mail = frame.contentDocument?.documentElement;
  if (mail) frame.style.height = `${mail.scrollHeight + 2}px`;
}

for (const frame of document.querySelectorAll("[data-mail]")) {
  frame.addEventListener("load", () => fit(frame));
  new ResizeObserver(() => fit(frame)).observe(frame.parentElement);
  fit(frame);
}
