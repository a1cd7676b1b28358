/** What stands in the form of one item: read, compared, and filled in anew. */

export const NAMES = [
  "brought",
  "text",
  "document",
  "document_date",
  "document_address",
  "document_place",
  "confidential",
] as const;
export type Contents = Readonly<Record<(typeof NAMES)[number], string>>;

/** One item as the server keeps it. */
export interface Stored {
  readonly brought: string;
  readonly text: string;
  readonly document: string;
  readonly document_date: string;
  readonly document_address: string;
  readonly document_place: string;
  readonly confidential: boolean;
  readonly edition: number;
  /** The group did something with it: it cannot be changed here any more. */
  readonly judged: boolean;
}

/** What stands in the form now. */
export function contentsOf(form: HTMLFormElement): Contents {
  return record((name) => fieldsOf(form, name).find(({ type, checked }) => type !== "radio" || checked)?.value ?? "");
}

/** What the server keeps, as it would stand in the form. */
export function contentsIn(stored: Stored): Contents {
  return { ...record((name) => String(stored[name])), confidential: stored.confidential ? "1" : "0" };
}

/** These contents, as the server keeps them. */
export function storedAs(contents: Contents, edition: number): Stored {
  return { ...contents, confidential: contents.confidential === "1", edition, judged: false };
}

/** Whether two contents are alike; how lines end and what blanks are around it makes no difference. */
export function alike(one: Contents, other: Contents): boolean {
  return NAMES.every((name) => tidy(one[name]) === tidy(other[name]));
}

/** Put contents in the form. */
export function putIn(form: HTMLFormElement, contents: Contents): void {
  for (const name of NAMES) {
    for (const field of fieldsOf(form, name)) {
      // Nothing is chosen when the value is none of the choices.
      if (field.type === "radio") field.checked = field.value === contents[name];
      else field.value = contents[name];
    }
  }
  const filled = [contents.document, contents.document_date, contents.document_address, contents.document_place];
  const fold = form.querySelector("details");
  if (fold !== null && filled.some((each) => each !== "")) fold.open = true;
}

/** Both texts, one under the other; the rest as in `mine`, and of the other where that is empty. */
export function joined(mine: Contents, other: Contents): Contents {
  const rest = record((name) => mine[name] || other[name]);
  const text = [other.text, mine.text].map((each) => each.trim()).filter((each) => each !== "");
  return { ...rest, text: [...new Set(text)].join("\n\n") };
}

/** Whether this is what it says it is; anything may stand in the store of a browser. */
export function isContents(found: unknown): found is Contents {
  if (typeof found !== "object" || found === null) return false;
  const fields = found as Record<string, unknown>;
  return NAMES.every((name) => typeof fields[name] === "string");
}

function fieldsOf(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`[name=${name}]`)];
}

function record(value: (name: (typeof NAMES)[number]) => string): Contents {
  return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as unknown as Contents;
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}
