/** What the connection looks like to a person, and how long to wait before the next try. */

/**
 * "connected", "slow" (by plain requests, where no socket comes through), "lost" (it was there and
 * went), or "connecting" (the first time, still trying).
 */
export type Line = "connecting" | "connected" | "slow" | "lost";

/** What the page asks for and sends is answered. */
export function isThere(line: Line): boolean {
  return line === "connected" || line === "slow";
}

/** No frame for this long (ms) means the line is dead, whatever the socket says. */
export const SILENCE = 12_000;

/** Who looks again, or has a network again, hears a beat within this time (ms), or the line is dead. */
export const SOON = 6_000;

export const FIRST_WAIT = 2_000;
export const LONGEST_WAIT = 30_000;

/**
 * Milliseconds before try number `attempt` (0 is the first after a loss): anywhere between
 * nothing and a ceiling that doubles, so that thirty browsers never return at once.
 */
export function waitBefore(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  return Math.round(random() * ceiling);
}
