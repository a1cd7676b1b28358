/** The tick list of questions: how many are chosen, in all and per theme, and all or none at once. */

/** Bring every `[data-pick]` list to life. */
export function countPicks(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-pick]")) {
    for (const buttons of list.querySelectorAll<HTMLElement>("[data-pick-buttons]")) buttons.hidden = false;
    list.addEventListener("change", () => {
      count(list);
    });
    list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-pick-all],[data-pick-none]");
      if (button === null) return;
      const within = button.closest<HTMLElement>("[data-pick-theme]") ?? list;
      for (const box of boxes(within)) box.checked = "pickAll" in button.dataset;
      count(list);
    });
    count(list);
  }
}

function count(list: HTMLElement): void {
  const all = boxes(list);
  say(list.querySelector("[data-pick-count]"), chosenOf(all, gettext("%(chosen)s of the %(all)s questions")));
  for (const theme of list.querySelectorAll<HTMLElement>("[data-pick-theme]")) {
    const words = chosenOf(boxes(theme), gettext("%(chosen)s of %(all)s"));
    say(theme.querySelector("[data-pick-theme-count]"), words);
  }
}

function chosenOf(all: readonly HTMLInputElement[], words: string): string {
  const chosen = all.filter((box) => box.checked).length;
  return interpolate(words, { chosen, all: all.length }, true);
}

function say(element: Element | null, words: string): void {
  if (element !== null && element.textContent !== words) element.textContent = words;
}

function boxes(within: ParentNode): HTMLInputElement[] {
  return [...within.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
}
