/** What earlier pages of this session left on this device, and coming back after a reload. */
import { forget, keep, type Kept, keptOf } from "./device";
import { rescue } from "./rescue";
import type { TextKey } from "./types";

const RELOADED = "air-reloaded-at";
const ONCE_IN = 60_000;

/**
 * Which kept texts can still be sent.
 *
 * Text of another epoch can never be merged, and text that was refused must not be sent again: both
 * are offered for copying and then forgotten.
 */
export async function offerLeftovers(
  session: string,
  person: string,
  epoch: number,
): Promise<TextKey[]> {
  const kept = (await keptOf(session, person)).filter(({ document }) => !isInput(document));
  const sendable = ({ document }: Kept) => keyIn(document, epoch) !== null;
  const why = gettext("What you wrote here earlier could not be saved.");
  await offerThese(kept.filter((each) => !sendable(each)), why);
  return [...new Set(kept.flatMap(({ document }) => keyIn(document, epoch) ?? []))];
}

/** Offer what this device still keeps of this person in a session that they cannot reach any more. */
export async function offerRest(session: string, person: string, why: string): Promise<void> {
  await offerThese(await keptOf(session, person), why);
}

/** Offer these for copying, one after the other; each is forgotten when its window is closed. */
export async function offerThese(kept: readonly Kept[], why: string): Promise<void> {
  for (const { key, text } of kept) {
    await rescue(why, text);
    await forget([key]);
  }
}

/** Offer text that was turned down; until that is done this device keeps it to be copied only. */
export async function offerRefused(
  refused: Pick<Kept, "session" | "person" | "document" | "text">,
  why: string,
): Promise<void> {
  const { session, person, text } = refused;
  if (text === "") return;
  const document = `${refused.document}!`;
  const key = `${session}/${person}/${document}/${Date.now()}`;
  const made = { key, session, person, document, update: new Uint8Array(), text, at: Date.now() };
  void keep(made);
  await offerThese([made], why);
}

/** Whether this is somebody's own input and no shared text: its own page sends it. */
export function isInput(name: string): boolean {
  return name.startsWith("input");
}

/** Which text a document's name means, or null when it can only be copied. */
export function keyIn(name: string, epoch: number): TextKey | null {
  const found = /^(q\d+(?:-closed)?)\.e(\d+)$/.exec(name);
  return found !== null && Number(found[2]) === epoch ? (found[1] as TextKey) : null;
}

/** Load the page anew, but not again within a minute; false when that has just been done. */
export function reloadOnce(): boolean {
  try {
    const before = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - before < ONCE_IN) return false;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    // Without a memory it could go on for ever.
    return false;
  }
  location.reload();
  return true;
}
