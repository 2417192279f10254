export {
  chanceWithin,
  expectedGap,
  noGapWithin,
  gapChance,
  gapQuantile,
  type ExpectedGap,
  type GapModel,
  type GapProduct,
  type Repeats,
} from './expected-gap.ts';
export { fitGaps } from './fit-gaps.ts';
