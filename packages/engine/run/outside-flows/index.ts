export { keepOutsideFlow, keepOutsideFlows, MOST_OUTSIDE, nameOf } from './keep-outside-flows.ts';
export { flowOfFile, type FlowOfFile, type GivenFlowFile } from './read-flow-file.ts';
