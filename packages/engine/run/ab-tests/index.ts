export { chooseVariant } from './choose-variant.ts';
export { chooseWinners } from './choose-winners.ts';
export { readTests, type RunningTest } from './read-tests.ts';
