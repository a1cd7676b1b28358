/** The shapes the server sends down. One slice is the smallest part worth replacing whole. */

export type Phase = "draft" | "lobby" | "running" | "adjourned" | "closed";
export type Role = "facilitator" | "scribe" | "participant" | "vendor" | "observer" | "projector";
/** What the projector shows; "auto" follows the phase. */
export type ScreenView = "auto" | "invitation" | "question" | "answer" | "overview";
export type Step = "reading" | "writing" | "discussing" | "composing" | "closing" | "done";
export type Outcome =
  | "open"
  | "answered"
  | "to_investigate"
  | "no_good_answer"
  | "not_applicable"
  | "not_discussed";
export type Risk = "" | "low" | "medium" | "high" | "unknown";
/** What stands above somebody's input once it is shown. */
export type ShownWith = "role" | "name" | "nothing";
export type Choice = "yes" | "remark" | "objection";
export type Proof = "" | "shown" | "promised" | "unconfirmed";
export type ActionKind = "" | "technology" | "process" | "behaviour";

export interface Person {
  id: string;
  name: string;
  role: Role;
  perspective: string;
  perspective_label: string;
  vendor: boolean;
  /** 1 to 8: `--p1` … `--p8`. */
  colour: number;
  /** For facilitators only: takes part, and waits to be let into the closed round. */
  waits?: boolean;
  /** For facilitators only: may read what was said in closed rounds. */
  insider?: boolean;
}

/** The person this page was made for. */
export type You = Person;

export interface SessionSlice {
  id: string;
  title: string;
  client_name: string;
  system_name: string;
  vendor_name: string;
  /** ISO date, e.g. "2026-11-23". */
  date: string;
  /** "09:00", or null when no time was set. */
  starts_at: string | null;
  phase: Phase;
  current_question: number;
  door_open: boolean;
  keep_until: string;
  /** Raised when a backup is put back: texts of another epoch never merge. */
  epoch: number;
  /** What the projector shows. */
  screen: ScreenView;
  /** The numbers of the questions in this programme, in order. */
  chosen: number[];
  /** The steps this session uses, in order; never empty. Only "composing": the plain mode. */
  steps: Step[];
  shown_with: ShownWith;
  /** Only who holds the pen writes in joint answers; others propose sentences. */
  one_pen: boolean;
  /** The id of who holds the pen. */
  pen: string | null;
  /** A closed round runs now. Outsiders go on seeing the question it began at. */
  closed_round: boolean;
  /** One runs or ran, so there may be a text of it; outsiders are never told. */
  closed_rounds_held: boolean;
}

export interface Invitation {
  code: string;
  shown: string;
  url: string;
  /** `size` modules a side, quiet zone included; `path` is the `d` of one SVG path. */
  qr: { size: number; path: string };
}

export interface QuestionSlice {
  number: number;
  chosen: boolean;
  step: Step;
  outcome: Outcome;
  reason: string;
  risk: Risk;
  risk_reason: string;
  acceptance: string;
  parts_done: number[];
  frozen: boolean;
  /** When it was rounded off, ISO; null while it is open. */
  frozen_at: string | null;
  /** What people wrote alone is shown, and stays shown. */
  revealed: boolean;
  /** How many of those asked are ready with this step. */
  ready: Tally;
  /** How many can live with the joint answer. */
  consent: Votes;
  /** How many of the vendor find the facts right. */
  vendor_consent: Votes;
  /** For who leads or writes down; absent for everybody else. */
  desk?: Desk;
}

export interface Tally {
  count: number;
  of: number;
}

export interface Votes {
  yes: number;
  remark: number;
  objection: number;
  /** How many are asked. */
  of: number;
}

/** Counts by perspective, never contents; and what people said with their vote. */
export interface Desk {
  ready: PerspectiveTally[];
  written: PerspectiveTally[];
  /** How many do not understand the question. */
  help: number;
  /** How many votes were cast before the last change of the text, as far as was known by then. */
  outdated: { consent: number; vendor_consent: number };
  remarks: { choice: Choice; text: string; label: string; vendor: boolean }[];
}

export interface PerspectiveTally extends Tally {
  perspective: string;
  label: string;
}

