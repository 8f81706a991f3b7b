// SPDX-FileCopyrightText: 2026 Balise contributors
// SPDX-License-Identifier: EUPL-1.2

// While somebody fills in a page, asks what the answers would come to, and which questions they bring or make idle.
// Nothing is stored, and nothing is lost without this file: the page says the same once saved.
"use strict";
(() => {
  const form = document.querySelector("form[data-preview]");
  if (!form) return;
  const list = form.querySelector("[data-questions]");
  let turn = 0;

  const use = (question, wanted) => {
    question.hidden = !wanted;
    for (const control of question.querySelectorAll("input, select, textarea")) control.disabled = !wanted;
  };

  const place = (wanted) => {
    const here = new Map([...list.querySelectorAll("[data-question]")].map((each) => [each.dataset.question, each]));
    const names = new Set(wanted.map((each) => each.dataset.question));
    for (const [name, question] of here) use(question, names.has(name));
    let last = null;
    for (const question of wanted) {
      let present = here.get(question.dataset.question);
      if (!present) {
        present = document.importNode(question, true);
        if (last) last.after(present);
        else list.prepend(present);
      }
      last = present;
    }
  };

  form.addEventListener("change", async () => {
    const mine = ++turn;
    const reply = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!reply || !reply.ok || reply.redirected || mine !== turn) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (mine !== turn) return;
    place([...page.querySelectorAll("[data-question]")]);
    document.querySelector("[data-pre-verdict]").innerHTML = page.querySelector("[data-pre-verdict]").innerHTML;
    form.querySelector("[data-announced]").textContent = page.querySelector("[data-announce]").textContent;
  });
})();
