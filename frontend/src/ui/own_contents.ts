/** What somebody writes alone at a question, and what of it is new. Pure. */
import type { OwnInput } from "../live/slices";

export type Contents = Pick<OwnInput, "text" | "unnamed" | "dont_know" | "look_into">;

export const TICKS = ["unnamed", "dont_know", "look_into"] as const;
export type Tick = (typeof TICKS)[number];
const WORD = /[\p{L}\p{N}]/u;
/** What may follow a word: an end, with or without a full stop; "1" goes on in "1,5". */
const ENDS_A_WORD = /^[^\p{L}\p{N}\s]*(\s|$)/u;

/** The most signs the session takes. */
export const LONGEST = 2000;

export const NOTHING: Contents = { text: "", unnamed: false, dont_know: false, look_into: false };

/** Whether these say the same; the session cleans blanks at the ends. */
export function same(one: Contents, other: Contents): boolean {
  return (
    clean(one.text) === clean(other.text) &&
    one.unnamed === other.unnamed &&
    one.dont_know === other.dont_know &&
    one.look_into === other.look_into
  );
}

/** Whether `sent` has a tick that `known` has not. */
export function newTicks(sent: Contents, known: Contents): boolean {
  return TICKS.some((name) => sent[name] && !known[name]);
}

/** These contents with every tick of the other as well. */
export function withTicks(contents: Contents, other: Contents): Contents {
  const ticks = TICKS.map((name) => [name, contents[name] || other[name]]);
  return { ...contents, ...(Object.fromEntries(ticks) as Record<Tick, boolean>) };
}

/** Only the fields of the contents, of anything that has them. */
export function contentsOf({ text, unnamed, dont_know, look_into }: Contents): Contents {
  return { text, unnamed, dont_know, look_into };
}

/** How many signs too many; 0 when it fits. */
export function tooMany(text: string): number {
  return Math.max(0, lengthOf(text) - LONGEST);
}

/** The number of signs as the session counts them: an emoji is one. */
export function lengthOf(text: string): number {
  return [...clean(text)].length;
}

/**
 * What was written after `known` was shown; all of it when it was written anew, or goes on in the
 * middle of a word or an amount.
 */
export function restOf(text: string, known: string): string {
  const [all, begin] = [clean(text), clean(known)];
  const rest = all.startsWith(begin) ? all.slice(begin.length) : all;
  return WORD.test(begin.slice(-1)) && !ENDS_A_WORD.test(rest) ? all : clean(rest);
}

/** Both texts, one under the other, with every tick of either. */
export function joined(one: Contents, other: Contents): Contents {
  const text = [one.text, other.text].map(clean).filter((each) => each !== "").join("\n\n");
  return withTicks({ ...contentsOf(one), text }, other);
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}
