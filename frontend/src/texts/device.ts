/**
 * What this device keeps of texts that the session does not have yet (ruling 6).
 *
 * Light on purpose: every page sweeps what belongs to finished sessions, without the editor.
 */

const PREFIX = "air-text/";

/** The name of one kept text: session, document and epoch (the epoch is part of the document). */
export function keptName(session: string, document: string): string {
  return `${PREFIX}${session}/${document}`;
}

/** Forget every text kept for these sessions; returns the sessions that still have one. */
export async function sweep(finished: readonly string[]): Promise<string[]> {
  const left = new Set<string>();
  for (const name of await keptNames()) {
    const session = name.slice(PREFIX.length).split("/")[0] ?? "";
    if (finished.includes(session)) await forgetKept(name);
    else left.add(session);
  }
  return [...left];
}

/** Names of all texts kept on this device; none when the browser cannot say. */
export async function keptNames(): Promise<string[]> {
  if (typeof indexedDB === "undefined" || typeof indexedDB.databases !== "function") return [];
  try {
    const found = await indexedDB.databases();
    return found.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : []));
  } catch {
    return [];
  }
}

/** Forget one kept text. Resolves also when another tab still holds it open. */
export function forgetKept(name: string): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    } catch {
      resolve();
    }
  });
}
