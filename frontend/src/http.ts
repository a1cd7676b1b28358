/** The only place that asks the server for something: commands go up here, with their CSRF token. */

/** The server said no, or could not be reached; `message` is ready to show. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** The server's word for it, or "offline" or "unreadable". */
    readonly code: string,
    /** The form field it is about, or "". */
    readonly field: string,
    /** The HTTP status; 0 when the server was not reached. */
    readonly status: number,
    /** Everything the server said with it. */
    readonly answer: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "Refusal";
  }
}

type Field = string | number | boolean;
export type Fields = Readonly<Record<string, Field | readonly string[] | null | undefined>>;

const PATIENCE = 15_000;

/**
 * Give a command. Returns the answer's JSON, or null for 204; throws `Refusal`.
 *
 * Fields that are null or undefined are not sent; true and false become 1 and 0; of a list each
 * item is sent under the same name.
 */
export async function post<Value = null>(path: string, fields: Fields = {}): Promise<Value> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    for (const each of typeof value === "object" ? value : [value]) body.append(name, sent(each));
  }
  return ask<Value>(path, { method: "POST", body, headers: { "X-CSRFToken": token() } });
}

/** Send bytes, such as an edit of a shared text; otherwise as `post`. */
export async function postBytes<Value>(path: string, bytes: Uint8Array): Promise<Value> {
  const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token() };
  return ask<Value>(path, { method: "POST", body: bytes as BodyInit, headers });
}

function sent(value: Field): string {
  return String(typeof value === "boolean" ? Number(value) : value);
}

/** Fetch JSON; throws `Refusal`. */
export async function get<Value>(path: string): Promise<Value> {
  return ask<Value>(path, { method: "GET", cache: "no-store" });
}

async function ask<Value>(path: string, options: RequestInit): Promise<Value> {
  const response = await reach(path, options);
  if (response.status === 204) return null as Value;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as Value;
  throw refusal(response.status, answer);
}

async function reach(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      ...options,
      headers: { Accept: "application/json", ...options.headers },
      credentials: "same-origin",
      // A page to sign in on is not an answer to a command.
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    const message = gettext("There is no connection with the session. Nothing was changed. Try again.");
    throw new Refusal(message, "offline", "", 0);
  }
}

function refusal(status: number, answer: unknown): Refusal {
  const said = typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};
  if (typeof said.message === "string") {
    return new Refusal(said.message, String(said.code ?? ""), String(said.field ?? ""), status, said);
  }
  const message =
    status === 403
      ? gettext("You may not do this. Reload the page and try again.")
      : gettext("This did not work. Nothing was changed. Try again.");
  return new Refusal(message, "unreadable", "", status);
}

function token(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}
