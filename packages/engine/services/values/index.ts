export { type MatchingParts, countMatching } from './count-matching.ts';
export {
  type KnownFact,
  type KnownValue,
  type KnownValues,
  listFactValues,
  listKnownFacts,
} from './list-values.ts';
