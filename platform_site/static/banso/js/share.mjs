// Print, copy the link, share: buttons appear only where the browser can do it.
// The page's own address, without the words by which it was found.
const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

function offer(box) {
  const status = box.querySelector("[role=status]");
  const [print, copy, send] = ["print", "copy-link", "send"].map((name) => box.querySelector(`[data-${name}]`));

  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      status.textContent = copy.dataset.done;
    });
  }
  if (send && navigator.share) {
    send.hidden = false;
    send.addEventListener("click", () => navigator.share({ title: document.title, url: address }).catch(() => {}));
  }
}

for (const box of document.querySelectorAll("[data-share]")) offer(box);
