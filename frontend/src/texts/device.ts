/**
 * What this device keeps of texts that the session does not have yet (ruling 6).
 *
 * Light on purpose: every page sweeps what belongs to finished sessions, without the editor.
 * One database, one record per session, document (its name holds the epoch) and open page, so
 * that two pages never throw away each other's text.
 */

export interface Kept {
  /** session/document/page */
  key: string;
  session: string;
  document: string;
  /** The whole document as one update. */
  update: Uint8Array;
  /** The same as plain text, to copy from when it can no longer be sent. */
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

const DATABASE = "air-texts";
const STORE = "kept";

/** Whether this browser can keep anything; false in some private windows. */
export async function canKeep(): Promise<boolean> {
  return (await database()) !== null;
}

/** Keep or replace one record; false when the browser refused. */
export function keep(record: Kept): Promise<boolean> {
  return change((store) => store.put(record));
}

/** Forget these records. */
export function forget(keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return Promise.resolve(true);
  return change((store) => keys.forEach((key) => store.delete(key)));
}

/** Everything kept for one session, oldest first. */
export async function keptOf(session: string): Promise<Kept[]> {
  const all = await everything();
  return all.filter((each) => each.session === session).sort((one, other) => one.at - other.at);
}

/**
 * Forget all texts of these finished sessions.
 *
 * Returns the sessions that still have text here, so that a page can ask the server about them.
 */
export async function sweep(finished: readonly string[]): Promise<string[]> {
  const all = await everything();
  const over = all.filter((each) => finished.includes(each.session));
  await forget(over.map((each) => each.key));
  const left = all.filter((each) => !finished.includes(each.session));
  return [...new Set(left.map((each) => each.session))];
}

let opened: Promise<IDBDatabase | null> | undefined;

function database(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
      request.onsuccess = () => resolve(ready(request.result));
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

function ready(found: IDBDatabase): IDBDatabase {
  const again = () => {
    found.close();
    opened = undefined;
  };
  found.onversionchange = again;
  found.onclose = again;
  return found;
}

async function everything(): Promise<Kept[]> {
  const found = await database();
  if (found === null) return [];
  return new Promise((resolve) => {
    try {
      const request = found.transaction(STORE).objectStore(STORE).getAll();
      request.onsuccess = () => resolve(request.result as Kept[]);
      request.onerror = () => resolve([]);
    } catch {
      resolve([]);
    }
  });
}

async function change(action: (store: IDBObjectStore) => void): Promise<boolean> {
  const found = await database();
  if (found === null) return false;
  return new Promise((resolve) => {
    try {
      const transaction = found.transaction(STORE, "readwrite");
      transaction.oncomplete = () => resolve(true);
      transaction.onerror = transaction.onabort = () => resolve(false);
      action(transaction.objectStore(STORE));
    } catch {
      resolve(false);
    }
  });
}
