/**
 * The least a program can do between a key and a pixel: a window that fills a rectangle for every key.
 * What photon.ts reads from it is the floor of the measuring itself. Run by photon.ts, DISPLAY set.
 * BackSpace takes the last rectangle away again, so that the same typing pattern works as in an editor.
 */
import { Display } from "./display.ts";

const Cell = 8;
const RowY = 400;
const RowHeight = 18;
const Columns = 150;
const KeyPress = 2;
const KeyPressMask = 1n;

const display = new Display(Deno.env.get("DISPLAY") ?? "");
const { x } = display.libs;
const { pointer } = display;
const background = 0x202428n;
const window = x.XCreateSimpleWindow(pointer, display.root, 0, 0, 1280, 800, 0, 0n, background);
x.XSelectInput(pointer, window, KeyPressMask);
x.XMapWindow(pointer, window);
const gc = x.XDefaultGC(pointer, x.XDefaultScreen(pointer));
const backspace = display.keycode("BackSpace");
const event = new Uint8Array(192);
const view = new DataView(event.buffer);
let column = 0;
x.XFlush(pointer);
for (;;) {
  while (x.XEventsQueued(pointer, 2 /* after flush */) > 0) {
    x.XNextEvent(pointer, event);
    if (view.getInt32(0, true) !== KeyPress) continue;
    const erases = view.getUint32(84, true) === backspace;
    if (erases) column = (column + Columns - 1) % Columns;
    x.XSetForeground(pointer, gc, erases ? background : 0xe0e0e0n);
    x.XFillRectangle(pointer, window, gc, column * Cell, RowY, Cell - 1, RowHeight);
    if (!erases) column = (column + 1) % Columns;
    x.XFlush(pointer);
  }
  display.sleepOnSocket(-1);
}
