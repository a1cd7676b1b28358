/** The line as a person sees it: a dot and a word, said once; and what it means while it is away. */
import { setText } from "../dom";
import { isThere } from "../live/line";
import { announce } from "./announce";
import { switchCommands } from "./command";
import type { Room } from "./room";

const BACK_FOR = 4_000;

/** Keep the dot and the word in the bar true. */
export function watchConnection(room: Room): void {
  const mark = document.querySelector<HTMLElement>("[data-connection]");
  const note = document.getElementById("away");
  const slow = document.getElementById("slow");
  let before = room.line;
  let toldSlow = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = (): void => {
    const back = before === "lost" && isThere(room.line);
    if (back) timer = setTimeout(() => show(mark, room.line), BACK_FOR);
    else if (room.line !== before) clearTimeout(timer);
    if (back) {
      say(mark, gettext("Connected again"), "");
      announce(gettext("Connected again"));
    } else if (room.line !== before) {
      show(mark, room.line);
    }
    if (note !== null) note.hidden = room.line !== "lost";
    if (slow !== null) slow.hidden = room.line !== "slow";
    if (room.line === "lost" && before !== "lost") announce(lost());
    if (room.line === "slow" && !toldSlow) announce(slower());
    toldSlow ||= room.line === "slow";
    before = room.line;
    switchCommands(room);
  };
  show(mark, room.line);
  room.watch(draw);
}

function show(mark: HTMLElement | null, line: Room["line"]): void {
  switch (line) {
    case "connected":
      say(mark, gettext("Connected"), "");
      break;
    case "slow":
      say(mark, gettext("Connected, slower"), "wait");
      break;
    case "lost":
      say(mark, gettext("Connection lost"), "off");
      break;
    default:
      say(mark, gettext("Connecting"), "wait");
  }
}

function say(mark: HTMLElement | null, words: string, look: string): void {
  if (mark === null) return;
  mark.classList.toggle("off", look === "off");
  mark.classList.toggle("wait", look === "wait");
  const place = mark.querySelector("span") ?? mark;
  setText(place, words);
}

function slower(): string {
  return gettext("This connection is slower. Everything works, but you see what others do a few seconds later.");
}

function lost(): string {
  return gettext("Connection lost. You can write on. Buttons work again once you are connected.");
}
