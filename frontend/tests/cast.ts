/** The people and the session of the script tests. */
import type { Mine, Snapshot, You } from "../src/live/slices";

export const NOOR: You = {
  id: "p1",
  name: "Noor",
  role: "facilitator",
  perspective: "other",
  perspective_label: "Anders",
  vendor: false,
  colour: 1,
};

const NOTHING: Mine = {
  inputs: {},
  statements: {},
  cards: [],
  recognised: [],
  ready: {},
  help: [],
  votes: {},
  insider: false,
};

/** A running session with one person and one question. */
export function snapshot(revision: number): Snapshot {
  return {
    revision,
    you: NOOR,
    mine: NOTHING,
    slices: {
      session: {
        id: "s1",
        title: "Werkwijs",
        client_name: "Gemeente",
        system_name: "",
        vendor_name: "",
        date: "2026-11-23",
        starts_at: null,
        phase: "running",
        current_question: 8,
        door_open: true,
        keep_until: "2027-11-23",
        epoch: 1,
        screen: "auto",
        chosen: [8],
        steps: ["composing"],
        shown_with: "role",
        one_pen: false,
        pen: null,
        closed_round: false,
        closed_rounds_held: false,
      },
      people: [NOOR],
      invitation: null,
      actions: [],
      parked: [],
      "question.8": {
        number: 8,
        chosen: true,
        step: "composing",
        outcome: "open",
        reason: "",
        risk: "",
        risk_reason: "",
        acceptance: "",
        parts_done: [],
        frozen: false,
        frozen_at: null,
        revealed: false,
        ready: { count: 0, of: 0 },
        consent: { yes: 0, remark: 0, objection: 0, of: 0 },
        vendor_consent: { yes: 0, remark: 0, objection: 0, of: 0 },
      },
    },
  };
}