/** Above a card: who it is of, as far as that is shown. An empty label: without name and role. */
export interface Byline {
  label: string;
  name: string;
  vendor: boolean;
}

export interface Evidence {
  document: string;
  document_date: string | null;
  document_address: string;
  document_place: string;
}

export interface Card extends Evidence {
  id: string;
  kind: "input" | "addition" | "statement" | "dissent";
  by: Byline;
  text: string;
  dont_know: boolean;
  look_into: boolean;
  proof: Proof;
  /** When it was added, ISO. */
  at: string;
  recognised: number;
  reactions: Reaction[];
  taken_over: boolean;
  /** Said in a closed round. */
  closed: boolean;
  /** A statement that the group adopted from what the vendor prepared. */
  prepared?: boolean;
}

export interface Reaction {
  id: string;
  by: Byline;
  text: string;
  at: string;
}

export interface Proposal {
  id: string;
  by: Byline;
  text: string;
  at: string;
}

/** What the vendor prepared for this question, until the group adopts or rejects it. */
export interface Homework extends Evidence {
  number: number;
  title: string;
  brought: "whole" | "partly" | "not_available";
  text: string;
  confidential: boolean;
  judged: "" | "adopted" | "rejected";
}

/** What single people put in at one question, as this audience may see it. */
export interface Voices {
  number: number;
  cards: Card[];
  /** Those that wait. */
  proposals: Proposal[];
  homework: Homework[];
}

/** What is put in at a question that is not on the table, as it was at a revision. */
export interface FetchedVoices {
  revision: number;
  voices: Voices;
}

export interface ParkedItem {
  id: string;
  question: number | null;
  text: string;
  settled: "" | "action" | "discussed" | "dropped";
  by: string | null;
  closed: boolean;
}

export interface OwnInput {
  text: string;
  unnamed: boolean;
  dont_know: boolean;
  look_into: boolean;
  edition: number;
}

/** What only this person sees; it has no revision. */
export interface Mine {
  /** By number of question, also after it was shown. */
  inputs: Record<string, OwnInput>;
  /** Own vendor statements, shown or not yet, by number of question. */
  statements: Record<string, Card[]>;
  /** The ids of cards of one's own. */
  cards: string[];
  recognised: string[];
  /** The steps one is ready with, by number of question. */
  ready: Record<string, Step[]>;
  help: number[];
  votes: Record<string, { choice: Choice; text: string; unnamed: boolean }>;
  /** May read what was said in closed rounds. */
  insider: boolean;
}

export interface Action {
  id: string;
  question: number | null;
  text: string;
  kind: ActionKind;
  owner: string;
  due_date: string | null;
  by: string | null;
  /** Added in a closed round. */
  closed: boolean;
}

export interface Slices {
  session: SessionSlice;
  people: Person[];
  invitation: Invitation | null;
  actions: Action[];
  parked: ParkedItem[];
  [question: `question.${number}`]: QuestionSlice;
  /** The snapshot holds those of the question on the table; others are fetched when shown. */
  [voices: `voices.${number}`]: Voices | undefined;
}

export interface Snapshot {
  revision: number;
  you: You;
  mine: Mine;
  slices: Slices;
}

/** What a page without a socket is answered. */
export interface News {
  revision: number;
  /** Null while the session is still at the revision that was asked after. */
  snapshot: Snapshot | null;
  here: string[];
}

/** Why the server ends the line for good. */
export type Goodbye = "removed" | "left" | "deleted" | "signed_out" | "unknown";

export type LiveEvent =
  /** `slow`: it came by request, because no socket comes through. */
  | ({ type: "snapshot"; slow?: boolean } & Snapshot)
  | { type: "news"; revision: number; slices: Partial<Slices> }
  | { type: "beat"; revision: number }
  | { type: "mine"; mine: Mine }
  | { type: "here"; people: string[] }
  | { type: "bye"; reason: Goodbye };

/** The fixed texts of the questionnaire, from the page's `catalogue` script. */
export interface Catalogue {
  themes: { number: number; key: string; title: string; short_name: string; questions: number[] }[];
  questions: { number: number; theme: number; short_name: string; text: string; parts: string[] }[];
}
