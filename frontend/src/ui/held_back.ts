/** New cards and reactions wait until somebody asks for them, so that nothing on the page jumps. */
import type { Card } from "../live/slices";

export interface Seen {
  cards: Card[];
  /** How many cards and reactions are held back. */
  waiting: number;
}

export class HeldBack {
  private number = 0;
  private known: Set<string> | null = null;

  /** Show everything of this question from now on. */
  release(): void {
    this.known = null;
  }

  /**
   * What to show of these cards. The first time it is all of them; later only what was shown
   * before, and what is one's own.
   */
  sift(number: number, cards: readonly Card[], own: readonly string[]): Seen {
    if (number !== this.number) this.known = null;
    this.number = number;
    this.known ??= new Set(idsOf(cards));
    for (const id of own) this.known.add(id);
    const known = this.known;
    const shown = cards
      .filter((each) => known.has(each.id))
      .map((each) => ({ ...each, reactions: each.reactions.filter(({ id }) => known.has(id)) }));
    return { cards: shown, waiting: idsOf(cards).filter((id) => !known.has(id)).length };
  }
}

function idsOf(cards: readonly Card[]): string[] {
  return cards.flatMap((each) => [each.id, ...each.reactions.map(({ id }) => id)]);
}
