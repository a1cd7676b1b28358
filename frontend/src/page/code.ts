/** Codes are typed in groups of four: the dashes come by themselves. */

/** Group the signs of every `input[data-code]` while somebody types at its end. */
export function groupCodes(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-code]")) {
    const size = Number(input.dataset.code);
    input.addEventListener("input", (event) => {
      const deleting = event instanceof InputEvent && event.inputType.startsWith("delete");
      if (!deleting && input.selectionStart === input.value.length) {
        input.value = grouped(input.value, size);
      }
    });
    input.addEventListener("change", () => (input.value = grouped(input.value, size)));
  }
}

/** `k7mp q4` with groups of 4 becomes `K7MP-Q4`. */
export function grouped(typed: string, size: number): string {
  const signs = typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  return (signs.match(new RegExp(`.{1,${String(size)}}`, "gu")) ?? []).join("-");
}
