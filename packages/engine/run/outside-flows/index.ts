export { keepOutsideFlows, LONGEST_NAME, MOST_OUTSIDE, type Origin } from './keep-outside-flows.ts';
export { flowOfFile, type FlowOfFile, type GivenFlowFile } from './read-flow-file.ts';
