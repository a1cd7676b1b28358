/** Questions, actions and people for the tests of the pages. */
import type { Action, Card, Person, QuestionSlice } from "../../src/live/slices";

const NOBODY = { yes: 0, remark: 0, objection: 0, of: 0 };

/** One question in the programme, open unless said otherwise. */
export function asked(number: number, changes: Partial<QuestionSlice> = {}): QuestionSlice {
  return {
    number,
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
    consent: NOBODY,
    vendor_consent: NOBODY,
    ...changes,
  };
}

/** A question that was rounded off with an answer. */
export function done(number: number): QuestionSlice {
  return asked(number, { step: "done", outcome: "answered", frozen: true });
}

/** An action from question 8, without owner or date unless said otherwise. */
export function action(changes: Partial<Action> = {}): Action {
  return {
    id: "a1",
    question: 8,
    text: "Ask for the list of parties",
    kind: "",
    owner: "",
    due_date: null,
    by: null,
    closed: false,
    ...changes,
  };
}

/** Somebody in the session. */
export function person(name: string, changes: Partial<Person> = {}): Person {
  return {
    id: name.toLowerCase(),
    name,
    role: "participant",
    perspective: "it",
    perspective_label: "IT",
    vendor: false,
    colour: 1,
    ...changes,
  };
}

/** A card with somebody's input unless said otherwise. */
export function card(id: string, changes: Partial<Card> = {}): Card {
  return {
    id,
    kind: "input",
    by: { label: "OR", name: "", vendor: false },
    text: "Wij kunnen het uitzetten.",
    dont_know: false,
    look_into: false,
    proof: "",
    document: "",
    document_date: null,
    document_address: "",
    document_place: "",
    at: "2026-11-23T10:00:00Z",
    recognised: 0,
    reactions: [],
    taken_over: false,
    closed: false,
    ...changes,
  };
}
