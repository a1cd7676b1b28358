/** What this device keeps of somebody's own input that the session does not have yet. */
import { type Kept, keptOf } from "../texts/device";
import { type Contents, Keeper } from "../texts/keeper";
import { type Contents as OwnContents, NOTHING } from "./own_contents";

/** What is added after all was shown; sent twice under its key, it is added once. */
export interface Addition {
  text: string;
  unnamed: boolean;
  key: string;
  /** The whole text it was the new part of. */
  whole: OwnContents;
}

export interface Draft {
  contents: OwnContents;
  /** The edition it was written on. */
  edition: number;
  /** On its way, perhaps taken already. */
  addition: Addition | null;
}

/** The drafts that earlier pages left on this device, oldest first, by number of question. */
export async function leftDrafts(session: string, person: string): Promise<[number, Draft, Kept][]> {
  const kept = await keptOf(session, person);
  return kept.flatMap((each) => {
    const number = numberOf(each.document);
    return number === null ? [] : [[number, read(each), each] as [number, Draft, Kept]];
  });
}

/** The question whose input a kept document is; null when it is something else. */
export function numberOf(name: string): number | null {
  const found = /^input(\d+)$/.exec(name);
  return found === null ? null : Number(found[1]);
}

/** Keeps the draft of one question, for as long as something of it waits. */
export function draftKeeper(session: string, person: string, number: number, onChange: () => void): Keeper {
  return new Keeper(session, person, `input${number}`, onChange);
}

/** A draft as the device keeps it. */
export function written(draft: Draft): Contents {
  return { update: new TextEncoder().encode(JSON.stringify(draft)), text: draft.contents.text };
}

function read({ update, text }: Kept): Draft {
  const none = { contents: { ...NOTHING, text }, edition: 0, addition: null };
  try {
    return { ...none, ...(JSON.parse(new TextDecoder().decode(update)) as Partial<Draft>) };
  } catch {
    return none;
  }
}
