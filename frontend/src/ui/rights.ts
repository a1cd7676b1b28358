/** What the person on this page may do with what people put in. The server has the last word. */
import type { Card, QuestionSlice } from "../live/slices";
import type { Room } from "./room";

/** Kept out while a closed round runs. */
export function isOutside(room: Room): boolean {
  return room.state.slices.session.closed_round && !room.leads && !room.state.mine.insider;
}

/**
 * Writes an input of their own: everybody who speaks for the organisation. A closed round takes the
 * text off nobody's page: what is written meanwhile is saved after it.
 */
export function mayPutIn(room: Room): boolean {
  const { role } = room.state.you;
  return (role === "participant" || role === "scribe") && room.state.slices.session.phase === "running";
}

/** Adds something to what the group put in, for everybody to read. */
export function mayAddWords(room: Room): boolean {
  return mayPutIn(room) && isWorking(room);
}

/** Is asked to be ready and to say whether the answer will do. */
export function isAsked(room: Room): boolean {
  const { role } = room.state.you;
  return role === "participant" || role === "scribe" || role === "vendor";
}

/** Recognises, reacts, adds: everybody but who only looks on. */
export function mayReact(room: Room): boolean {
  const { phase } = room.state.slices.session;
  return room.state.you.role !== "observer" && !inRound(room) && (phase === "running" || phase === "adjourned");
}

/** Keeps a view that differs from that of the group; inside a closed round too. */
export function mayDiffer(room: Room): boolean {
  const { phase } = room.state.slices.session;
  return room.state.you.role !== "observer" && !isOutside(room) && (phase === "running" || phase === "adjourned");
}

/** Writes in the joint answer now. */
export function mayWrite(room: Room, question: QuestionSlice): boolean {
  const { one_pen, pen } = room.state.slices.session;
  const writes = room.state.you.role !== "observer" && (!one_pen || pen === room.person);
  return writes && question.chosen && !question.frozen && isWorking(room);
}

/** Puts the text of a card, or a proposed sentence, in the joint answer: never who speaks for the vendor. */
export function mayTakeOver(room: Room, question: QuestionSlice): boolean {
  return room.state.you.role !== "vendor" && mayWrite(room, question);
}

/** Whether the text of this card can go into the joint answer: what the vendor states never does. */
export function canBeTaken({ kind, text, taken_over, closed }: Card): boolean {
  return (kind === "input" || kind === "addition") && text !== "" && !taken_over && !closed;
}

/** Words can be given now: the session runs, and no closed round keeps them waiting. */
export function isWorking(room: Room): boolean {
  return room.state.slices.session.phase === "running" && !inRound(room);
}

function inRound(room: Room): boolean {
  return room.state.slices.session.closed_round;
}
