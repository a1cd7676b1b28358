import assert from "node:assert/strict";
import { test } from "node:test";

import { showProgress } from "../../src/page/progress";

function card(): HTMLElement {
  document.body.innerHTML = `
    <div data-pdf="concept" data-pdf-state="waiting">
      <p data-pdf-words>Next</p><progress max="12" value="0" data-pdf-bar></progress><p data-pdf-pending></p>
    </div>
    <a data-pdf-made="concept" hidden></a><a data-pdf-made="final" hidden></a>`;
  return document.querySelector("[data-pdf]") as HTMLElement;
}

test("while it is made the bar moves and the words follow", () => {
  const shown = card();
  showProgress(shown, { state: "making", step: 4, steps: 12, words: "Step 4 of 12" });
  const bar = shown.querySelector("progress") as HTMLProgressElement;
  assert.deepEqual(
    [bar.value, shown.querySelector("[data-pdf-words]")?.textContent, shown.dataset.pdfState],
    [4, "Step 4 of 12", "making"],
  );
});

test("once it is made the bar goes and only its own button comes", () => {
  const shown = card();
  showProgress(shown, { state: "made", step: 12, steps: 12, words: "Ready" });
  const hidden = [...document.querySelectorAll<HTMLElement>("[data-pdf-made]")].map((link) => link.hidden);
  assert.deepEqual([shown.querySelector("progress"), hidden], [null, [false, true]]);
});
