/** Brackets: who belongs to whom. Public through ../mod.ts. */
export {
  type BracketPlaces,
  enclosingBrackets,
  matchBracket,
  type MatchOptions,
  partnerOf,
} from "./match.ts";
export { bracketsAt } from "./commands.ts";
