/** What was typed at an item and is not with the server yet, kept on this device. */
import { type Contents, isContents } from "./homework_fields";

export interface Draft {
  readonly contents: Contents;
  /** The edition that was known when it was typed. */
  readonly edition: number;
}

/** Read what was kept; null when there is nothing. */
export function readDraft(name: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key(name)) ?? "null");
    if (typeof found !== "object" || found === null) return null;
    const { contents, edition } = found as Record<string, unknown>;
    return isContents(contents) && typeof edition === "number" ? { contents, edition } : null;
  } catch {
    return null;
  }
}

/** Keep this; null forgets it. False when this browser keeps nothing. */
export function keepDraft(name: string, draft: Draft | null): boolean {
  try {
    if (draft === null) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), JSON.stringify(draft));
    return true;
  } catch {
    // A browser that keeps nothing still lets people type.
    return false;
  }
}

function key(name: string): string {
  return `air-homework/${name}`;
}
