/** Who else has a caret in a text, read from awareness as the server filled it in. */
import type { Awareness } from "y-protocols/awareness";

import type { Writer } from "./types";

/** Quiet for this long (ms) means: has a caret here, but is not typing. */
export const QUIET = 5_000;

export interface Caret extends Writer {
  client: number;
}

/** Remembers when each caret last moved: awareness repeats itself every 15 s without meaning. */
export class Carets {
  private readonly moved = new Map<number, { words: string; at: number }>();

  constructor(private readonly awareness: Awareness) {}

  /** The carets of others now, in a fixed order. */
  read(now: number): Caret[] {
    const found: Caret[] = [];
    this.awareness.getStates().forEach((state, client) => {
      if (client === this.awareness.clientID) return;
      const cursor: unknown = state?.cursor;
      if (cursor === null || cursor === undefined) this.moved.delete(client);
      else found.push({ ...person(state.user), client, busy: this.isBusy(client, cursor, now) });
    });
    for (const client of this.moved.keys()) {
      if (!this.awareness.getStates().has(client)) this.moved.delete(client);
    }
    return found.sort((one, other) => one.client - other.client);
  }

  private isBusy(client: number, cursor: unknown, now: number): boolean {
    const words = JSON.stringify(cursor);
    const before = this.moved.get(client);
    if (before?.words !== words) {
      this.moved.set(client, { words, at: now });
      return true;
    }
    return now - before.at < QUIET;
  }
}

/** One entry for each person, however many pages they have open; without `self`. */
export function people(carets: readonly Caret[], self: string): Writer[] {
  const found = new Map<string, Writer>();
  for (const { id, name, vendor, colour, busy } of carets) {
    if (id === self) continue;
    const busyElsewhere = found.get(id)?.busy ?? false;
    found.set(id, { id, name, vendor, colour, busy: busy || busyElsewhere });
  }
  return [...found.values()];
}

/** What the server says of somebody; whatever is not as agreed becomes a calm default. */
export function person(user: unknown): Omit<Writer, "busy"> {
  const said = (typeof user === "object" && user !== null ? user : {}) as Record<string, unknown>;
  const colour = Number(said.colour);
  return {
    id: typeof said.id === "string" ? said.id : "",
    name: typeof said.name === "string" && said.name !== "" ? said.name : gettext("Somebody"),
    vendor: said.vendor === true,
    colour: Number.isInteger(colour) && colour >= 1 && colour <= 8 ? colour : 5,
  };
}

/** Two letters for a narrow margin. */
export function initials(name: string): string {
  return Array.from(name).slice(0, 2).join("");
}
