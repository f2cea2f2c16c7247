// Shows the citation of the provision whose label is touched, ready to be copied. Without it the label is a plain link.
const text = document.querySelector(".legal-text");
const pattern = document.getElementById("cite");
const KINDS = {
  dieu: "Điều", khoan: "khoản", diem: "điểm", chuong: "Chương", phan: "Phần", muc: "Mục", "tieu-muc": "Tiểu mục",
  "phu-luc": "Phụ lục",
};
let bar = null;

// The number as the label shows it: "đ)" is đ, "Điều 6." is 6.
const numberOf = (link) => link.textContent.replace(/^[^\d\s]+\s(?=\S)/, "").replace(/[\s.:)/]+$/, "");

function pieceName(anchor) {
  const link = text.querySelector(`a[href="#${CSS.escape(anchor)}"]`);
  const last = anchor.split(".").pop();
  const kind = Object.keys(KINDS).find((key) => last.startsWith(`${key}-`));
  if (!link) return "";
  if (kind) return `${KINDS[kind]} ${numberOf(link)}`;
  const words = link.textContent.trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Smallest first, as law is cited: điểm e khoản 2 Điều 6 Quy chế …
function citationOf(anchor) {
  const pieces = anchor.split(".");
  const names = pieces.map((_piece, place) => pieceName(pieces.slice(0, place + 1).join(".")));
  const attached = !Object.keys(KINDS).some((key) => pieces[0].startsWith(`${key}-`));
  const whole = attached ? `ban hành kèm theo ${text.dataset.citation}` : text.dataset.citation;
  return [...names.reverse().filter(Boolean), whole].join(" ");
}

function show(anchor) {
  bar?.remove();
  const place = document.getElementById(anchor);
  if (!place) return;
  bar = pattern.content.firstElementChild.cloneNode(true);
  bar.querySelector(".cite__words").textContent = citationOf(anchor);
  bar.dataset.anchor = anchor;
  const report = bar.querySelector(".cite__report");
  if (report) report.search = `?o=${anchor}`;
  const heading = place.matches("section") ? place.firstElementChild : place;
  heading.after(bar);
}

async function copy(button) {
  const here = new URL(location.href);
  here.hash = bar.dataset.anchor;
  const words = button.dataset.copy === "link" ? here.href : bar.querySelector(".cite__words").textContent;
  const done = bar.querySelector(".cite__done");
  try {
    await navigator.clipboard.writeText(words);
    done.textContent = done.dataset.done;
  } catch {
    // No clipboard without https: the words are selected, so that one can copy them.
    const field = bar.querySelector(".cite__words");
    field.textContent = words;
    getSelection().selectAllChildren(field);
  }
}

if (text && pattern) {
  text.addEventListener("click", (event) => {
    const button = event.target.closest(".cite__copy");
    if (button) return copy(button);
    const link = event.target.closest("a[href^='#']");
    const anchor = link && decodeURIComponent(link.hash.slice(1));
    const place = anchor && document.getElementById(anchor);
    if (place && place.contains(link)) show(anchor);
  });
}

// Beside the text, the line of the article that is being read.
const contents = document.querySelector(".toc__list");
if (text && contents && "IntersectionObserver" in window) {
  const lines = new Map([...contents.querySelectorAll("a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  let current = null;
  const watch = new IntersectionObserver((entries) => {
    const seen = entries.filter((entry) => entry.isIntersecting).pop();
    const line = seen && lines.get(seen.target.id);
    if (!line || line === current) return;
    current?.removeAttribute("aria-current");
    current = line;
    line.setAttribute("aria-current", "true");
    const fold = line.closest("details:not(.toc__toggle)");
    if (fold) fold.open = true;
    if (contents.parentElement.scrollHeight > contents.parentElement.clientHeight) {
      const box = contents.parentElement;
      const top = line.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (top < 40 || top > box.clientHeight - 60) box.scrollTop += top - box.clientHeight / 3;
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  text.querySelectorAll("section[id]").forEach((section) => watch.observe(section));
}
