/** What pages outside a live session can do beyond plain HTML; all of them work without it. */
import { groupCodes } from "./page/code";
import { listenToCopyButtons } from "./page/copy";
import { clearDevice } from "./page/device";
import { focusOnWhatIsWrong } from "./page/focus";
import { saveHomework } from "./page/homework";
import { showLookSwitch } from "./page/look";
import { closeMenus } from "./page/menu";
import { countPicks } from "./page/pick";
import { followPdfs } from "./page/progress";

showLookSwitch();
closeMenus();
groupCodes();
listenToCopyButtons();
countPicks();
focusOnWhatIsWrong();
followPdfs();
saveHomework();
void clearDevice({ offering: true });
