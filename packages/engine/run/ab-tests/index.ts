export { chooseVariant } from './choose-variant.ts';
export { chooseWinners } from './choose-winners.ts';
export { readTests, testsIn, type RunningTest, type TestStep } from './read-tests.ts';
