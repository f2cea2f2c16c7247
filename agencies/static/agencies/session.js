/* Presence in the admin: keys and touches are reported at most once a minute; before the session ends the person is
   asked; when it has ended the page stays as it is until the same person has signed in again. */
(() => {
  const words = JSON.parse(document.getElementById("session-words").textContent);
  const minute = 60000;
  let touched = false;
  let person = null;
  let ended = false;
  let endsAt = null;
  let box = null;

  const csrf = () => {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    const config = document.getElementById("wagtail-config");
    return field ? field.value : config ? JSON.parse(config.textContent).CSRF_TOKEN : "";
  };

  const renewTokens = (token) => {
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
    const config = document.getElementById("wagtail-config");
    if (config) {
      const values = JSON.parse(config.textContent);
      values.CSRF_TOKEN = token;
      config.textContent = JSON.stringify(values);
    }
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
  };

  const ask = async (url, method) => {
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    if (method === "POST") headers["X-CSRFToken"] = csrf();
    const answer = await fetch(url, { method, headers, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { signed_in: false };
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const close = () => {
    if (box) box.remove();
    box = null;
  };

  const show = (text, label, act) => {
    close();
    box = document.createElement("dialog");
    box.className = "session-box";
    box.setAttribute("aria-labelledby", "session-box-text");
    const paragraph = document.createElement("p");
    paragraph.id = "session-box-text";
    paragraph.textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    box.append(paragraph, button);
    box.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(box);
    box.showModal();
  };

  const take = (state) => {
    if (!state.signed_in) {
      if (person === null || ended) return;
      ended = true;
      show(words.ended, words.again, () => window.open(words.signIn, "_blank", "noopener"));
      return;
    }
    if (person === null) person = state.person;
    if (state.person !== person) {
      ended = true;
      show(words.other, words.again, () => window.open(words.signIn, "_blank", "noopener"));
      return;
    }
    if (ended) {
      ended = false;
      renewTokens(state.token);
      close();
    }
    endsAt = Date.now() + state.left * 1000;
  };

  const present = () => ask(words.presence, "POST").then(take).catch(() => {});
  const look = () => ask(words.state, "GET").then(take).catch(() => {});

  ["keydown", "pointerdown", "touchstart"].forEach((name) =>
    document.addEventListener(name, () => { touched = true; }, { passive: true, capture: true }),
  );
  window.addEventListener("focus", () => { if (ended) look(); });
  // For whoever knows sooner than the clock, such as a request that was refused.
  window.addEventListener("session-check", look);

  setInterval(() => {
    if (ended) return;
    if (touched && !box) {
      touched = false;
      present();
    }
  }, minute);

  setInterval(() => {
    if (endsAt === null || ended) return;
    const left = endsAt - Date.now();
    if (left <= 0) look();
    else if (left < 2 * minute && !box)
      // Another tab may have been at work meanwhile: ask before warning.
      ask(words.state, "GET").then((state) => {
        take(state);
        if (state.signed_in && state.left < 120)
          show(words.warning, words.goOn, () => { close(); present(); });
      }).catch(() => {});
  }, 5000);

  look();
})();
