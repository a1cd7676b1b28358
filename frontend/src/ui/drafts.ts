/** Keeps what is typed in a form through a reload, until it is sent or the tab is closed. */

/** Fill the form with what was typed before and keep what is typed from now on. */
export function keepDraft(form: HTMLFormElement, name: string): void {
  restore(form, read(name));
  form.addEventListener("input", () => {
    const values = Object.fromEntries(
      [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
    write(name, JSON.stringify(values));
  });
}

/** Whether something typed earlier is kept under this name. */
export function isDrafted(name: string): boolean {
  return Object.keys(read(name)).length > 0;
}

/** Forget a draft: it was sent. */
export function dropDraft(name: string): void {
  write(name, null);
}

function restore(form: HTMLFormElement, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (typeof value !== "string" || field === null || !("value" in field)) continue;
    // Of a tick the value is written down only when it is set.
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
}

function read(name: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(name)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), value);
  } catch {
    // A browser that keeps nothing still lets people type.
  }
}

function key(name: string): string {
  return `air-draft/${name}`;
}
