/** The entry of every live page. */
import { clearDevice } from "./page/device";
import { start } from "./ui/start";

start();
// Other sessions' text is nothing to show here: this page may be on the wall.
void clearDevice({ offering: false });
