/* The screen to confirm: a field that is entered shows where it was read; a place that is clicked leads to its field.
   Without this script the links beside the fields do the same. */
(() => {
  const places = new Map();
  document.querySelectorAll("[data-place-of]").forEach((link) => {
    const mark = document.getElementById(link.hash.slice(1));
    if (mark) places.set(link.dataset.placeOf, mark);
  });
  let current = null;

  const show = (mark) => {
    if (current) current.classList.remove("is-current");
    current = mark;
    mark.classList.add("is-current");
    const pane = mark.closest(".upload-pane");
    const away = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += away - pane.clientHeight / 3;
  };

  document.addEventListener("focusin", (event) => {
    const mark = places.get(event.target.id);
    if (mark) show(mark);
  });
  document.querySelectorAll(".upload-confirm a[href^='#cho-']").forEach((link) =>
    link.addEventListener("click", (event) => {
      const mark = document.getElementById(link.hash.slice(1));
      if (!mark) return;
      event.preventDefault();
      show(mark);
      mark.focus({ preventScroll: true });
      mark.scrollIntoView({ block: "nearest" });
    }),
  );
  for (const [id, mark] of places) {
    mark.addEventListener("click", () => document.getElementById(id)?.focus());
  }

  // The picture beside the text follows the page that is read.
  const frame = document.querySelector(".upload-picture");
  const pane = document.querySelector(".upload-pane");
  if (!frame || !pane) return;
  const heads = [...pane.querySelectorAll(".upload-page a")];
  let waiting = 0;
  let shown = frame.src;
  pane.addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const top = pane.getBoundingClientRect().top + pane.clientHeight / 2;
      const above = heads.filter((head) => head.getBoundingClientRect().top <= top);
      const head = above[above.length - 1];
      if (head && head.href !== shown) {
        shown = head.href;
        frame.contentWindow.location.replace(shown);
      }
    }, 400);
  });
})();
