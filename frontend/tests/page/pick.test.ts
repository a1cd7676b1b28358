import assert from "node:assert/strict";
import { test } from "node:test";

import { countPicks } from "../../src/page/pick";

function list(): HTMLElement {
  document.body.innerHTML = `
    <fieldset data-pick><span data-pick-count></span>
      <span data-pick-buttons hidden><button type="button" data-pick-none></button></span>
      <details data-pick-theme><summary><span data-pick-theme-count></span></summary>
        <button type="button" data-pick-none></button><button type="button" data-pick-all></button>
        <input type="checkbox" checked><input type="checkbox" checked></details>
      <details data-pick-theme><summary><span data-pick-theme-count></span></summary>
        <input type="checkbox" checked></details>
    </fieldset>`;
  countPicks();
  return document.querySelector("fieldset") as HTMLElement;
}

function counts(within: HTMLElement): (string | null)[] {
  return [...within.querySelectorAll("[data-pick-count],[data-pick-theme-count]")].map(
    (element) => element.textContent,
  );
}

test("the counts are there from the start", () => {
  assert.deepEqual(counts(list()), ["3 of the 3 questions", "2 of 2", "1 of 1"]);
});

test("one tick less is counted at once", () => {
  const within = list();
  const box = within.querySelector("input") as HTMLInputElement;
  box.checked = false;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  assert.deepEqual(counts(within), ["2 of the 3 questions", "1 of 2", "1 of 1"]);
});

test("none of a theme leaves the other themes alone", () => {
  const within = list();
  within.querySelector<HTMLElement>("details [data-pick-none]")?.click();
  assert.deepEqual(counts(within), ["1 of the 3 questions", "0 of 2", "1 of 1"]);
});

test("none of all unticks every theme", () => {
  const within = list();
  within.querySelector<HTMLElement>("span [data-pick-none]")?.click();
  assert.deepEqual(counts(within), ["0 of the 3 questions", "0 of 2", "0 of 1"]);
});

test("buttons that need a script appear with it", () => {
  assert.equal(list().querySelector<HTMLElement>("[data-pick-buttons]")?.hidden, false);
});
