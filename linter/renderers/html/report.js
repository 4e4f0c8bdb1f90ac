"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const form = one("filters");
  if (!form) return;

  root.classList.add("js");
  form.hidden = false;
  const posts = all("article.post").map((element) => ({
    element,
    outcome: element.dataset.outcome,
    account: element.dataset.account,
    words: null,
    findings: all("li.finding", element),
    marks: all("mark", element),
  }));
  const groups = all("section.group").map((element) => ({ element, posts: posts.filter((p) => element.contains(p.element)) }));
  const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  let shown = [];

  // ---- Filters -------------------------------------------------------------------------------------------------

  const wanted = (name) => new Set(all(`[name="${name}"]:checked`, form).map((box) => box.value));
  const isWhole = (name) => all(`[name="${name}"]`, form).every((box) => box.checked);
  const value = (name) => (form.elements[name] ? form.elements[name].value : "");

  function filter() {
    const outcomes = wanted("outcome");
    const severities = wanted("severity");
    const rule = value("rule");
    const account = value("account");
    const words = value("words").trim().toLowerCase().split(/\s+/).filter(Boolean);
    const silenced = Boolean(form.elements.silenced && form.elements.silenced.checked);
    // Without a choice among findings, posts in which nothing was found are shown too.
    const choosy = Boolean(rule) || !isWhole("severity");
    let count = 0;
    shown = [];
    root.classList.toggle("with-silenced", silenced);
    for (const post of posts) {
      const kept = post.findings.filter((finding) => {
        const quiet = finding.classList.contains("silenced");
        const fits =
          (!rule || finding.dataset.rule === rule) &&
          (quiet || isWhole("severity") || severities.has(finding.dataset.severity));
        finding.hidden = !fits;
        // On the screen the style hides what was silenced; on paper it is always there.
        return fits && (silenced || !quiet);
      });
      if (words.length && post.words === null) post.words = post.element.textContent.toLowerCase();
      const visible =
        outcomes.has(post.outcome) &&
        (!account || post.account === account) &&
        (!choosy || kept.length > 0) &&
        words.every((word) => post.words.includes(word));
      post.element.hidden = !visible;
      if (visible) {
        count += 1;
        shown.push(...kept);
      }
    }
    for (const group of groups) group.element.hidden = group.posts.every((post) => post.element.hidden);
    const everything = count === posts.length && !choosy;
    const said = everything
      ? `Showing all ${plural(count, "post")}.`
      : `Showing ${count} of ${plural(posts.length, "post")}, with ${plural(shown.length, "finding")}.`;
    one("status").textContent = count || everything ? said : "No post matches. Choose less, or show everything.";
    step(null);
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  form.addEventListener("reset", () => setTimeout(filter, 0));
  form.addEventListener("submit", (event) => event.preventDefault());

  // ---- One finding after another -----------------------------------------------------------------------------------

  const steps = one("steps");
  let current = null;

  function step(finding) {
    for (const element of all(".here")) element.classList.remove("here");
    current = finding;
    if (finding) {
      finding.classList.add("here");
      const number = finding.id.replace(/^p\d+f/, "");
      const post = finding.closest("article");
      for (const mark of all("mark", post)) mark.classList.toggle("here", mark.dataset.f.split(" ").includes(number));
    }
    if (!steps) return;
    one("step").textContent = finding
      ? `Finding ${shown.indexOf(finding) + 1} of ${shown.length}`
      : plural(shown.length, "finding");
    for (const id of ["previous", "next"]) one(id).disabled = shown.length === 0;
  }

  function go(direction) {
    if (!shown.length) return;
    let index = shown.indexOf(document.activeElement.closest("li.finding") || current);
    if (index < 0) {
      // Start from what is on the screen.
      index = shown.findIndex((finding) => finding.getBoundingClientRect().top >= 0);
      index = direction > 0 ? (index < 0 ? -1 : index - 1) : index < 0 ? 0 : index;
    }
    const finding = shown[(index + direction + shown.length) % shown.length];
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "center" });
    step(finding);
  }

  if (steps) {
    steps.hidden = false;
    one("next").addEventListener("click", () => go(1));
    one("previous").addEventListener("click", () => go(-1));
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !one("keys").checked) return;
      if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
      const direction = { n: 1, p: -1 }[event.key];
      if (!direction) return;
      event.preventDefault();
      go(direction);
    });
    document.addEventListener("focusin", (event) => {
      const finding = event.target.closest("li.finding");
      if (finding && finding !== current) step(finding);
    });
  }

  // A link to something that a filter hides shows everything again.
  function follow() {
    const target = location.hash && one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const silenced = target.classList.contains("silenced");
    if (silenced && form.elements.silenced && !form.elements.silenced.checked) {
      form.elements.silenced.checked = true;
      filter();
    }
    if (target.closest("[hidden]")) {
      form.reset();
      if (silenced) form.elements.silenced.checked = true;
      filter();
    }
    if (target.matches("li.finding")) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
    }
  }
  addEventListener("hashchange", follow);

  // In a long report why and clauses stand once, with the rule: they are shown beside a finding when asked for.
  for (const link of all(".more a")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const open = button.parentElement.nextElementSibling;
      if (open) open.remove();
      else button.parentElement.after(one(`rule-${link.dataset.rule}`).querySelector(".rule-text").cloneNode(true));
      button.setAttribute("aria-expanded", String(!open));
    });
    link.replaceWith(button);
  }

  filter();
  one("status").textContent = "";
  follow();
})();
