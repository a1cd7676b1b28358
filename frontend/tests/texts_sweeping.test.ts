import assert from "node:assert/strict";
import { test } from "node:test";

import type { Kept } from "../src/texts/device";
import { type Place, sorted } from "../src/texts/sweeping";

const NOW = 1_800_000_000_000;
const DAY = 24 * 60 * 60 * 1000;

function kept(session: string, person: string, days = 0): Kept {
  const key = `${session}/${person}`;
  return { key, session, person, document: "q1.e1", update: new Uint8Array(), text: key, at: NOW - days * DAY };
}

function keys(all: readonly Kept[], places: readonly Place[]): { offer: string[]; drop: string[] } {
  const { offer, drop } = sorted(all, places, NOW);
  return { offer: offer.map(({ key }) => key), drop: drop.map(({ key }) => key) };
}

test("text of a session that is open stays", () => {
  const places: Place[] = [{ session: "s1", person: "sam", state: "open" }];

  assert.deepEqual(keys([kept("s1", "sam", 300), kept("s1", "ellen")], places), { offer: [], drop: [] });
});

test("of a session that is over, one's own text is offered and another's forgotten", () => {
  const places: Place[] = [{ session: "s1", person: "sam", state: "over" }];

  assert.deepEqual(keys([kept("s1", "sam"), kept("s1", "ellen")], places), {
    offer: ["s1/sam"],
    drop: ["s1/ellen"],
  });
});

test("who was put out is offered their own text; another's waits for its writer", () => {
  const places: Place[] = [{ session: "s1", person: "sam", state: "removed" }];

  assert.deepEqual(keys([kept("s1", "sam"), kept("s1", "ellen")], places), {
    offer: ["s1/sam"],
    drop: [],
  });
});

test("text of a session that does not know this browser waits thirty days for its writer", () => {
  assert.deepEqual(keys([kept("s1", "sam", 29), kept("s2", "sam", 31)], []), {
    offer: [],
    drop: ["s2/sam"],
  });
});
