/** The entry of every live page. */
import { start } from "./ui/start";

start();
