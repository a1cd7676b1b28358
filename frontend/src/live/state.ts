/** What this page knows. Pure: `apply` never changes its arguments and touches nothing else. */
import type { Goodbye, LiveEvent, QuestionSlice, Slices, Snapshot, You } from "./slices";

export interface State {
  readonly revision: number;
  readonly you: You;
  readonly slices: Slices;
  /** Ids of the people whose page is open now. */
  readonly here: readonly string[];
  readonly goodbye: Goodbye | null;
}

export interface Applied {
  readonly state: State;
  /** Something was missed: the snapshot must be fetched. */
  readonly behind: boolean;
}

/** The state a page starts with: the snapshot it was rendered from. */
export function begin(snapshot: Snapshot): State {
  const { revision, you, slices } = snapshot;
  return { revision, you, slices, here: [], goodbye: null };
}

/** Take in one event. Old news is dropped; a gap changes nothing and asks for the snapshot. */
export function apply(state: State, event: LiveEvent): Applied {
  switch (event.type) {
    case "snapshot":
      return kept({ ...begin(event), here: state.here, goodbye: state.goodbye });
    case "news":
      return applyNews(state, event.revision, event.slices);
    case "beat":
      return { state, behind: event.revision !== state.revision };
    case "here":
      return kept({ ...state, here: event.people });
    case "bye":
      return kept({ ...state, goodbye: event.reason });
    default:
      // A newer server may say more than this page understands.
      return kept(state);
  }
}

/**
 * Take in a snapshot that was fetched beside the line. News may have overtaken it, so an older
 * one of the same epoch is dropped and asked for again.
 */
export function applyFetched(state: State, snapshot: Snapshot): Applied {
  const sameEpoch = snapshot.slices.session.epoch === state.slices.session.epoch;
  if (sameEpoch && snapshot.revision < state.revision) return { state, behind: true };
  return apply(state, { type: "snapshot", ...snapshot });
}

/** The slice of one question, or undefined when this questionnaire has no such number. */
export function question(state: State, number: number): QuestionSlice | undefined {
  return state.slices[`question.${number}`];
}

function applyNews(state: State, revision: number, slices: Partial<Slices>): Applied {
  if (revision <= state.revision) return kept(state);
  if (revision > state.revision + 1) return { state, behind: true };
  return kept({ ...state, revision, slices: { ...state.slices, ...slices } as Slices });
}

function kept(state: State): Applied {
  return { state, behind: false };
}
