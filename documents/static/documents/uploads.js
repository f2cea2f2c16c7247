/* The list of uploaded documents: files dragged in, sent one after the other, and how far their reading is. Without
   this script the form sends all files at once and a reload shows the state. */
(() => {
  const form = document.querySelector("[data-upload-form]");
  const news = document.querySelector("[data-upload-news]");
  const every = 3000;
  const ask = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };

  // -- the list ------------------------------------------------------------------------------------------------------
  const freshPage = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const swapRow = (fresh, id) => {
    const old = document.getElementById(id);
    const row = fresh.getElementById(id);
    if (!old || !row) return;
    const name = row.querySelector(".title-wrapper");
    const state = row.querySelector("[data-progress-text], .w-status");
    if (news && name && state) news.textContent = `${name.textContent.trim()}: ${state.textContent.trim()}`;
    old.replaceWith(document.importNode(row, true));
  };

  const look = async () => {
    const list = document.querySelector("[data-states]");
    const rows = [...document.querySelectorAll("[data-under-way]")];
    if (!list || !rows.length) return;
    const query = rows.map((row) => `id=${row.dataset.underWay}`).join("&");
    try {
      const answer = await fetch(`${list.dataset.states}?${query}`, { headers: ask, redirect: "manual" });
      if (!answer.ok) return; // signed out: the page of the session says so
      const found = (await answer.json()).rows;
      let fresh = null;
      for (const row of rows) {
        const now = found[row.dataset.underWay];
        if (now && now.under_way) {
          row.querySelector("[data-progress-text]").textContent = now.text;
          if (now.percent) row.querySelector("progress").value = now.percent;
        } else {
          fresh = fresh || (await freshPage());
          swapRow(fresh, row.id);
        }
      }
    } catch {
      return; // the next look is in three seconds
    }
  };
  setInterval(look, every);

  // -- sending -------------------------------------------------------------------------------------------------------
  if (!form) return;
  const status = form.querySelector("[data-upload-status]");
  const button = form.querySelector("button[type=submit]");
  const inputs = [...form.querySelectorAll("input[type=file]")];
  let busy = false;

  const say = (list, name, text, html) => {
    const item = document.createElement("li");
    const label = document.createElement("b");
    label.textContent = name;
    const words = document.createElement("span");
    if (html) words.innerHTML = text; // made by the server, escaped there
    else words.textContent = text;
    item.append(label, " – ", words);
    list.append(item);
  };

  const send = async (file) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("documents", file, file.name);
    const answer = await fetch(form.action, { method: "POST", body, headers: ask, redirect: "manual" });
    if (answer.status === 413) return { rows: [], problems: [form.dataset.tooLarge] };
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const sendAll = async (files) => {
    if (busy || !files.length) return;
    busy = true;
    button.disabled = true;
    const list = document.createElement("ul");
    list.className = "uploads-outcomes";
    const line = document.createElement("p");
    status.replaceChildren(line, list);
    let clean = true;
    for (const [index, file] of files.entries()) {
      line.textContent = form.dataset.working
        .replace("%(n)s", index + 1)
        .replace("%(all)s", files.length)
        .replace("%(name)s", file.name);
      try {
        const told = await send(file);
        told.problems.forEach((text) => say(list, file.name, text, false));
        told.rows.forEach((row) => say(list, row.name, row.said, true));
        clean = clean && !told.problems.length && told.rows.every((row) => row.is_new);
      } catch {
        clean = false;
        say(list, file.name, form.dataset.lost, false);
      }
    }
    busy = false;
    button.disabled = false;
    line.textContent = "";
    form.reset();
    if (clean) location.assign(form.action);
    else await showList();
  };

  const showList = async () => {
    const fresh = await freshPage();
    const list = fresh.querySelector("[data-upload-news] + *"); // the table, or that there is no file yet; the outcomes above stay for the clerk
    if (news && list) news.nextElementSibling.replaceWith(document.importNode(list, true));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll(inputs.flatMap((input) => [...input.files]));
  });

  // -- dragging ------------------------------------------------------------------------------------------------------
  const hint = document.createElement("p");
  hint.className = "help";
  hint.textContent = form.dataset.drop;
  form.querySelector(".uploads-choices").after(hint);
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-target");
  });
  form.addEventListener("dragleave", () => form.classList.remove("is-target"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-target");
    sendAll([...event.dataTransfer.files]);
  });
})();
