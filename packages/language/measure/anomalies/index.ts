export { decompose, forecastNext, type Decomposition, type Gappy } from './decompose.ts';
export { generalisedEsd, type EsdStep } from './generalised-esd.ts';
export {
  fewestPlaces,
  judgeNewest,
  mostPlaces,
  unusualPlaces,
  type Judged,
  type Judgement,
  type JudgedPoint,
  type Rhythm,
} from './judge.ts';
export { FEWEST_OF_RATE, shownValue, type MeasureKind, type Observation } from './scales.ts';
