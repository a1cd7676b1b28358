/** What this page knows. Pure: `apply` never changes its arguments and touches nothing else. */
import type { FetchedVoices, Goodbye, LiveEvent, Mine, QuestionSlice, Slices, Snapshot, Voices, You } from "./slices";

export interface State {
  readonly revision: number;
  /** The revision of the snapshot that everything here stands on. */
  readonly since: number;
  readonly you: You;
  /** What only this person sees. */
  readonly mine: Mine;
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
  const { revision, you, mine, slices } = snapshot;
  return { revision, since: revision, you, mine, slices, here: [], goodbye: null };
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
    case "mine":
      return kept({ ...state, mine: event.mine });
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

/**
 * Take in what people put in at a question that is not on the table, fetched beside the line. News
 * brings such a slice whole, so what is there already is never older; what was fetched before the
 * snapshot that everything stands on may be: it is dropped, and `behind` tells to fetch again.
 */
export function applyVoices(state: State, number: number, { revision, voices }: FetchedVoices): Applied {
  if (voicesAt(state, number) !== undefined) return kept(state);
  if (revision < state.since) return { state, behind: true };
  return kept({ ...state, slices: { ...state.slices, [`voices.${number}`]: voices } });
}

/** What people put in at this question, or undefined while it was not fetched. */
export function voicesAt(state: State, number: number): Voices | undefined {
  return state.slices[`voices.${number}`];
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
