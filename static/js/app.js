// Everything works without this file. It saves drafts, moves rows, guards against leaving and sending twice.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const now = () => new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  const posts = all('form[method="post" i]');

  // Errors speak in the page's own words, not in the browser's.
  posts.forEach((form) => { form.noValidate = true; });

  // The list of errors takes focus and brings the eye to the field.
  const errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();

  // An open menu closes by Esc and by a click elsewhere.
  const menus = all(".top details");
  const shut = (except) => menus.forEach((menu) => { if (menu !== except && !menu.contains(except)) menu.open = false; });
  document.addEventListener("click", (event) => shut(event.target.closest(".top details")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  // Nothing is sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // after the skip link the address ends with #main: the next page would scroll there and take the focus from its errors
    if (location.hash && !form.getAttribute("action")) form.setAttribute("action", location.pathname + location.search);
    const button = event.submitter;
    if (button && button.classList.contains("btn")) {
      // after the browser has read the form, so that the button's own name and value go with it
      setTimeout(() => { button.dataset.text = button.innerHTML; button.textContent = "Отправляем…"; button.setAttribute("aria-disabled", "true"); });
    }
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("[data-sent]").forEach((form) => { delete form.dataset.sent; });
    all("[data-text]").forEach((button) => { button.innerHTML = button.dataset.text; button.removeAttribute("aria-disabled"); });
  });

  // Drafts save themselves two seconds after a pause; what is not saved is guarded.
  const snapshot = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  const guarded = posts.filter((form) => Element.prototype.matches.call(form, "[data-autosave], [data-guard]"));
  const kept = new Map(guarded.map((form) => [form, snapshot(form)]));
  const dirty = (form) => !form.dataset.sent && kept.get(form) !== snapshot(form);
  addEventListener("beforeunload", (event) => { if (guarded.some(dirty)) event.preventDefault(); });

  const say = (text, bad) => all("[data-saved]").forEach((place) => { place.textContent = text; place.classList.toggle("bad", !!bad); });
  const save = async (form) => {
    if (!dirty(form)) return;
    if (form.dataset.saving) { later(form); return; }
    const state = snapshot(form);
    form.dataset.saving = "1";
    try {
      const body = new FormData(form);
      body.append("autosave", "1");
      const answer = await fetch(form.dataset.autosave || form.action, { method: "POST", body, headers: { Accept: "application/json", "X-Requested-With": "autosave" } });
      const json = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {};
      if (answer.ok && !json.conflict) {
        kept.set(form, state);
        Object.entries(json.fields || {}).forEach(([name, value]) => {
          const field = form.elements[name];
          if (field) field.value = value;
        });
        if (json.fields) kept.set(form, kept.get(form) === state ? merged(state, json.fields) : state);
        say(json.message || `Сохранено в ${now()}`);
      } else say(json.message || "Не удалось сохранить. Текст цел: сохраните страницу кнопкой.", true);
    } catch { say("Нет связи, пока не сохранено. Текст цел, попробуем ещё раз.", true); later(form, 15000); }
    delete form.dataset.saving;
  };
  const merged = (state, fields) => { const values = new URLSearchParams(state); Object.entries(fields).forEach(([name, value]) => values.set(name, value)); return values.toString(); };
  const timers = new Map();
  const later = (form, pause = 2000) => { clearTimeout(timers.get(form)); timers.set(form, setTimeout(() => save(form), pause)); };
  all("form[data-autosave]").forEach((form) => form.addEventListener("input", () => later(form)));

  // A name typed among many people is looked up before the form is sent; without this the form's own answer tells who was found.
  const look = async (box, go) => {
    const form = box.closest("form"), name = box.dataset.finder, body = new FormData(form);
    [...body].forEach(([key, value]) => { if (typeof value !== "string") body.delete(key); });
    body.append("look", name);
    const words = new URLSearchParams(body), asks = form.method === "get";
    const url = asks ? `${location.pathname}?${words}` : form.getAttribute("action") || location.href;
    const answer = await fetch(url, asks ? {} : { method: "POST", body: words });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(`[data-finder="${CSS.escape(name)}"]`), held = document.activeElement.id;
    if (!fresh || !box.isConnected || form.dataset.sent) return;
    const inside = box.contains(document.activeElement), line = fresh.querySelector('input[type="text"]');
    line.removeAttribute("aria-invalid"); // the rest of the page has no such error
    line.removeAttribute("aria-describedby");
    box.replaceWith(fresh);
    if (!go && !inside) return;
    const target = go ? fresh.querySelector("input:checked:not([value=''])") || fresh.querySelector("input:not([value=''])") : document.getElementById(held);
    if (target) target.focus();
  };
  const typed = (event) => event.target.closest && event.target.matches('[data-finder] input[type="text"]') && event.target.value.trim() && event.target.closest("[data-finder]");
  document.addEventListener("change", (event) => { const box = typed(event); if (box) look(box, false).catch(() => {}); });
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Enter" && typed(event);
    if (box) { event.preventDefault(); look(box, true).catch(() => box.closest("form").requestSubmit()); }
  });

  // Rows of fields: add, copy, move, remove and return; every act is said aloud.
  all("[data-formset]").forEach((box) => {
    const prefix = box.dataset.formset, word = box.dataset.row, body = box.querySelector("tbody");
    const total = box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`), blank = box.querySelector("template[data-blank]");
    const speak = (text) => { box.querySelector("[data-says]").textContent = text; };
    const rows = () => all("[data-form]:not([hidden])", body);
    const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
    const changed = () => body.dispatchEvent(new Event("input", { bubbles: true }));
    const dress = (root) => { all("[data-js]", root).forEach((node) => { node.hidden = false; }); all("[data-nojs]", root).forEach((node) => { node.hidden = true; }); };
    const renumber = () => rows().forEach((row, index) => {
      all("[data-n]", row).forEach((place) => { place.textContent = index + 1; });
      const order = field(row, "ORDER");
      if (order) order.value = index + 1;
    });
    const enter = (row) => all("select, textarea, input", row).find((node) => node.type !== "hidden" && !node.closest("[data-nojs]")).focus();
    const full = () => +total.value >= +(box.querySelector(`[name="${prefix}-MAX_NUM_FORMS"]`) || { value: 1000 }).value;
    const add = (after) => {
      const holder = document.createElement("tbody");
      holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
      total.value = +total.value + 1;
      const row = holder.firstElementChild;
      dress(row);
      if (after) after.after(row); else body.append(row);
      renumber();
      return row;
    };
    const place = (row) => rows().indexOf(row) + 1;
    const acts = {
      up: (row) => { const other = rows()[place(row) - 2]; if (other) other.before(row); },
      down: (row) => { const other = rows()[place(row)]; if (other) other.after(row); },
      copy: (row) => {
        const twin = add(row);
        all("[name]", twin).forEach((target) => {
          const name = target.name.replace(/^.*-\d+-/, "");
          const source = field(row, name);
          if (source && target.type !== "hidden" && !["ORDER", "DELETE", "COPY"].includes(name)) {
            if (/checkbox|radio/.test(target.type)) target.checked = source.checked; else target.value = source.value;
          }
        });
        enter(twin);
        speak(`Скопировано: ${word} ${place(twin)}`);
      },
      remove: (row) => {
        const number = place(row), tick = field(row, "DELETE");
        tick.checked = true;
        row.hidden = true;
        const gone = document.createElement("tr");
        gone.className = "gone";
        gone.innerHTML = `<td colspan="99">${word} ${number}: убрано до сохранения. <button type="button" class="btn btn-text">Вернуть</button></td>`;
        row.after(gone);
        gone.querySelector("button").onclick = () => {
          tick.checked = false;
          row.hidden = false;
          gone.remove();
          renumber();
          row.querySelector('[data-act="remove"]').focus();
          speak(`Возвращено: ${word} ${place(row)}`);
          changed();
        };
        gone.querySelector("button").focus();
        speak(`Убрано: ${word} ${number}. Можно вернуть`);
      },
    };
    dress(box);
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act], [data-add]");
      if (!button) return;
      if (button.matches('[data-add], [data-act="copy"]') && full()) { speak("Больше строк добавить нельзя"); return; }
      if (button.matches("[data-add]")) {
        const row = add();
        enter(row);
        speak(`Добавлено: ${word} ${place(row)}`);
      } else {
        const act = button.dataset.act, row = button.closest("[data-form]");
        acts[act](row);
        renumber();
        if (act === "up" || act === "down") {
          button.focus();
          speak(`${word} теперь ${place(row)} из ${rows().length}`);
        }
      }
      changed();
    });
    const add_button = box.querySelector("[data-add]");
    if (add_button) add_button.hidden = false;
  });

  // Rows with «Выше» and «Ниже» may be dragged instead: dropping one presses the same button with the new place.
  all("[data-drag]").forEach((box) => {
    let held = null;
    const rows = () => all("tbody tr", box);
    rows().forEach((row) => { row.draggable = rows().length > 1; });
    box.addEventListener("dragstart", (event) => { held = event.target.closest("tr"); });
    box.addEventListener("dragover", (event) => { if (held) event.preventDefault(); });
    box.addEventListener("drop", (event) => {
      const over = event.target.closest("tbody tr"), button = held && held.querySelector('[name="place"]');
      event.preventDefault();
      if (button && over && over !== held) { button.value = rows().indexOf(over) + 1; button.form.requestSubmit(button); }
      held = null;
    });
  });

  // Focus is never under the sticky bar.
  const bar = document.querySelector("[data-bar]");
  if (bar && "ResizeObserver" in window) {
    new ResizeObserver(() => { document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + 28}px`; }).observe(bar);
  }

  // Tables behind charts are printed open.
  addEventListener("beforeprint", () => all(".chart-ways details").forEach((details) => { details.open = true; }));
})();
