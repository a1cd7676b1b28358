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
}

export interface Action {
  id: string;
  question: number | null;
  text: string;
  kind: ActionKind;
  owner: string;
  due_date: string | null;
  by: string | null;
}

export interface Slices {
  session: SessionSlice;
  people: Person[];
  invitation: Invitation | null;
  actions: Action[];
  [question: `question.${number}`]: QuestionSlice;
}

export interface Snapshot {
  revision: number;
  you: You;
  slices: Slices;
}

/** Why the server ends the line for good. */
export type Goodbye = "removed" | "left" | "deleted" | "signed_out" | "unknown";

export type LiveEvent =
  | ({ type: "snapshot" } & Snapshot)
  | { type: "news"; revision: number; slices: Partial<Slices> }
  | { type: "beat"; revision: number }
  | { type: "here"; people: string[] }
  | { type: "bye"; reason: Goodbye };

/** The fixed texts of the questionnaire, from the page's `catalogue` script. */
export interface Catalogue {
  themes: { number: number; key: string; title: string; short_name: string; questions: number[] }[];
  questions: { number: number; theme: number; short_name: string; text: string; parts: string[] }[];
}
