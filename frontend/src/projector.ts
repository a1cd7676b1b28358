/** The entry of the page for the wall. */
import { startProjector } from "./ui/projector";

startProjector();
