export { keepOutsideFlows, MOST_OUTSIDE, nameOf, type Origin } from './keep-outside-flows.ts';
export { flowOfFile, type FlowOfFile, type GivenFlowFile } from './read-flow-file.ts';
