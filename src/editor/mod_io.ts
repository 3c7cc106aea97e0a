/** The world side of the editor: the syntax worker. For the app's io files, tests and benches. */
export { knowsLanguage, openSyntaxWorker, type SyntaxWorker } from "./syntax/client_io.ts";
export type { CapturesAnswer, FromSyntax, ToSyntax, TreeAnswer } from "./syntax/messages.ts";
