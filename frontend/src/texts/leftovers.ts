/** What earlier pages of this session left on this device, and coming back after a reload. */
import { forget, keptOf } from "./device";
import { rescue } from "./rescue";

const RELOADED = "air-reloaded-at";
const ONCE_IN = 60_000;

/**
 * Numbers of the questions whose kept text can still be sent.
 *
 * Text of another epoch can never be merged, and text that was refused must not be sent again: both
 * are offered for copying and then forgotten.
 */
export async function offerLeftovers(session: string, epoch: number): Promise<number[]> {
  const sendable = new Set<number>();
  for (const kept of await keptOf(session)) {
    const number = numberIn(kept.document, epoch);
    if (number !== null) {
      sendable.add(number);
      continue;
    }
    const why = gettext("What you wrote here earlier could not be saved.");
    await rescue(why, kept.text);
    await forget([kept.key]);
  }
  return [...sendable];
}

/** The question of a document's name, or null when its text can only be copied. */
export function numberIn(name: string, epoch: number): number | null {
  const found = /^q(\d+)\.e(\d+)$/.exec(name);
  return found !== null && Number(found[2]) === epoch ? Number(found[1]) : null;
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
