/** A name for something that is about to be sent: sent twice under one key, it is kept once. */

/** 32 hexadecimal signs that nobody used before. Works without https too. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}
