/**
 * What this device keeps of texts that the session does not have yet (ruling 6).
 *
 * Light on purpose: every page looks here for what belongs to finished sessions, without the
 * editor. One database, one record per session, person, document (its name holds the epoch) and
 * open page: two pages never throw away each other's text, and whoever shares this device never
 * reads, sends or forgets somebody else's.
 */

export interface Kept {
  /** session/person/document/page */
  key: string;
  session: string;
  /** Whose text: the public id of a participant. */
  person: string;
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

/** Forget these as they were read: one that its page has written anew since then stays. */
export function forgetAsRead(read: readonly Pick<Kept, "key" | "at">[]): Promise<boolean> {
  if (read.length === 0) return Promise.resolve(true);
  const action = (store: IDBObjectStore): void =>
    read.forEach(({ key, at }) => {
      const asked: IDBRequest<Kept | undefined> = store.get(key);
      asked.onsuccess = () => asked.result?.at === at && store.delete(key);
    });
  return change(action, { more: true });
}

/** Everything this person left here in one session, oldest first. */
export async function keptOf(session: string, person: string): Promise<Kept[]> {
  const all = await everything();
  return all.filter((each) => each.session === session && each.person === person).sort(byAge);
}

/** Whether this device keeps anything, of anybody. */
export async function holdsText(): Promise<boolean> {
  return (await everything()).length > 0;
}

/** Everything this device keeps, of everybody, oldest first. */
export async function keptHere(): Promise<Kept[]> {
  return (await everything()).sort(byAge);
}

/** Forget what this person left here in a session: it was sent, offered for copying or given up. */
export async function forgetOf(session: string, person: string): Promise<void> {
  await forget((await keptOf(session, person)).map((each) => each.key));
}

/** Forget everything of a session that is over, whoever wrote it. */
export async function sweep(session: string): Promise<void> {
  const all = await everything();
  await forget(all.filter((each) => each.session === session).map((each) => each.key));
}

function byAge(one: Kept, other: Kept): number {
  return one.at - other.at;
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

/** `more`: the action goes on once it has had an answer. */
async function change(action: (store: IDBObjectStore) => void, { more = false } = {}): Promise<boolean> {
  const found = await database();
  if (found === null) return false;
  return new Promise((resolve) => {
    try {
      const transaction = found.transaction(STORE, "readwrite");
      transaction.oncomplete = () => resolve(true);
      transaction.onerror = transaction.onabort = () => resolve(false);
      action(transaction.objectStore(STORE));
      // A page that is going away hears no answer any more: do not wait for one.
      if (!more) transaction.commit?.();
    } catch {
      resolve(false);
    }
  });
}
