/**
 * Letters for eight metres, in hundredths of the height of the screen (vh).
 *
 * A letter of 4.7 is read by most from the back row on a picture of two metres, 5.9 by everybody,
 * 6.5 with ease: questions are never smaller than 5.9, nothing is smaller than 4.7.
 */

export const EASY = 6.5;
export const SURE = 5.9;
export const SMALLEST = 4.7;
const STEP = 0.3;

export interface Candidate<Value> {
  value: Value;
  size: number;
}

/** The first of these that fits; the last when none does. `height` measures one of them. */
export function firstThatFits<Value>(
  candidates: readonly Candidate<Value>[],
  room: number,
  height: (candidate: Candidate<Value>) => number,
): Candidate<Value> {
  const found = candidates.find((each) => height(each) <= room);
  return found ?? (candidates.at(-1) as Candidate<Value>);
}

/** The sizes for a question: whole, then a part of it, each with ease and then just surely. */
export function questionSizes(parts: number, onlyPart: boolean): Candidate<"whole" | "part">[] {
  const sizes = (value: "whole" | "part") => [EASY, SURE].map((size) => ({ value, size }));
  const part = parts > 1 ? sizes("part") : [];
  if (onlyPart && parts > 1) return part;
  return [...sizes("whole"), ...part];
}

/** The sizes for an answer, from easy down to the smallest. */
export function answerSizes(): Candidate<null>[] {
  const sizes: Candidate<null>[] = [];
  for (let size = EASY; size > SMALLEST; size -= STEP) sizes.push({ value: null, size });
  return [...sizes, { value: null, size: SMALLEST }];
}

export interface Span {
  top: number;
  bottom: number;
}

/**
 * Which whole lines to show so that the newest end, at `end`, is in view: from the top of the first
 * of them to the bottom of the last. `lines` are in order; the beginning when all that fits.
 */
export function windowOn(lines: readonly Span[], end: number, room: number): Span {
  // Half a pixel is no line.
  const first = lines.find(({ top }) => end - top <= room + 0.5) ?? lines.at(-1);
  const top = end <= room || first === undefined ? 0 : first.top;
  const last = lines.filter(({ bottom }) => bottom <= top + room + 0.5).at(-1);
  return { top, bottom: last?.bottom ?? top + room };
}
