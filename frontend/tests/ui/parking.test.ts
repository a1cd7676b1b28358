import assert from "node:assert/strict";
import { test } from "node:test";

import type { ParkedItem } from "../../src/live/slices";
import { mayTakeAway } from "../../src/ui/parking_removal";
import type { Room } from "../../src/ui/room";

const ITEM: ParkedItem = { id: "p1", question: null, text: "Wie betaalt dit?", settled: "", by: "bram", closed: false };

function asked(who: string, leads: boolean, closed_round = false, parked = ITEM): boolean {
  const state = { you: { id: who, role: leads ? "facilitator" : "participant" }, slices: { session: { phase: "running", closed_round } } };
  return mayTakeAway({ leads, state } as unknown as Room, parked);
}

test("who parked it or leads takes it away, nobody else", () => {
  assert.deepEqual([asked("bram", false), asked("anna", true), asked("carla", false)], [true, true, false]);
});

test("open items stay while a closed round runs", () => {
  assert.deepEqual([asked("bram", false, true), asked("bram", false, true, { ...ITEM, closed: true })], [false, true]);
});
