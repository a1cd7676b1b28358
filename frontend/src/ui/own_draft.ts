/** What this device keeps of somebody's own input that the session does not have yet. */
import { forget, keep, type Kept, keptOf } from "../texts/device";
import { type Contents, NOTHING } from "./own_contents";

/** What is added after all was shown; sent twice under its key, it is added once. */
export interface Addition {
  text: string;
  unnamed: boolean;
  key: string;
  /** The whole text it was the new part of. */
  whole: Contents;
}

export interface Draft {
  contents: Contents;
  /** The edition it was written on. */
  edition: number;
  /** On its way, perhaps taken already. */
  addition: Addition | null;
}

/** Where a draft is: not here yet, on this device, or this browser keeps nothing. */
export type Keeping = "busy" | "kept" | "unable";

/** Most inputs are saved sooner than this (ms) and never touch the device. */
const PAUSE = 150;
/** One for each open page, so that two pages do not overwrite each other's record. */
const PAGE = Math.random().toString(36).slice(2, 10);

/** The drafts that earlier pages left on this device, oldest first, by number of question. */
export async function leftDrafts(session: string, person: string): Promise<[number, Draft, string][]> {
  const kept = await keptOf(session, person);
  return kept.flatMap((each) => {
    const number = numberOf(each.document);
    return number === null ? [] : [[number, read(each), each.key] as [number, Draft, string]];
  });
}

/** The question whose input a kept document is; null when it is something else. */
export function numberOf(name: string): number | null {
  const found = /^input(\d+)$/.exec(name);
  return found === null ? null : Number(found[1]);
}

/** Keeps the draft of one question, for as long as something of it waits. */
export class DraftKeeper {
  /** Where the newest draft is. */
  keeping: Keeping = "busy";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: Draft | null = null;
  private readonly written = new Set<string>();

  constructor(
    private readonly session: string,
    private readonly person: string,
    private readonly number: number,
    private readonly onKept: () => void,
  ) {}

  /** These records are forgotten together with what is written from now on. */
  takeOver(key: string): void {
    this.written.add(key);
  }

  keep(draft: Draft | null): void {
    this.waiting = draft;
    if (this.keeping === "kept") this.keeping = "busy";
    clearTimeout(this.timer);
    if (draft !== null) this.timer = setTimeout(() => this.flush(), PAUSE);
    else if (this.written.size > 0) {
      void forget([...this.written]);
      this.written.clear();
    }
  }

  /** Write what waits at once: the page is going away. */
  flush(): void {
    clearTimeout(this.timer);
    if (this.waiting === null) return;
    const { session, person } = this;
    const document = `input${this.number}`;
    const key = `${session}/${person}/${document}/${PAGE}`;
    this.written.add(key);
    const record = { key, session, person, document, update: write(this.waiting), text: this.waiting.contents.text, at: Date.now() };
    void this.store(record, this.waiting);
  }

  private async store(record: Kept, draft: Draft): Promise<void> {
    const able = await keep(record);
    // What was typed meanwhile is not here yet.
    if (able && this.waiting !== draft) return;
    this.keeping = able ? "kept" : "unable";
    this.onKept();
  }
}

function write(draft: Draft): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(draft));
}

function read({ update, text }: Kept): Draft {
  const none = { contents: { ...NOTHING, text }, edition: 0, addition: null };
  try {
    return { ...none, ...(JSON.parse(new TextDecoder().decode(update)) as Partial<Draft>) };
  } catch {
    return none;
  }
}
