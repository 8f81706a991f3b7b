// SPDX-FileCopyrightText: 2026 Balise contributors
// SPDX-License-Identifier: EUPL-1.2

// Shows the reply as it is written, rather than whole on another page. The same address, the same reply: without this
// file nothing is lost but the wait. Nothing is kept here either.
"use strict";
(() => {
  const form = document.querySelector("form[data-assistant]");
  const shown = document.querySelector("[data-reply]");
  if (!form || !shown || !window.ReadableStream) return;
  const [words, end, announced] = ["words", "end", "announced"].map((name) => shown.querySelector(`[data-${name}]`));
  const send = form.querySelector("[name=step]");
  const stop = form.querySelector("[data-stop]");

  const take = (line) => {
    const told = JSON.parse(line);
    if (told.piece) words.textContent += told.piece;
    if (!("end" in told)) return null;
    end.innerHTML = told.end;
    return told.failed ? "" : form.dataset.done;
  };

  const read = async (body) => {
    const [reader, decoder] = [body.getReader(), new TextDecoder()];
    let [rest, said] = ["", null];
    for (;;) {
      const { value, done } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
      rest = lines.pop();
      for (const line of lines) said = take(line) ?? said;
      if (done) return said;
    }
  };

  const ask = async (signal) => {
    const body = new FormData(form);
    body.set("step", "send");
    const headers = { Accept: "application/x-ndjson" };
    const reply = await fetch(location.pathname, { method: "POST", body, headers, signal, redirect: "error" });
    if (!reply.ok || !(reply.headers.get("Content-Type") || "").startsWith(headers.Accept)) return null;
    return read(reply.body);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    const leaving = new AbortController();
    stop.onclick = () => leaving.abort();
    [words.textContent, end.textContent, announced.textContent] = ["", "", form.dataset.waiting];
    [send.disabled, stop.hidden, shown.hidden] = [true, false, false];
    words.setAttribute("aria-busy", "true");
    shown.querySelector("h2").focus();
    const said = await ask(leaving.signal).catch(() => null);
    const lost = leaving.signal.aborted ? form.dataset.stopped : form.dataset.failed;
    announced.textContent = said ?? lost;
    words.removeAttribute("aria-busy");
    [send.disabled, stop.hidden] = [false, true];
  });
})();
