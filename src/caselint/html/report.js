"use strict";
(function () {
  const form = document.getElementById("filter");
  if (!form) return;
  const shown = document.getElementById("shown");
  const findings = Array.from(document.querySelectorAll(".finding"));
  const groups = Array.from(document.querySelectorAll(".group"));
  const total = findings.filter((finding) => finding.id).length;
  const words = new Map();

  function textOf(finding) {
    if (!words.has(finding)) {
      const page = finding.closest(".page");
      const path = page ? page.querySelector("summary .path").textContent : "";
      words.set(finding, (path + " " + finding.textContent).toLowerCase());
    }
    return words.get(finding);
  }

  function apply() {
    const text = form.elements.text.value.trim().toLowerCase();
    const rule = form.elements.rule.value;
    const boxes = Array.from(form.querySelectorAll("input[name=severity]"));
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const finding of findings) {
      const fits =
        (!rule || finding.dataset.rule === rule) &&
        severities.has(finding.dataset.severity) &&
        (!text || textOf(finding).includes(text));
      finding.hidden = !fits;
      if (fits && finding.id) count += 1;
    }
    for (const group of groups) {
      const inside = Array.from(group.querySelectorAll(".finding")).filter((finding) => !finding.hidden);
      group.hidden = inside.length === 0;
      const number = group.querySelector("summary .count");
      if (number && !number.closest(".side")) number.textContent = inside.length.toLocaleString("en");
    }
    shown.textContent = "Showing " + count.toLocaleString("en") + " of " + total.toLocaleString("en") + ".";
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  form.hidden = false;
  apply();
})();
