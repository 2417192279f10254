export { type PullView, listPulls, steerPulls } from './manage-pulls.ts';
