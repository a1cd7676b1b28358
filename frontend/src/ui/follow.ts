/** Who follows the group and who is left where they are. Pure. */

export interface Moment {
  /** The question on this page. */
  shown: number;
  /** The question on the table before the news, and now. */
  before: number;
  now: number;
  /** This person is writing something: never pull them away. */
  busy: boolean;
}

/**
 * The question to show after the news. Whoever looked at the group's question goes along, unless
 * they are writing; whoever looked elsewhere stays there.
 */
export function follow({ shown, before, now, busy }: Moment): number {
  const together = shown === before;
  return together && !busy ? now : shown;
}

/** Whether to offer the way back to the group. */
export function isElsewhere(shown: number, current: number): boolean {
  return shown !== current;
}

/** The question before and after this one in the programme; null at the ends. */
export function neighbours(
  chosen: readonly number[],
  number: number,
): { previous: number | null; next: number | null } {
  return {
    previous: chosen.filter((each) => each < number).at(-1) ?? null,
    next: chosen.find((each) => each > number) ?? null,
  };
}
