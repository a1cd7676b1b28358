/** Starts what belongs to this page: one room for all, and the page's own part. */
import { showLookSwitch } from "../page/look";
import { closeMenus } from "../page/menu";
import { watchConnection } from "./connection";
import { startConsole } from "./console_page";
import { startEnding } from "./ending_page";
import { sayFarewell } from "./farewell";
import { startLobby } from "./lobby_page";
import { watchMenu } from "./menu";
import type { Page } from "./moves";
import { startOverview } from "./overview_page";
import { watchProjector } from "./projector_control";
import { startQuestionPage } from "./question_page";
import { Room } from "./room";
import { watchRound } from "./round_screen";
import { drawStrips } from "./strip";
import { startWaiting } from "./waiting_page";

const PAGES: Record<Page, (room: Room) => void> = {
  lobby: startLobby,
  waiting: startWaiting,
  console: startConsole,
  question: startQuestionPage,
  overview: startOverview,
  ending: startEnding,
};

/** Bring this live page to life. */
export function start(): void {
  const page = document.body.dataset.page as Page;
  const room = new Room(sayFarewell);
  room.watch(drawStrips);
  showLookSwitch();
  closeMenus();
  watchMenu(room);
  watchProjector(room);
  PAGES[page](room);
  watchRound(room);
  // Last, so that buttons drawn just now are switched off while the line is away.
  watchConnection(room);
}
